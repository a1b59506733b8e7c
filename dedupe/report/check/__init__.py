"""The report of a check, in a module a format."""
