"""Reading printed dates against dateparser, told that they are Polish."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from aggregator.dates import parse_printed
from benchmarks.measure import Row, by_turns

BASE = datetime(2024, 5, 14, 12, tzinfo=ZoneInfo("Europe/Warsaw"))
DAYS = (
    "19 sierpnia 2021",
    "1 maja 2022",
    "30 listopada 2019",
    "5 września 2023",
    "12 grudnia 2025",
    "3 marca 2020",
)
FORMS = (
    "{0}", "{0} r.", "{0} roku", "czwartek, {0}", "{0}, 10:15", "{0} godz. 17.00", "dnia {0} r.",
)  # fmt: skip
OTHERS = (
    "19.08.2021", "19/08/2021", "2021-08-19", "19-08-2021", "19.08.2021 r.", "1.9.2021", "5/4/22",
    "19 VIII 2021", "19 sie. 2021, 14:30", "2021-08-19 10:15:33", "2021-08-19T10:15:00+02:00",
    "wczoraj", "przedwczoraj", "2 dni temu",
    "tydzień temu", "13 maj 2022", "17 wrzesień 2020", "środa, 5 wrz 2021",
)  # fmt: skip


def bench() -> Iterator[Row]:
    """One row: sixty printed forms."""
    import dateparser

    printed = [form.format(day) for day in DAYS for form in FORMS] + list(OTHERS)
    rounds = 20

    def ours() -> None:
        for _ in range(rounds):
            for words in printed:
                parse_printed(words, base=BASE)

    def baseline() -> None:
        for words in printed:
            dateparser.parse(words, languages=["pl"])

    mine, theirs = by_turns(ours, baseline)
    mine /= rounds
    yield Row(
        what=f"dates, {len(printed)} printed forms",
        ours=f"{len(printed) / mine:.0f} dates/s",
        baseline=f"dateparser {len(printed) / theirs:.0f} dates/s",
        ratio=theirs / mine,
        target="≥ 20×",
    )
