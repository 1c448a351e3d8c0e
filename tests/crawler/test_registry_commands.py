"""`biblio sources …`: what is printed, what is kept, what a wrong call is told."""

from __future__ import annotations

import itertools
import json
import time
from pathlib import Path

import pytest

import biblio
from tests.crawler.scenes import library, possible_gaps, serving


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> object:
    """Run a command in a folder of its own; gives exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as end:
            biblio.main(list(words))
        out, err = capsys.readouterr()
        return int(end.value.code or 0), out, err

    return run


def test_the_registry_is_listed_as_json_lines(call) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = call("sources", "list", "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert len(rows) >= 271
    assert {"id", "library", "kind", "teryt", "home", "family", "active"} <= set(rows[0])


def test_what_cannot_be_read_off_a_site_is_asked_for(call) -> None:  # type: ignore[no-untyped-def]
    bare = ("sources", "add", "https://gbp.lipno.example/", "--family", "auto")
    code, out, err = call(*bare)
    assert (code, out) == (0, "gbp-lipno\n")
    assert 'biblio sources edit gbp-lipno "library=…"' in err
    assert "biblio sources edit gbp-lipno teryt=14" in err
    whole = (*bare[:2], "https://gbp.inna.example/", *bare[3:], "--teryt", "14", "--library", "GBP w Innej")
    assert call(*whole) == (0, "gbp-inna\n", "")


@pytest.mark.slow
def test_a_site_that_does_not_answer_is_added_with_a_word_of_warning(
    call,
    monkeypatch: pytest.MonkeyPatch,  # type: ignore[no-untyped-def]
) -> None:
    monkeypatch.setenv("BIBLIO_ALLOW_PRIVATE_NETWORK", "1")
    code, out, err = call("sources", "add", "http://127.0.0.1:9/", "--id", "gbp-cicha")
    assert (code, out) == (0, "gbp-cicha\n")
    assert "refuses connections" in err
    assert "No news were found" in err and "biblio sources disable gbp-cicha" in err


def test_a_site_is_added_changed_and_disabled(call) -> None:  # type: ignore[no-untyped-def]
    url = "https://biblioteka-nowa.example/"
    code, out, _ = call(
        "sources", "add", url, "--family", "listing", "--news", f"{url}news/", "--teryt", "14"
    )
    assert (code, out) == (0, "biblioteka-nowa\n")
    assert call("sources", "edit", "biblioteka-nowa", "delay=5", "library=Biblioteka Nowa")[0] == 0
    assert call("sources", "disable", "biblioteka-nowa")[0] == 0
    shown = json.loads(call("sources", "show", "biblioteka-nowa", "--json")[1])
    row = shown["source"]
    assert (row["delay"], row["library"], row["active"], row["news"]) == (
        5.0, "Biblioteka Nowa", False, f"{url}news/",
    )  # fmt: skip
    assert (shown["last_visit"], shown["site_notices"]) == (None, [])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("sources", "show", "piasecno"), "Did you mean piaseczno?"),
        (("sources", "edit", "piaseczno", "delay=soon"), "`delay`: `soon` is no number"),
        (("sources", "edit", "piaseczno", "colour=red"), "changes nothing"),
        (("sources", "edit", "piaseczno", "delay=2", "delay=3"), "`delay` is given twice"),
        (("sources", "add", "biblioteka", "--family", "auto"), "no web address"),
        (
            ("sources", "add", "https://biblioteka-piaseczno.pl", "--family", "auto"),
            "`piaseczno` is there already",
        ),
        (("crawl", "nobody"), "No source `nobody`"),
        (("reprocess", "--source", "nobody"), "No source `nobody`"),
        (("sources", "add", "http://127.0.0.1:9/"), "BIBLIO_ALLOW_PRIVATE_NETWORK=1"),
        (("sources", "probe", "http://[::1]/"), "BIBLIO_ALLOW_PRIVATE_NETWORK=1"),
        (("sources", "edit"), "See `biblio sources edit --help`"),
    ],
)
def test_a_wrong_call_ends_with_one_line_and_code_2(call, words: tuple[str, ...], said: str) -> None:  # type: ignore[no-untyped-def]
    code, out, err = call(*words)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.slow
def test_a_webmaster_is_heeded(call, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    site = library("mbp.example", count=3)
    with serving(site) as network:
        monkeypatch.setenv("BIBLIO_PROXY", network.address)
        monkeypatch.setenv("BIBLIO_DELAY", "0.02")
        row = ("--id", "mbp", "--family", "listing", "--news", "http://www.mbp.example/aktualnosci/")
        assert call("--demo", "sources", "add", "http://mbp.example/", *row)[0] == 0
        network.sites["www.mbp.example"] = site
        assert call("--demo", "sources", "edit", "mbp", "delay=0.4")[0] == 0
        begun = time.monotonic()
        assert call("--demo", "crawl", "mbp")[0] == 0
        asked = [entry.started for entry in network.requests("www.mbp.example")]
        assert len(asked) == 5
        gaps = [later - sooner for sooner, later in itertools.pairwise(asked)]
        assert min(gaps) >= 0.35
        shown = json.loads(call("--demo", "sources", "health", "mbp", "--json")[1])
        (host,) = shown["hosts"]
        assert (host["host"], host["requests"], host["share_unchanged"]) == ("mbp.example", 5, 0.0)
        assert host["bytes"] == sum(entry.bytes for entry in network.requests("www.mbp.example"))
        least, most = zip(*possible_gaps(network.requests("www.mbp.example"), 0.4, begun), strict=True)
        assert min(least) <= host["shortest_gap"] <= min(most)
        assert "5×, 0% unchanged" in call("--demo", "sources", "health", "mbp")[1]
        assert call("--demo", "sources", "disable", "mbp")[0] == 0
        network.clear_log()
        assert call("--demo", "crawl", "--all")[0] == 1  # nobody else answers behind this proxy
        assert network.log
        assert not [entry for entry in network.log if entry.host.endswith("mbp.example")]
