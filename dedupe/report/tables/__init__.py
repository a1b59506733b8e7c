"""Tables of a check for research: a row a pair, an article, a paragraph or a change."""
