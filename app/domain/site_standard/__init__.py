"""The standard of a liaison site (八有): each item judged from what the ledgers know."""
