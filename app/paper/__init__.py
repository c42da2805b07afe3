"""What is printed, as descriptions: sheets, ledgers, forms. The face paints them."""
