"""What is reported of articles, and what of it is accepted: rules, findings, suppressions, baseline."""
