"""What stands around an article and is none of it: told by markup, names, places and words."""
