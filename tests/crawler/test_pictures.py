"""Pictures of new announcements: asked for once, by their heads, and told only as their servers tell them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from aggregator.arrivals import Pictured
from aggregator.model import Announcement, PictureFile
from aggregator.store import Mark, Query, Store
from crawler.families import Answer, Ask
from crawler.families.feed import read_feed
from tests.crawler.scenes import NOW, Scene, article, library, serving, visit
from tests.network.message import Response, page
from tests.network.server import SampleNetwork

HOST = "mbp.example"
_ASKED = ("otwarcie", "bez-dlugosci", "strona", "nie-ma")
_NOWHERE = Mark("", 0)
PHOTO = Response(body=b"\xff\xd8" + b"x" * 8121, content_type="image/jpeg")


def pictured(number: int, image: str) -> Response:
    """An article that begins with a picture."""
    body = article(number).body.decode().replace("<p>Zdanie", f"<p>{image}</p><p>Zdanie", 1)
    return page(body)


def stored(folder: Path) -> dict[str, Announcement]:
    """Announcements by the last part of their address."""
    with Store.open(f"sqlite:///{(folder / 'biblio.sqlite3').as_posix()}") as store:
        return {one.url.rpartition("/")[2]: one for one in store.announcements(Query(statuses=()))}


def heads(network: SampleNetwork) -> list[str]:
    return [entry.path for entry in network.requests(HOST) if entry.method == "HEAD"]


@pytest.fixture
def scene() -> Scene:
    """Six articles: a sound picture, and five that give no enclosure."""
    made = library(HOST)
    images = (
        "/foto/otwarcie.jpg", "/foto/bez-dlugosci.jpg", "/foto/strona.jpg", "/foto/nie-ma.jpg",
        "/foto/logo-nprcz.png", "https://cdn.example/obraz.jpg",
    )  # fmt: skip
    for number, src in enumerate(images):
        image = f'<img src="{src}" alt="Otwarcie filii: dzieci i książki">'
        made.answers[f"/aktualnosci/{number}-wiadomosc"] = pictured(number, image)
    made.answers["/foto/otwarcie.jpg"] = PHOTO
    made.answers["/foto/bez-dlugosci.jpg"] = Response(body=b"", content_type="image/jpeg")
    made.answers["/foto/strona.jpg"] = page("<h1>Nie znaleziono</h1>")
    return made


@pytest.mark.slow
def test_the_picture_of_a_new_announcement_is_asked_for_once(tmp_path: Path, scene: Scene) -> None:
    with serving(scene) as network:
        (line,) = visit(tmp_path, network, scene.source()).sources
        assert heads(network) == [f"/foto/{name}.jpg" for name in _ASKED]
        assert line.requests == len([e for e in network.requests(HOST) if e.path != "/robots.txt"])
        found = stored(tmp_path)
        assert found["0-wiadomosc"].picture == PictureFile(
            url=f"http://{HOST}/foto/otwarcie.jpg",
            type="image/jpeg",
            length=8123,
            alt="Otwarcie filii: dzieci i książki",
        )
        assert [name for name, one in found.items() if one.picture] == ["0-wiadomosc"]
        network.clear_log()
        visit(tmp_path, network, scene.source(), again=True, now=NOW + timedelta(days=9))
        assert heads(network) == []
        assert stored(tmp_path)["0-wiadomosc"].picture == found["0-wiadomosc"].picture

        scene.answers["/aktualnosci/0-wiadomosc"] = article(0)  # the library takes the picture away
        visit(tmp_path, network, scene.source(), again=True, now=NOW + timedelta(days=60))
        assert stored(tmp_path)["0-wiadomosc"].picture is None


@pytest.mark.slow
def test_rules_and_troubles_of_a_site_hold_for_its_pictures(tmp_path: Path, scene: Scene) -> None:
    scene.robots = Response(body=b"User-agent: *\nDisallow: /foto/\n", content_type="text/plain")
    with serving(scene) as network:
        (line,) = visit(tmp_path, network, scene.source()).sources
        assert (line.new, line.failed, line.problem) == (6, 0, "")
        assert heads(network) == []
    assert not any(one.picture for one in stored(tmp_path).values())


@pytest.mark.slow
def test_a_server_that_fails_is_not_asked_for_the_next_picture(tmp_path: Path, scene: Scene) -> None:
    scene.answers["/foto/otwarcie.jpg"] = Response(status=500)
    with serving(scene) as network:
        (line,) = visit(tmp_path, network, scene.source()).sources
        assert (line.new, line.failed, line.problem) == (6, 0, "")
        assert heads(network) == ["/foto/otwarcie.jpg"]


@pytest.mark.slow
def test_a_picture_told_later_reaches_who_reads_changes(tmp_path: Path, scene: Scene) -> None:
    with serving(scene) as network:
        visit(tmp_path, network, scene.source())
    with Store.open(f"sqlite:///{(tmp_path / 'biblio.sqlite3').as_posix()}") as store:
        mark, _ = store.changes_since(store.changes_since(_NOWHERE)[0])
        one = stored(tmp_path)["3-wiadomosc"]
        file = PictureFile(url="https://mbp.example/a.png", type="image/png", length=7)
        told = Pictured(source="mbp", address=one.url, file=file, on_page=False)
        unknown = Pictured(source="mbp", address="http://mbp.example/x", file=file, on_page=False)
        store.put_pictures([told, unknown])
        assert store.changes_since(mark)[1] == [one.id]
        assert store.announcement(one.id).picture == file  # type: ignore[union-attr]
        store.forget(one.id, reason="test", now=NOW)
        with store.reading() as connection:
            rows = connection.exec_driver_sql("SELECT announcement FROM picture_files").scalars()
            assert one.id not in list(rows)


def test_a_feed_that_states_type_and_length_is_believed() -> None:
    def entry(extra: str) -> str:
        return f"<item><title>A</title><link>https://b.example/a</link>{extra}</item>"

    items = (
        '<enclosure url="/a.jpg" type="image/jpeg" length="8123"/>',
        '<media:group><media:content url="https://b.example/b.png" type="image/png" fileSize="99"/>'
        "</media:group>",
        '<enclosure url="/a.jpg" type="image/jpeg" length="0"/>',
        '<media:content url="https://b.example/b.png" medium="image"/>',
        '<enclosure url="/a.mp3" type="audio/mpeg" length="8123"/>',
        '<enclosure url="javascript:alert(1)" type="image/jpeg" length="8123"/>',
    )
    body = (
        '<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel>'
        + "".join(map(entry, items))
        + "</channel></rss>"
    )
    answer = Answer(url="https://b.example/feed/", body=body.encode(), fetched=NOW)
    leads = read_feed(answer, Ask(kind="feed", url=answer.url), Scene("b.example").source()).leads
    assert [lead.picture for lead in leads] == [
        PictureFile(url="https://b.example/a.jpg", type="image/jpeg", length=8123),
        PictureFile(url="https://b.example/b.png", type="image/png", length=99),
        None, None, None, None,
    ]  # fmt: skip
