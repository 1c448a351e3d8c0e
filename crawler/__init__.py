"""Everything that fetches and reads pages of library sites."""
