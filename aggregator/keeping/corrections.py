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


def shown(name: str, value: Any) -> str:
    """One side of a difference for a person.

    >>> shown("amounts", [[1245000, "grant"], [50, "other"]])
    '12 450 zł grant; 0,50 zł other'
    >>> shown("awards", [["dkk", "2026", "MBP w Lipnie", 4000000, None, None, None, None]])
    'dkk 2026, MBP w Lipnie: grant 40 000 zł'
    >>> shown("programmes", []), shown("text", 210)
    ('–', '210 characters')
    """
    if value in (None, "", []):
        return "–"
    if name == "text":
        return f"{value} characters"
    if name == "amounts":
        return "; ".join(f"{_zloty(grosze)} {role}" for grosze, role in value)
    if name == "awards":
        return "; ".join(map(_award, value))
    if name == "dates":
        return "; ".join(" ".join(each) for each in value)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _award(said: list[Any]) -> str:
    programme, edition, beneficiary, grant, own, total, task, period = said
    sums = (("grant", grant), ("own contribution", own), ("total", total))
    told = [f"{what} {_zloty(grosze)}" for what, grosze in sums if grosze is not None]
    told += [f"“{task}”"] * bool(task) + [str(period)] * bool(period)
    who = ", ".join(each for each in (f"{programme} {edition or ''}".strip(), beneficiary) if each)
    return f"{who}: {', '.join(told)}" if told else who


def _zloty(grosze: int) -> str:
    whole, rest = divmod(grosze, 100)
    return f"{whole:,}".replace(",", " ") + (f",{rest:02}" if rest else "") + " zł"
