"""What is asked of a folder beside its copies, written: explanations, labels and thresholds, stock text."""
