"""What `EventGraph` can do, a facet a module: keeping data, asking, tables, and what is a person's own."""
