"""The list of a register: its rows, head, filters, and what can be done with the chosen ones."""
