"""From the records of a workbook to judged rows: values, verdicts, what a commit would create."""
