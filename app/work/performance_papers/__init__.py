"""Papers of deputies' performance: booklets, sheets for reporting to voters, slips; they read figures too."""
