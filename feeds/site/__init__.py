"""The pages: server-made, no JavaScript, no outside request."""
