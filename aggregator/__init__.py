"""The domain: what an announcement is, what it says, and how it is kept."""
