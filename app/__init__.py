"""Everything the program knows; runs without a screen and never imports Qt."""
