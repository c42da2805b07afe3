"""From a file to a ledger that may be worked with: made, identified, migrated, examined."""
