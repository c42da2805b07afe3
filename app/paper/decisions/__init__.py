"""Papers of votes and elections: ballots, counting sheets, results, and what is published of them."""
