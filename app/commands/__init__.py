"""The commands of the command line, one file per family; ``app.cli`` parses and dispatches."""
