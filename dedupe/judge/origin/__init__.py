"""Which of two articles is the source: what each says of itself, and the evidence weighed."""
