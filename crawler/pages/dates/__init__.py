"""The day on which a page was published: candidates with their places and labels, then a choice."""
