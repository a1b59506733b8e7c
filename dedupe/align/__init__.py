"""Which paragraph of a copy came from which of its source, and what was done to it."""
