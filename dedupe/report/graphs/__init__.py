"""Who took from whom as a graph for programs that draw and measure networks."""
