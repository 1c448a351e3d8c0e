"""Measurements: speed as ratios in one run (`make bench`), quality against labelled pages (`gold_gate`)."""
