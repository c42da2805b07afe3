"""The ledger that is open, as every page shares it, and the news that it changed."""
