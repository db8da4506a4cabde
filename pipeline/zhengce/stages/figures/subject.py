def set_subjects(view, contexts): pass
