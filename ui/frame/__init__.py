"""What stands around the page: the window, its bars, the navigation, the search for everything."""
