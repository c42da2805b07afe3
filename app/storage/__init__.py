"""The only room with SQL: the ledger file, its records, their history and their attachments."""
