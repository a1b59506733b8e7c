"""From when on two articles are candidates, and how many pairs what they share may propose."""

from __future__ import annotations

LEAST_WORDS = 10  # of an article that is compared; a shorter one only for equality
MAX_BUCKET = 12  # articles up to which a shared shingle or band proposes all its pairs
MAX_STORY = 100  # articles up to which a story that each carries in a version of its own gives all its pairs
MIN_SHARED_SAMPLES = 3  # sampled shingles that two articles must share to be looked at
SHORT_SKETCH = 24  # sampled shingles, of some hundred words, under which one shared is enough
