"""Printed sums of money: where they stand and how much they are."""
