"""What pages say of the sources beside their announcements, and of the day they are made. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from aggregator.health import SourceHealth

if TYPE_CHECKING:
    from aggregator.store.sites import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The sources as we met them last."""

    today: date  #: Warsaw; tells open calls from closed ones
    contact: str = ""
    health: Mapping[str, SourceHealth] = field(default_factory=dict)  #: of each source that was visited
    notices: Mapping[str, Sequence[Notice]] = field(default_factory=dict)  #: by source
