"""What a page is when it is no announcement: errors, walls, parked domains, permanent pages."""
