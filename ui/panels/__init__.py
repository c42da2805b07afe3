"""The chosen record at the right of a list: its fields, doubts, files and history."""
