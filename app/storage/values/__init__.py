"""Cells, typed text and JSON become values, with every problem that fields and rules see."""
