"""Workbooks that the program was not written for: towns, shapes and mutations, and a witness who compares."""
