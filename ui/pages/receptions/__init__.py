"""Receptions by deputies: the rota, its plan, and the form of a reception."""
