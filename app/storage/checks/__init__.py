"""What is to be looked at: damage, doubts, names that are open, records out of step."""
