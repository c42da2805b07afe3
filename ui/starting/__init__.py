"""From the first start to the open window, and paper for the command line."""
