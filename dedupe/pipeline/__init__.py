"""The stages of a check: index, candidates, comparisons, judgement; and what explains and tunes them."""
