"""Letters from templates that the clerk may edit in WPS."""
