"""What the page of a check shows: pairs, outlets, stories and days, as plain values for its template."""
