"""What the clerk does across several registers; the window and the command line share it."""
