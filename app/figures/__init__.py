"""Every figure of the work report once: its rule, its value at a day, and the rows it was counted from."""
