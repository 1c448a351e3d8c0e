"""The voivodeships of Poland: TERYT code to name."""

from __future__ import annotations

from aggregator.text import fold

#: first two digits of every TERYT code, as GUS gives them
VOIVODESHIPS = {
    "02": "dolnośląskie", "04": "kujawsko-pomorskie", "06": "lubelskie", "08": "lubuskie", "10": "łódzkie",
    "12": "małopolskie", "14": "mazowieckie", "16": "opolskie", "18": "podkarpackie", "20": "podlaskie",
    "22": "pomorskie", "24": "śląskie", "26": "świętokrzyskie", "28": "warmińsko-mazurskie",
    "30": "wielkopolskie", "32": "zachodniopomorskie",
}  # fmt: skip
_BY_NAME = {fold(name): code for code, name in VOIVODESHIPS.items()}


def voivodeship_code(printed: str) -> str:
    """The code of a voivodeship as somebody wrote it down, "" where it names none.

    >>> voivodeship_code("woj. Śląskie"), voivodeship_code("14"), voivodeship_code("Bawaria")
    ('24', '14', '')
    """
    words = fold(printed).strip(" .").removeprefix("wojewodztwo").removeprefix("woj.").strip()
    if words[:2] in VOIVODESHIPS and words.isdigit():
        return words[:2]
    return _BY_NAME.get(words.replace(" - ", "-"), "")
