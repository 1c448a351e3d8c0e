"""Ways in which a site fails: what it answers instead of its news, and the class it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from aggregator.health import Trouble
from tests.crawler.scenes import Answer
from tests.crawler.staged_sites import Staged, moved_to
from tests.network.message import Request, Response, page, redirect


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A site that worked and now answers like this. `at_once`: the class shows without knowing the site."""

    name: str
    trouble: Trouble
    answer: Callable[[Staged], Answer]
    robots: Response | None = None
    at_once: bool = True


def always(response: Response) -> Callable[[Staged], Answer]:
    """The same answer to everything."""
    return lambda _site: response


def text(title: str, *paragraphs: str, status: int = 200, more: str = "") -> Response:
    """A small page."""
    body = "".join(f"<p>{words}</p>" for words in paragraphs)
    return page(
        f"<!doctype html><html lang='pl'><head><title>{title}</title></head><body><h1>{title}</h1>"
        f"{body}{more}</body></html>",
        status=status,
    )


def changed(change: Callable[[Response, Request], Response]) -> Callable[[Staged], Answer]:
    """The site's own answers, altered."""

    def of(site: Staged) -> Answer:
        return lambda request: change(site.answer(request), request)

    return of


def cut(response: Response, _request: Request) -> Response:
    """The body ends in the middle, and the length says so."""
    return replace(response, body=response.body[: len(response.body) * 2 // 3])


def broken_off(response: Response, request: Request) -> Response:
    """Articles promise more than they send."""
    if request.path.startswith("/news/"):
        return replace(response, headers={"Content-Length": str(len(response.body) + 4000)})
    return response


def encoded_twice(response: Response, _request: Request) -> Response:
    """UTF-8 that somebody took for windows-1252."""
    return replace(response, body=response.body.decode().encode().decode("cp1252", "replace").encode())


def declared_wrong(response: Response, _request: Request) -> Response:
    """windows-1250 that is called UTF-8."""
    return replace(response, body=response.body.decode().encode("cp1250", "replace"))


def in_english(response: Response, _request: Request) -> Response:
    """The site answers in its other language."""
    words = {
        "Aktualności": "News", "Spotkanie autorskie z pisarką": "Meeting with the writer of the year",
        "Nowości na półkach": "New books on our shelves",
        "Ferie w bibliotece": "Winter holidays at the library",
        "Warsztaty ilustracji": "Workshop for young illustrators",
        "Dyskusyjny klub": "Discussion club with you",
        "książki": "of the book", "Noc bibliotek": "The night of the libraries",
        "Wydarzenie numer": "This is the event with the number", " w Wzorowie": " in the town of Wzorowo",
        "Zapraszamy czytelników do wypożyczalni dla dorosłych przy rynku.": "You are invited to the library.",
        "Biblioteka kupiła nowe książki dla dzieci i młodzieży.": "The library has new books for the young.",
        "Wstęp jest wolny, a liczba miejsc ograniczona.": "Entry is free for all of you and your friends.",
    }  # fmt: skip
    body = response.body.decode()
    for polish, english in words.items():
        body = body.replace(polish, english)
    return replace(response, body=body.encode())


def empty_list(response: Response, request: Request) -> Response:
    """The list has lost its items."""
    if request.path != "/aktualnosci/":
        return response
    body = response.body.decode()
    start, end = body.index("<div class='news'>"), body.index("</td></tr></table>")
    return replace(response, body=(body[:start] + body[end:]).encode())


def short_list(response: Response, request: Request) -> Response:
    """Only the first item is left on the list."""
    if request.path != "/aktualnosci/":
        return response
    body = response.body.decode()
    second = body.index("<div class='news'>", body.index("<div class='news'>") + 5)
    return replace(response, body=(body[:second] + body[body.index("</td></tr></table>") :]).encode())


def walled_articles(response: Response, request: Request) -> Response:
    """Articles are for members."""
    return LOGIN if request.path.startswith("/news/") else response


LOGIN = text(
    "Logowanie", "Aby zobaczyć tę stronę, zaloguj się.",
    more="<form><input name='login'><input type='password' name='haslo'><button>Zaloguj</button></form>",
)  # fmt: skip
NOTHING, DROPPED = Response(status=500), Response(drop=True)
FAILURES = (
    Failure(
        name="na-sprzedaz", trouble=Trouble.PARKED,
        answer=always(text("wzorowo.example", "Ta domena jest na sprzedaż. Kup tę domenę już dziś.")),
    ),
    Failure(
        name="for-sale", trouble=Trouble.PARKED,
        answer=always(text("wzorowo.example", "This domain is for sale.", "Related searches")),
    ),
    Failure(
        name="zarejestrowana", trouble=Trouble.PARKED,
        answer=always(
            text("Domena zarejestrowana", "Domena została zarejestrowana i jest zaparkowana.")
        ),
    ),
    Failure(
        name="zaparkowana-obok", trouble=Trouble.PARKED,
        answer=always(redirect("http://parking.example/", 302)),
    ),
    Failure(
        name="przerwa", trouble=Trouble.MAINTENANCE,
        answer=always(text("Przerwa techniczna", "Trwa przerwa techniczna. Zapraszamy później.")),
    ),
    Failure(
        name="konserwacja", trouble=Trouble.MAINTENANCE,
        answer=always(text("Biblioteka", "Strona w trakcie prac konserwacyjnych. Przepraszamy.")),
    ),
    Failure(
        name="wp-maintenance", trouble=Trouble.MAINTENANCE,
        answer=always(
            text("Maintenance", "Briefly unavailable for scheduled maintenance.", status=503)
        ),
    ),
    Failure(
        name="ciasteczka", trouble=Trouble.COOKIE_WALL,
        answer=always(
            text(
                "Ta strona używa plików cookie",
                "Korzystamy z plików cookies w celach statystycznych. Zaakceptuj pliki cookies.",
                "Więcej o plikach cookies w polityce prywatności.", more="<button>Akceptuję cookies</button>",
            )
        ),
    ),
    Failure(name="logowanie", trouble=Trouble.LOGIN, answer=always(LOGIN)),
    Failure(name="bez-hasla", trouble=Trouble.LOGIN, answer=always(text("401", "Unauthorized", status=401))),
    Failure(name="nie-ma", trouble=Trouble.NOT_FOUND, answer=always(text("404", "Not Found", status=404))),
    Failure(name="usunieta", trouble=Trouble.NOT_FOUND, answer=always(text("410", "Gone", status=410))),
    Failure(
        name="niby-dobrze", trouble=Trouble.NOT_FOUND,
        answer=always(text("Nie znaleziono strony", "Podana strona nie istnieje.")),
    ),
    Failure(name="blad", trouble=Trouble.SERVER_ERROR, answer=always(text("Error", "Oops", status=500))),
    Failure(name="brama", trouble=Trouble.SERVER_ERROR, answer=always(Response(status=502))),
    Failure(name="przeciazony", trouble=Trouble.SERVER_ERROR, answer=always(Response(status=503))),
    Failure(name="zakaz", trouble=Trouble.FORBIDDEN, answer=always(text("403", "Forbidden", status=403))),
    Failure(
        name="za-duzo", trouble=Trouble.TOO_MANY,
        answer=always(Response(status=429, headers={"Retry-After": "3600"})),
    ),
    Failure(
        name="roboty", trouble=Trouble.ROBOTS, answer=lambda site: site.answer,
        robots=Response(body=b"User-agent: *\nDisallow: /\n", content_type="text/plain"),
    ),
    Failure(name="roboty-padly", trouble=Trouble.SERVER_ERROR, answer=always(NOTHING), robots=NOTHING),
    Failure(name="w-kolko", trouble=Trouble.REDIRECTS, answer=always(redirect("/dalej/", 302))),
    Failure(name="zerwana", trouble=Trouble.BROKEN, answer=always(DROPPED), robots=DROPPED),
    Failure(name="pusta", trouble=Trouble.EMPTY, answer=always(page(""))),
    Failure(name="bez-wiesci", trouble=Trouble.EMPTY, answer=changed(empty_list), at_once=False),
    Failure(name="na-portal", trouble=Trouble.MOVED, answer=lambda _site: moved_to("portal-gminy.example")),
    Failure(name="urwana", trouble=Trouble.PARTIAL, answer=changed(cut)),
    Failure(name="urwane-artykuly", trouble=Trouble.PARTIAL, answer=changed(broken_off)),
    Failure(name="krotka", trouble=Trouble.PARTIAL, answer=changed(short_list), at_once=False),
    Failure(name="angielska", trouble=Trouble.PARTIAL, answer=changed(in_english), at_once=False),
    Failure(name="krzaki", trouble=Trouble.CHARSET, answer=changed(encoded_twice)),
    Failure(name="zle-kodowanie", trouble=Trouble.CHARSET, answer=changed(declared_wrong), at_once=False),
    Failure(name="artykuly-za-haslem", trouble=Trouble.LOGIN, answer=changed(walled_articles)),
)  # fmt: skip
