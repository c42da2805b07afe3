"""Figures and derived tables on screen, every number open to its rows."""
