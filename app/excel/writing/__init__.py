"""Rows written as workbooks and plain files."""
