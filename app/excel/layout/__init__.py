"""Where the records of a foreign workbook stand: headings, tables, forms, sections, and rows that are none."""
