"""The pages of deputies' performance."""
