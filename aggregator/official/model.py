"""A row of an official list of results, and a list as it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialAward:
    """One beneficiary of an official list, as printed there."""

    beneficiary: str
    city: str = ""
    voivodeship: str = ""  #: TERYT, two digits; "" = the list does not say
    grant: int | None = None  #: grosze; None = the list does not say
    task: str = ""
    source: str = ""  #: id of the source that is this beneficiary, "" = none, or more than one could be


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialList:
    """One list: a programme, an edition, its rows in their order."""

    programme: str
    edition: str  #: "2022", "2022-2023", or whatever the operator calls it
    published: date | None = None  #: day the operator published it; None = not said
    rows: tuple[OfficialAward, ...] = ()
