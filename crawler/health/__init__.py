"""How a site is doing: what a visit saw, what the site usually shows, what the difference means."""
