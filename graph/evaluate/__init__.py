"""How good the answers are, measured on the events of a store or of a file, beside simpler methods."""
