"""The stages of a check of many articles: candidates, comparisons, judgement, and which findings count."""
