"""The site profile: what repeats on several pages of one site is furniture."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from itertools import permutations

from crawler.pages import SiteProfile, learn_from, open_page, read_page
from tests.crawler.profiles import learn_profile

NOW = datetime(2024, 5, 1, 9, tzinfo=UTC)
TOPICS = [
    ("Kiermasz zakładek", "Zakładki wyszywały panie z klubu robótek, a dochód kupi nam nowy parasol."),
    (
        "Odczyt o pszczołach",
        "Pszczelarz Walenty przywiezie przeszklony ul i trzy rodzaje miodu do próbowania.",
    ),
    (
        "Zmiana dyżurów filii",
        "Od maja filia na Zarzeczu pracuje we wtorki i czwartki od ósmej do szesnastej.",
    ),
    ("Noc z legendami", "O północy schodzimy do piwnicy ratusza, latarki przynosi każdy swoje."),
    ("Nowy regał w czytelni", "Stolarz z Dąbia zbudował regał tak wysoki, że trzeba było dokupić drabinę."),
    ("Podsumowanie ferii", "Z zajęć skorzystało dwieście dwoje dzieci, ulepiono czternaście smoków."),
]


def page(topic: tuple[str, str], number: int) -> tuple[bytes, str, str | None]:
    """A page without a single telling name; three of its blocks repeat, one of them with other words."""
    title, text = topic
    verb = "leżą" if number % 2 else "stoją"
    blocks = (
        f"<h2>{title}</h2><div class=q3><p>{text}</p><p>Więcej powie bibliotekarz przy ladzie.</p></div>",
        "<div class=q4><p>Projekt „Biblioteka jutra” z funduszy europejskich 2014–2020.</p></div>",
        f"<div class=q5><p>Odwiedziło nas {number * 7 + 3} osób, wczoraj {number * 5}, co cieszy.</p></div>",
        f"<div class=q6><p>Polecamy dzisiaj lekturę numer {number} z nowości, co {verb} na stole.</p></div>",
    )
    head = f"<html><head><title>{title} - Biblioteka w Łąkach</title></head>"
    source = f"{head}<body><div class=q1><div class=q2>{''.join(blocks)}</div></div></body></html>"
    return source.encode(), f"https://laki.example/{number}", None


SITE = [page(topic, number) for number, topic in enumerate(TOPICS, 1)]


def test_what_repeats_is_left_out_of_the_text_and_kept_as_furniture() -> None:
    profile = learn_profile(SITE[:5])
    raw = read_page(SITE[5][0], SITE[5][1], fetched=NOW, profile=profile)
    assert raw.title == "Podsumowanie ferii"
    assert raw.text.startswith("Z zajęć skorzystało")
    for words in ("Biblioteka jutra", "Odwiedziło nas", "Polecamy dzisiaj"):
        assert words not in raw.text
    repeated = next(block.text for block in raw.furniture if block.where == "repeated")
    assert "Biblioteka jutra" in repeated
    assert raw.reading.profile == profile.version == 1


def test_without_a_profile_such_a_block_would_leak() -> None:
    raw = read_page(SITE[5][0], SITE[5][1], fetched=NOW)
    assert "Biblioteka jutra" in raw.text


def test_a_page_under_many_addresses_is_one_page() -> None:
    again = [(SITE[5][0], f"https://laki.example/index.php?id=6&lang={code}", None) for code in "abcdefgh"]
    profile = learn_profile([*SITE[:2], *again])
    assert profile == learn_profile([*SITE[:2], again[0]])
    raw = read_page(SITE[5][0], again[0][1], fetched=NOW, profile=profile)
    assert raw.title == "Podsumowanie ferii"
    assert raw.text.startswith("Z zajęć skorzystało") and "Biblioteka jutra" not in raw.text


def test_the_order_of_the_pages_changes_nothing() -> None:
    first = learn_profile(SITE[:5])
    for order in list(permutations(SITE[:5]))[:: random.Random(7).randrange(5, 9)]:
        assert learn_profile(order) == first
        assert learn_profile(order).to_json() == first.to_json()


def test_three_of_five_pages_are_enough_and_two_are_not() -> None:
    block = b"<div class=q7><p>Zapraszamy na dyzury czytelnicze w kazda sobote miesiaca.</p></div></body>"
    for times, marked in ((3, True), (2, False)):
        pages = [
            (body.replace(b"</body>", block) if number < times else body, url, charset)
            for number, (body, url, charset) in enumerate(SITE[:5])
        ]
        raw = read_page(
            SITE[5][0].replace(b"</body>", block), SITE[5][1], fetched=NOW, profile=learn_profile(pages)
        )
        repeated = "\n".join(block.text for block in raw.furniture if block.where == "repeated")
        assert ("dyzury czytelnicze" in repeated) is marked


def test_few_pages_teach_nothing_and_a_page_counts_once() -> None:
    assert learn_profile([]).lines == learn_profile(SITE[:2]).lines == frozenset()
    assert learn_profile([SITE[0]] * 5) == learn_profile(SITE[:1])


def test_json_and_back() -> None:
    profile = learn_profile(SITE, version=4)
    assert SiteProfile.from_json(profile.to_json()) == profile
    assert profile.version == 4 and profile.pages == 6


def test_a_series_of_like_announcements_does_not_lose_its_text() -> None:
    months = ["styczeń", "luty", "marzec", "kwiecień", "maj", "czerwiec"]
    pages = [
        (
            f"<html><head><title>Kody na {month}</title></head><body><main><article><h1>Kody na {month}</h1>"
            "<p>Kody dostępu do czytelni odbierać można w wypożyczalni od poniedziałku.</p>"
            "<p>Jeden czytelnik otrzymuje jeden kod, ważny do końca miesiąca.</p></article></main>".encode(),
            f"https://kody.example/{number}",
            None,
        )
        for number, month in enumerate(months)
    ]
    raw = read_page(pages[5][0], pages[5][1], fetched=NOW, profile=learn_profile(pages[:5]))
    assert raw.title == "Kody na czerwiec"
    assert "Jeden czytelnik otrzymuje jeden kod" in raw.text


def test_a_credit_line_typed_into_most_articles_stays() -> None:
    credit = (
        "<p>Dofinansowano ze środków Ministra Kultury w ramach programu „Partnerstwo dla książki”.</p></div>"
    )
    pages = [
        (body.replace(b"</div>", credit.encode(), 1) if number < 4 else body, url, charset)
        for number, (body, url, charset) in enumerate(SITE[:5])
    ]
    target = SITE[5][0].replace(b"</div>", credit.encode(), 1)
    raw = read_page(target, SITE[5][1], fetched=NOW, profile=learn_profile(pages))
    assert "Dofinansowano ze środków Ministra Kultury" in raw.text


def test_news_written_by_one_pattern_is_no_furniture() -> None:
    subjects = [
        "Ferie zimowe",
        "Spotkanie z poetką",
        "Kiermasz książki",
        "Konkurs plastyczny",
        "Nowe komputery",
    ]
    pages = []
    for n, subject in enumerate(subjects):
        said = "".join(
            f"<p>Akapit {p}: biblioteka zaprasza w każdym wieku, temat to {subject.lower()}, wstęp wolny.</p>"
            for p in range(3)
        )
        lead = "<p>Krótko o tym, co czeka gości biblioteki.</p>"
        body = f"<html><body><main><h1>{subject}</h1>{lead}{said}</main></body></html>"
        pages.append((body.encode(), f"http://mbp.example/{n}", "utf-8"))
    profile = learn_profile(pages)
    for (body, url, charset), subject in zip(pages, subjects, strict=True):
        raw = read_page(body, url, fetched=NOW, charset=charset, profile=profile)
        assert raw.text.count(subject.lower()) == 3


def test_a_page_opened_once_is_learnt_from_and_read_like_one_opened_twice() -> None:
    opened = [open_page(body, url, fetched=NOW, charset=charset) for body, url, charset in SITE[:5]]
    profile = learn_from(opened)
    assert profile == learn_profile(SITE[:5])
    for (body, url, charset), page in zip(SITE, opened, strict=False):
        twice = read_page(body, url, fetched=NOW, charset=charset, profile=profile)
        once = read_page(body, url, fetched=NOW, charset=charset, profile=profile, opened=page)
        again = read_page(body, url, fetched=NOW, charset=charset, profile=profile, opened=page)
        assert twice == once == again


def test_a_pointer_to_other_news_amid_every_text_is_not_given_back() -> None:
    pointer = "<div><span>CZYTAJ TEŻ:</span> <a href=/9>Karambol na obwodnicy. Trzy auta w rowie</a></div>"
    pages = [
        (
            f"<html><head><title>{title}</title></head><body><h1>{title}</h1><div class=tresc><p>{text}</p>"
            f"{pointer}<p>Szczegółów udzieli bibliotekarz z wypożyczalni: „{title}”.</p></div>".encode(),
            f"https://laki.example/{number}",
            None,
        )
        for number, (title, text) in enumerate(TOPICS, 1)
    ]
    raw = read_page(pages[5][0], pages[5][1], fetched=NOW, profile=learn_profile(pages[:5]))
    assert "Szczegółów udzieli" in raw.text
    assert "Karambol" not in raw.text
