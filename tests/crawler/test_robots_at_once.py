"""Simultaneous requests wait for the same robots.txt, and each of them obeys it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.crawler.scenes import Scene, article, serving
from tests.network.message import Response

pytestmark = pytest.mark.slow
SCRIPT = Path(__file__).with_name("six_at_once.py")
ROOT = SCRIPT.parent.parent.parent


def at_once(scene: Scene, *paths: str) -> tuple[dict[str, str], list[str]]:
    with serving(scene) as network:
        urls = [f"http://{scene.host}{path}" for path in paths]
        command = [sys.executable, str(SCRIPT), network.address, *urls]
        out = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60, cwd=ROOT).stdout
        asked = [entry.path for entry in network.requests(scene.host)]
    return {url.removeprefix(f"http://{scene.host}"): said for url, said in json.loads(out).items()}, asked


def test_all_of_six_simultaneous_requests_to_a_forbidden_path_are_held_back() -> None:
    rules = Response(body=b"User-agent: *\nDisallow: /private\n", content_type="text/plain", delay=0.3)
    scene = Scene("mbp.example", {"*": article(1)}, robots=rules)
    said, asked = at_once(scene, *(f"/private/{n}" for n in range(6)))
    assert asked == ["/robots.txt"]
    assert len(said) == 6
    assert all("forbids /private" in words for words in said.values())


def test_six_allowed_ones_go_out_one_after_the_other() -> None:
    rules = Response(body=b"User-agent: *\nDisallow: /private\n", content_type="text/plain", delay=0.1)
    scene = Scene("mbp.example", {"*": article(1)}, robots=rules)
    said, asked = at_once(scene, *(f"/a/{n}" for n in range(6)))
    assert set(said.values()) == {"200"}
    assert asked[0] == "/robots.txt"
    assert sorted(asked[1:]) == [f"/a/{n}" for n in range(6)]


@pytest.mark.parametrize("status", [500, 503])
def test_a_robots_txt_in_trouble_closes_the_site(status: int) -> None:
    scene = Scene("mbp.example", {"*": article(1)}, robots=Response(status=status))
    said, asked = at_once(scene, *(f"/a/{n}" for n in range(6)))
    assert set(asked) == {"/robots.txt"}
    assert len(said) == 6
    assert not set(said.values()) & {"200"}


def test_a_page_instead_of_rules_forbids_nothing() -> None:
    scene = Scene("mbp.example", {"*": article(1)}, robots=article(0))
    said, _ = at_once(scene, "/a/1")
    assert said == {"/a/1": "200"}


def test_private_addresses_are_not_even_asked_for_their_rules() -> None:
    scene = Scene("mbp.example", {"*": Response(status=302, headers={"Location": "http://2130706433/x"})})
    said, asked = at_once(scene, "/a/1")
    assert "not on the public internet" in said.popitem()[1]
    assert asked == ["/robots.txt", "/a/1"]


def test_a_robots_txt_of_megabytes_closes_the_site_by_its_own_name() -> None:
    rules = Response(body=b"Disallow: /x\n" * 500_000, content_type="text/plain")
    said, asked = at_once(Scene("mbp.example", {"*": article(1)}, robots=rules), "/a/1")
    assert said == {"/a/1": "RobotsError: robots.txt of mbp.example is too large to be one"}
    assert asked == ["/robots.txt"]
