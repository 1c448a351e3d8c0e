"""Two pages of one site tell its name and what stands beside their texts; their texts stay whole."""

from __future__ import annotations

from datetime import UTC, datetime

from crawler.pages import learn_from, open_page, read_page
from tests.crawler.profiles import learn_profile

NOW = datetime(2024, 5, 1, 9, tzinfo=UTC)
END = "Zapraszamy wszystkich chętnych, wstęp na oba spotkania jest jak zawsze wolny."


def page(number: int, title: str, text: str, *, head: str = "Czytelnia Podgaje") -> tuple[bytes, str, None]:
    """A page without telling names; behind its text stand an offer of the site and a counter."""
    body = (
        f"<html><head><title>{head}</title></head><body><div class=k1><div class=k2>Czytelnia "
        f"Podgaje</div></div>"
        f"<div class=k3><p>nowe / 3 maja 2023</p><h2>{title}</h2><div class=k4><div>{text}</div>"
        f"<div>{END}</div></div></div>"
        "<div class=k5><div class=k6><h2>Co jeszcze robimy</h2><div class=k7><h3>Równać Szanse</h3>"
        "<p>Granty dla młodzieży z małych miejscowości, co roku od nowa i bez wkładu własnego.</p>"
        "</div></div></div>"
        "<div class=k8>Wejść na stronę od roku 2010: 40 100</div></body></html>"
    )
    return body.encode(), f"https://podgaje.example/nowe/{number}", None


ONE = page(
    1, "Wieczór z zielarką", "Zielarka z Podgaja opowie w piątek, co rośnie pod płotem i po co to zrywać."
)
TWO = page(
    2,
    "Krzesła z odzysku",
    "Stolarz naprawił nam dwanaście krzeseł, które gmina chciała już wyrzucić na śmietnik.",
)


def test_what_both_have_beside_their_texts_is_left_out() -> None:
    profile = learn_profile([ONE, TWO])
    assert profile.pages == 2 and profile.names == {"czytelnia podgaje"}
    for body, url, _ in (ONE, TWO):
        raw = read_page(body, url, fetched=NOW, profile=profile)
        assert "Równać Szanse" not in raw.text and "Wejść na stronę" not in raw.text
        assert END in raw.text
    assert read_page(*ONE[:2], fetched=NOW, profile=profile).title == "Wieczór z zielarką"


def test_two_addresses_of_one_page_teach_nothing() -> None:
    again = (ONE[0], "https://podgaje.example/druk/1", None)
    profile = learn_profile([ONE, again])
    assert not profile.lines and not profile.names


def test_a_credit_line_of_both_stays() -> None:
    credit = "Dofinansowano ze środków Ministra Kultury w ramach programu „Partnerstwo dla książki”."
    block = f"<div class=k5><p>Zadanie</p><p>{credit}</p></div><div class=k5>".encode()
    pages = [(body.replace(b"<div class=k5>", block), url, charset) for body, url, charset in (ONE, TWO)]
    profile = learn_from(open_page(body, url, fetched=NOW, charset=c) for body, url, c in pages)
    assert credit in read_page(*pages[0][:2], fetched=NOW, profile=profile).text


def test_a_term_above_its_text_is_the_heading() -> None:
    body = (
        "<html><head><title>Biblioteka Rudno Dolne</title></head><body><div><p><b>Czynne: wt-so "
        "9-17</b></p></div>"
        "<div><dl><dt>Grant na letnią czytelnię <span>(09.05.2016)</span></dt><dd><p>Stowarzyszenie "
        "i biblioteka "
        "dostały pieniądze na leżaki, parasole i skrzynię na książki nad stawem.</p></dd></dl></div>"
        "</body></html>"
    )
    raw = read_page(body.encode(), "http://rudno.example/?n=4", fetched=datetime(2016, 6, 1, tzinfo=UTC))
    assert raw.title == "Grant na letnią czytelnię"


def test_a_labelled_day_below_the_text_takes_the_hour_of_its_element() -> None:
    body = (
        "<html><head><title>Fotel stoi – Blog</title></head><body><main><h1>Fotel stoi</h1><div "
        "class=entry-content>"
        "<p>Stoi przy oknie, pod lampą, i od tygodnia nikt z niego nie schodzi, nawet kot.</p></div>"
        "<div><p>Opublikowane</p>"
        "<div><time datetime='2023-10-17T17:31:00+02:00'><a href='/f'>17 październik, 2023</a>"
        "</time></div><p>w</p></div>"
        "</main></body></html>"
    )
    raw = read_page(body.encode(), "https://blog.example/f", fetched=NOW)
    assert raw.published is not None and raw.published.moment == datetime(2023, 10, 17, 15, 31, tzinfo=UTC)


def test_a_heading_above_the_own_heading_of_both_is_no_title() -> None:
    def nowina(number: int, title: str, text: str) -> tuple[bytes, str, None]:
        body = (
            f"<html><head><title>Biblioteki gminy</title></head><body><div><h1>Biblioteki gminy "
            f"Ruda</h1></div>"
            f"<div><h2>Co u nas piszczy</h2><div><h3>{title}</h3><p>{text}</p></div></div>"
            "<div><h3>Galeria z wakacji</h3></div></body></html>"
        )
        return body.encode(), f"https://ruda.example/?n={number}", None

    pages = [
        nowina(
            1, "Koparka i cisza", "Koparka przecięła światłowód, więc do czwartku nie wyślemy przypomnień."
        ),
        nowina(
            2, "Teatr z walizki", "Przedstawienia będą bezpłatne, a po każdym dzieci same zrobią sobie lalkę."
        ),
    ]
    raw = read_page(*pages[0][:2], fetched=NOW, profile=learn_profile(pages))
    assert raw.title == "Koparka i cisza"
    assert raw.text.startswith("Koparka przecięła") and "Galeria" not in raw.text


def test_of_two_columns_beside_a_line_the_one_with_the_text_is_read() -> None:
    body = (
        "<html><head><title>GBP Skrzynki</title></head><body><div id=gora>Gminna Biblioteka "
        "Publiczna Skrzynki</div>"
        "<div id=lewy><h2>Cytaty</h2><p>Czytanie to rozmowa.</p></div><div id=prawy><p "
        "class=naglowek><b>Ferie 2015</b>"
        "</p><p class=tresc>W czasie ferii zapraszamy codziennie od dziesiątej, w planie lepienie z "
        "gliny i kino.</p>"
        "<p>12-01-2015</p></div></body></html>"
    )
    raw = read_page(
        body.encode(), "http://skrzynki.example/?poz=15", fetched=datetime(2015, 3, 1, tzinfo=UTC)
    )
    assert raw.title == "Ferie 2015" and raw.text.startswith("W czasie ferii")
    assert raw.published is not None and raw.published.moment.astimezone(UTC).month == 1


def test_ornaments_of_a_heading_and_tools_below_a_text_are_left_out() -> None:
    body = (
        "<html><head><title>.:: GBP Olchowiec ::.</title></head><body><div><h2>.:: Cegiełki na dach ::.</h2>"
        "<p>Dach przecieka nad działem historii, a gmina nie ma pieniędzy na blachę i deski.</p>"
        "<p><span>Lubię to!</span><span>Zobacz tłumaczenie</span></p></div></body></html>"
    )
    raw = read_page(body.encode(), "http://olchowiec.example/?id=3", fetched=NOW)
    assert raw.title == "Cegiełki na dach"
    assert raw.text.endswith("blachę i deski.")
