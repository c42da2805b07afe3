"""Votes and elections: entering what was counted while the result is read out."""
