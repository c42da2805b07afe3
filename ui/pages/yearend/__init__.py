"""The pages of the end of the year: what is filed, the package that is handed in, and its verification."""
