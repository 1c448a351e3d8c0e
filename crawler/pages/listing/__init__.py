"""Index pages: which links of a page are its news, their days, and the page that follows."""
