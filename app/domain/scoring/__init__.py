"""The points of a deputy's year (履职积分): pure arithmetic over items and records (domain.md 3.4)."""
