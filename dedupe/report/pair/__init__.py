"""What is said of a single pair: why it is reported, and whether a label is wanted."""
