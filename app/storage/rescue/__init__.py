"""Reading what can be read from a damaged ledger into a new one."""
