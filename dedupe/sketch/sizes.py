"""How large the sketches of an article are."""

from __future__ import annotations

BINS = 128  # values of a signature
BANDS, ROWS = 25, 5  # a pair at the near-duplicate threshold of .7 is proposed with p = .99
SCALE = 4  # one of so many shingles is sampled
SHORT = 500  # tokens of an article whose pairs of words are kept; a longer one shares shingles as well
