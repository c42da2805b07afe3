"""To come."""

BOOKS = ()
