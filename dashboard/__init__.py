"""The dashboard: reads the graph through the public names of `graph`, shows it in a browser."""
