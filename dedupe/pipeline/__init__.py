"""The whole of it: survey a folder, compare pairs, report; and what explains and tunes that."""
