"""Settings: a value that cannot be is refused with the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from aggregator.config import Config, load_config
from aggregator.errors import ConfigError


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DELAY", "fast"),
        ("DELAY", "-1"),
        ("DELAY", "nan"),
        ("BASE_URL", "wiesci.example"),
        ("PROXY", "http://[bad"),
        ("PROXY", "127.0.0.1:3128"),
        ("TAG_AUTHORITY", "a b"),
        ("ALLOW_PRIVATE_NETWORK", "maybe"),
        ("TIMEOUT", "0"),
        ("CONTACT", "a@a.example\r\nX-Header: 1"),
        ("CONTACT", "zażółć@a.example"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=rf"BIBLIO_{name} is .* Write "):
        load_config({f"BIBLIO_{name}": value}, folder=tmp_path)


@pytest.mark.parametrize("text", ["delay = ", "colour = 'red'", "data_dir = ['a']", "\xff"])
def test_a_broken_file_is_refused_by_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "biblio.toml").write_bytes(text.encode("latin-1"))
    with pytest.raises(ConfigError, match=r"biblio\.toml"):
        load_config({}, folder=tmp_path)


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "biblio.toml").mkdir()
    with pytest.raises(ConfigError, match=r"biblio\.toml: .* Mend"):
        load_config({}, folder=tmp_path)


def test_the_environment_goes_before_the_file_and_the_demo_lives_apart(tmp_path: Path) -> None:
    (tmp_path / "biblio.toml").write_text('data_dir = "kept"\ndelay = 2\ncontact = "a@a.example"\n', "utf-8")
    config = load_config({"BIBLIO_DELAY": "5"}, folder=tmp_path)
    assert (config.delay, config.contact, config.data_dir) == (5.0, "a@a.example", Path("kept"))
    assert config.database_url == "sqlite:///kept/biblio.sqlite3"
    demo = load_config({"BIBLIO_DATABASE_URL": "postgresql+psycopg://x/y"}, demo=True, folder=tmp_path)
    assert demo.database_url == "sqlite:///kept/demo/biblio.sqlite3"
    assert demo.public_dir == Path("public/demo")


@pytest.mark.parametrize(
    ("base_url", "page"),
    [
        ("https://wiesci.example", "https://wiesci.example/o-serwisie/#administratorzy"),
        ("http://127.0.0.1:8000", ""),
        ("http://localhost:80", ""),
        ("http://[::1]:80", ""),
        ("https://wieści.example", ""),  # a header has ASCII only
    ],
)
def test_webmasters_are_led_to_a_page_they_can_open(base_url: str, page: str) -> None:
    assert Config(base_url=base_url).webmasters_page == page
