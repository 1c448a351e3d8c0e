"""Templates to bytes: escaping on, unknown names are errors."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from feeds.wording import KINDS, counted, day, tie

HERE = Path(__file__).resolve().parent


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"day": day, "counted": counted, "tie": tie}
    environment.globals |= {"KINDS": KINDS}
    return environment


def render(template: str, *, root: str, base_url: str, feed: str = "", **values: Any) -> bytes:
    """A page as UTF-8. `root` leads from the page to the root of the site; `feed` is its feed's folder."""
    page = _environment().get_template(template)
    return page.render(root=root, base_url=base_url, feed=feed, **values).encode("utf-8", "replace")
