"""What keeps the ledger in order: findings, history, recycle bin, settings and help."""
