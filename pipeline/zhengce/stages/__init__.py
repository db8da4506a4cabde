"""The extraction stages: functions from a view of the text (and the mentions found before) to mentions."""
