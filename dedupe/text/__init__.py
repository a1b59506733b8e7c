"""From paragraphs to tokens: characters, words, house style, quotations, sentences."""
