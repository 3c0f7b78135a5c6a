"""Getting documents in: the only code that touches input files."""
