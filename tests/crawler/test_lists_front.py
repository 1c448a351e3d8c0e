"""Front pages whose news have no days, beside events that have."""

from __future__ import annotations

import pytest

from crawler.pages import read_listing
from tests.crawler.index_pages import NOW, TITLES, items, read

HOST = "https://gbp.example"
LONG = tuple(f"{title} – zapraszamy czytelników" for title in TITLES)
EVENTS = "<div>" + "".join(
    f"<div><span>{20 + i}.05.2024</span><a href='/wydarzenia/wieczor-{i}'>Wieczór autorski {i}</a></div>"
    for i in range(1, 5)
)


def _cards(titles: tuple[str, ...], folder: str) -> str:
    return "".join(
        f"<article><a href='/{folder}/{'abcdef'[i]}-wpis'><img src=/{i}.jpg></a>"
        f"<h3><a href='/{folder}/{'abcdef'[i]}-wpis'>{title}</a></h3>"
        "<p>Opowiadamy o tym, co się u nas działo.</p></article>"
        for i, title in enumerate(titles)
    )


def test_news_without_days_beside_events_with_days() -> None:
    offers = ("Katalog zbiorów", "Jak się zapisać", "Ebooki", "Dla szkół")
    news = f"<div><h2>Na bieżąco</h2>{_cards(LONG, 'x')}</div>"
    listing = read(f"<div>{_cards(offers, 'nasza')}</div>{news}{EVENTS}</div>")
    assert [article.title for article in listing.articles] == list(LONG)


def test_what_a_library_offers_beside_events_is_no_news() -> None:
    offers = ("Katalog zbiorów", "Jak się zapisać", "Ebooki", "Dla szkół")
    assert read(f"<div>{_cards(offers, 'b')}</div>{EVENTS}</div>").articles == ()


@pytest.mark.parametrize("sign", ["#", "¶"])
def test_a_sign_in_a_heading_links_to_what_it_heads(sign: str) -> None:
    form = (
        f"<div><h2>{{t}} <a href='/2024/{{i}}-wpis'>{sign}</a></h2><div>{{d}}</div>"
        "<p>Zapraszamy do czytelni. Zobacz też <a href='/o-nas'>stronę o bibliotece</a>.</p></div>"
    )
    listing = read(items(form))
    assert [article.title for article in listing.articles] == list(TITLES)
    assert all(article.date for article in listing.articles)


def test_a_badge_before_the_title_hides_no_label_of_the_day() -> None:
    form = (
        "<div><span class=nowe>NOWE</span><a href='/n/{i}-wpis'>{t}</a><span>dodano {d} w dziale "
        "<a href='/dzial-2'>Konkursy</a></span><div>Zapraszamy do czytelni.</div></div>"
    )
    assert all(article.date for article in read(items(form)).articles)


def test_short_titles_of_an_offer_beside_long_ones_of_undated_news() -> None:
    offers = "".join(
        f"<div class=ikona><h3><a href='/{address}/'>{title}</a></h3>"
        "<p>Opowiadamy o tym, co mamy dla każdego.</p></div>"
        for address, title in (("zbiory", "Katalog zbiorów"), ("zapisy", "Jak się zapisać"), ("e", "Ebooki"))
    )
    news = _cards(LONG, "x").replace("/x/", "/")
    listing = read(f"<div>{offers}</div><div>{news}</div>")
    assert [article.title for article in listing.articles] == list(LONG)


def test_the_branch_of_an_item_is_no_item_whatever_the_words_of_its_title() -> None:
    titles = ("Rusza remont czytelni", "Nowy regulamin wypożyczeń", *TITLES[:4])
    page = "".join(
        f"<div><div><a href='/filia-{i}'>Filia nr {i}</a></div><div>"
        f"<a href='/filia-{i}/wpisy/{'abcdef'[i]}-w'>{t}</a> <i>1{i}.04.2024</i></div></div>"
        for i, t in enumerate(titles)
    )
    assert [article.title for article in read(f"<div>{page}</div>").articles] == list(titles)


def test_titles_alone_right_behind_the_list_are_of_it() -> None:
    form = "<div><h2><a href='/news/nowy-wpis,51{i}.html'>{t}</a></h2><p>{d}</p></div>"
    more = "".join(f"<li><a href='/news/dawny-wpis,4{i}.html'>{t}</a></li>" for i, t in enumerate(LONG))
    listing = read(f"<div>{items(form, 3)}</div><ul>{more}</ul>")
    assert [article.title for article in listing.articles] == [*TITLES[:3], *LONG]
    apart = read(f"<div>{items(form, 3)}</div><p>Reklama na cały wiersz.</p><ul>{more}</ul>")
    assert [article.title for article in apart.articles] == list(TITLES[:3])


def test_a_translation_beside_each_item_is_none() -> None:
    form = (
        "<article><h3><a href='/pl/wpis/{i}-x'>{t}</a></h3>"
        "<h4><a href='/uk/wpis/{i}' hreflang=uk>Новина {i}</a></h4>"
        "<time>{d}</time><p>Zapraszamy do czytelni.</p></article>"
    )
    page = f"<html lang=pl><head><meta charset=utf-8></head><body>{items(form)}</body></html>"
    listing = read_listing(page.encode(), f"{HOST}/aktualnosci", fetched=NOW)
    assert [article.title for article in listing.articles] == list(TITLES)
