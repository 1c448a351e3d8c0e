"""The funding programmes: what there is, and where a page names them."""
