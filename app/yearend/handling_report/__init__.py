"""The report on the handling of suggestions and opinions: to the congress, and in a version for the public (代表法 art. 51)."""
