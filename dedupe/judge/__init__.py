"""What the measures mean: relation, credit, origin and clusters of articles."""
