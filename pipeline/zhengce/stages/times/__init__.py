"""Times: expressions read into days, resolved against the document's date."""
