"""Everything a reader receives: feeds, pages, exports, the server."""
