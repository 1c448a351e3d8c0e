"""Reading of pages: pure, bytes and an address in, a `RawAnnouncement` or a list of links out."""
