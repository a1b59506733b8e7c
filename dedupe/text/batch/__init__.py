"""The same tokens as `dedupe.text.tokens` defines, for thousands of articles at once, as arrays."""
