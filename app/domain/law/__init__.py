"""Rules of law, each with the article it stands in and the day from which it holds."""
