"""Two articles compared: measured, aligned where one can be a copy, judged, and looked at for changes."""
