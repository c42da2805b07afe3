"""A workbook becomes records: choose it, see every row judged, correct, commit."""
