"""Pairs of articles worth comparing: near-duplicates by bands, partial copies by shared samples."""
