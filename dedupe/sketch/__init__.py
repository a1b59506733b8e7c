"""From tokens to small, comparable sketches: shingles, MinHash signatures, scaled MinHash."""
