"""What `biblio doctor` finds of the published tree."""

from __future__ import annotations

import json
from collections.abc import Iterator

from aggregator.checking import Finding
from aggregator.config import Config


def check_tree(config: Config) -> Iterator[Finding]:
    """Whether every feed of the tree is well-formed."""
    from lxml import etree

    folder = config.public_dir / "feeds"
    if not folder.is_dir():
        yield Finding("feeds", False, f"nothing is published in {config.public_dir}. Run `biblio publish`.")
        return
    good, bad = 0, []
    for path in sorted(folder.rglob("*")):
        try:
            if path.suffix == ".xml":
                etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True))
            elif path.suffix == ".json":
                json.loads(path.read_bytes())
            else:
                continue
            good += 1
        except (etree.XMLSyntaxError, ValueError, OSError) as exc:
            bad.append(f"{path.relative_to(config.public_dir)} ({exc})")
    if bad:
        words = f"{len(bad)} are damaged, the first: {bad[0]}. Run `biblio publish --full`."
        yield Finding("feeds", False, words)
    else:
        yield Finding("feeds", True, f"{good} documents, all well-formed")
