"""The field itself: registers, kinds of value and rules of law, without files, SQL or a clock."""
