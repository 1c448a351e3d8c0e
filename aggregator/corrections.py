"""What differs between two readings of one page, for the record of corrections."""

from __future__ import annotations

from typing import Any

from aggregator.model import Content


def statements(content: Content) -> dict[str, Any]:
    """What we say of a page, by field, as JSON values without the evidence."""
    published = content.published
    return {
        "title": content.title,
        "text": content.text,
        "published": published.value if published else None,
        "modified": content.modified.value if content.modified else None,
        "kind": content.kind.value,
        "programmes": list(content.programmes),
        "picture_only": list(content.picture_only),
        "amounts": [[a.grosze, a.role.value] for a in content.amounts],
        "awards": [
            [a.programme, a.edition, a.beneficiary, a.grant, a.own_contribution, a.total, a.task, a.period]
            for a in content.awards
        ],
        "dates": [[d.role.value, d.value.isoformat()] for d in content.dates],
        "standing": content.standing,
    }


def differences(old: Content, new: Content) -> dict[str, list[Any]]:
    """Field -> [before, after], only what differs. A text is not repeated: its length stands for it."""
    before, after = statements(old), statements(new)
    found = {name: [before[name], after[name]] for name in before if before[name] != after[name]}
    if "text" in found:
        found["text"] = [len(old.text), len(new.text)]
    return found
