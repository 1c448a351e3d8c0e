"""Grants as records: who received how much of which programme, for what and when."""
