"""Ways in which clerks lay out the records of a town: each shape is a function of a town and a hand that gives a workbook."""
