"""One spider a family of sites; `scrapy crawl FAMILY -a source=ID[,ID]`."""
