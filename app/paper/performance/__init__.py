"""What is printed of deputies' performance: booklets, sheets for reporting to voters, slips."""
