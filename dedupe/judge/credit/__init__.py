"""Whom an article names as its source: names, the lines that credit them, and the credit of a copy."""
