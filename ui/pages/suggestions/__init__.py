"""Opinions and suggestions: their course, letters and form."""
