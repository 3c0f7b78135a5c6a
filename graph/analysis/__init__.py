"""Analysis of a snapshot of the archive: pure functions and plain results."""
