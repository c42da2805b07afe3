"""The entries of the code tables: national standards with the words clerks use for them."""
