"""The 八有 board of the liaison sites and its rounds of checks."""
