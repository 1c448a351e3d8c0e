"""The heading of an article: what may be one, and which it is."""
