"""Articles from files and corpora."""
