"""Pages made by hand, where list and form are not enough."""
