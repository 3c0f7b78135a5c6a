"""Reading documents: pure functions from text to events, topics and issues."""
