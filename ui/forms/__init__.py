"""The form of a record: an editor for each kind of field, drafts, and what follows from what."""
