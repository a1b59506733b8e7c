"""What Python programs call: checks and comparisons of paths, texts, objects and data frames."""
