"""Printed Polish dates to aware Europe/Warsaw times.

`find_dates` reads a text, `parse_printed` a string that is one date. Pure: what is relative counts
from the `base` that the caller gives.
"""

from aggregator.dates.found import WARSAW, FoundDate, PrintedDate
from aggregator.dates.printed import parse_printed
from aggregator.dates.scan import find_dates

__all__ = ["WARSAW", "FoundDate", "PrintedDate", "find_dates", "parse_printed"]
