"""Pages of the small registers of the desk."""
