"""Writing: acts as one transaction, what follows from a row, what hinders a change, and taking back."""
