"""What people ask of a folder beside its copies: why a pair is one or not, which threshold, which stock text."""
