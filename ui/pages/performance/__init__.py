"""The performance of deputies on screen: who did what, who has not, one deputy's year, the scores."""
