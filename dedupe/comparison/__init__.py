"""Two articles compared: prepared, looked at, aligned where one can be a copy, and judged."""
