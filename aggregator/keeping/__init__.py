"""How an arrival is known again and brought together with what the store holds."""
