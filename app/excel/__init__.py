"""Workbooks: reading what clerks have, writing what can be filed."""
