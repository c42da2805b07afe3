"""Protection of private values by a key, and the log of who was shown them."""
