"""Articles made ready to be compared, once each."""
