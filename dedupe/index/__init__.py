"""Every article read and sketched once: what is known of each while its text is on disk."""
