"""What stands below everything else: the open file, its rows, history, private values and look-ups."""
