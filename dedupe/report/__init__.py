"""Reports: what a check, a comparison or an explanation found, in the formats of people and machines."""
