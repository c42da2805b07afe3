"""Rosters as clerks write them, made by scripts, with the truth beside each."""
