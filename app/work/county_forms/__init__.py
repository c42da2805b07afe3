"""The county's own forms: its workbook or document filled from the ledger at marked places, everything else left alone."""
