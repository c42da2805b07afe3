"""The page of a session: where the clerk sits on the day."""
