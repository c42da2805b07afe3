"""How everything looks: colours, sizes, icons, pills, and the small widgets that know no ledger."""
