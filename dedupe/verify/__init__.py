"""Exact measures of what two articles share."""
