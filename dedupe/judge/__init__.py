"""What the measures mean: relation, origin, credit, clusters, findings."""
