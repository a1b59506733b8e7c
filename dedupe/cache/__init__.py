"""What earlier runs found out, kept on disk: it can save time, and never change an answer."""
