"""robots.txt of a day: a site is asked for it once in 24 hours, over all crawls of a data folder."""

from __future__ import annotations

import base64
import json
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

#: how long an answer holds (RFC 9309, 2.4)
DAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class KeptRobots:
    """A folder with one small file an origin. What cannot be read or written counts as not there."""

    folder: Path

    def get(self, origin: str, now: datetime) -> tuple[int, bytes] | None:
        """Status and body of an answer that still holds, None where it has to be asked for."""
        try:
            kept = json.loads(self._file(origin).read_text("utf-8"))
            age = now - datetime.fromisoformat(kept["fetched"])
            if kept["origin"] != origin or not timedelta(0) <= age < DAY:
                return None
            return int(kept["status"]), base64.b64decode(kept["body"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, origin: str, status: int, body: bytes, now: datetime) -> None:
        """Keep an answer; an error of the server is no answer and is asked for again the next time."""
        if status >= 500 or status == 429:
            return
        kept = {
            "origin": origin, "fetched": now.isoformat(), "status": status,
            "body": base64.b64encode(body).decode(),
        }  # fmt: skip
        file = self._file(origin)
        beside = file.with_suffix(f".{os.getpid()}")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(kept), "utf-8")
            beside.replace(file)
        except OSError:
            beside.unlink(missing_ok=True)

    def _file(self, origin: str) -> Path:
        return self.folder / f"{sha256(origin.encode()).hexdigest()[:24]}.json"
