"""The report of a comparison, in a module a format."""
