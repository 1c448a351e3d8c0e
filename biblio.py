"""The front door: one command made of the rooms' own commands. It composes and decides nothing."""
