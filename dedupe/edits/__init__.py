"""What changed inside aligned paragraphs, word by word, and what kind of change it is."""
