"""Copies of the whole ledger: made, verified, thinned, listed, tried out, and put back."""
