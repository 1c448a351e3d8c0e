"""Where things are and how we behave: environment first, then `biblio.toml`, then defaults."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from aggregator.errors import ConfigError

#: keys of biblio.toml and, prefixed with BIBLIO_ and in capitals, of the environment
KEYS = (
    "database_url",
    "data_dir",
    "public_dir",
    "base_url",
    "allow_private_network",
    "contact",
    "tag_authority",
    "delay",
    "proxy",
    "timeout",
    "hub",
)
#: on the public pages, what the crawler does and how it is slowed down or sent away
WEBMASTERS = "o-serwisie/#administratorzy"
_TRUE, _FALSE = {"1", "yes", "true", "on"}, {"", "0", "no", "false", "off"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings of one installation."""

    database_url: str = "sqlite:///data/biblio.sqlite3"
    data_dir: Path = Path("data")  #: store, snapshots, locks
    public_dir: Path = Path("public")  #: the published tree
    base_url: str = "http://127.0.0.1:8000"  #: public address, without a slash at the end
    allow_private_network: bool = False  #: visit loopback and private addresses
    contact: str = ""  #: address or e-mail, printed in the User-Agent
    tag_authority: str = "bibliowiesci.example"  #: in every id
    delay: float = 1.0  #: seconds between two requests to one host; less only for tests and the demo
    timeout: float = 30.0  #: seconds that a server may take for one answer
    proxy: str = ""  #: HTTP proxy of the crawl, e.g. the sample network
    hub: str = ""  #: WebSub hub
    demo: bool = False  #: the sample network instead of the real one

    @property
    def webmasters_page(self) -> str:
        """What a webmaster who finds us in a log should read; "" where the pages are only for here."""
        host = urlsplit(self.base_url).hostname or ""
        local = host == "localhost" or host.startswith("127.") or ":" in host or not self.base_url.isascii()
        return "" if local else f"{self.base_url}/{WEBMASTERS}"

    @property
    def snapshot_dir(self) -> Path:
        """Folder of the WARC files."""
        return self.data_dir / "snapshots"


def load_config(
    environ: Mapping[str, str] | None = None, *, demo: bool = False, folder: Path | None = None
) -> Config:
    """The settings in force. Raises ConfigError for an unknown key or a value that cannot be."""
    environ = os.environ if environ is None else environ
    file = (folder or Path()) / "biblio.toml"
    values: dict[str, str] = {}
    if file.exists():
        try:
            found = tomllib.loads(file.read_text("utf-8"))
        except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as exc:
            raise ConfigError(f"{file}: {exc}. Mend the file or remove it.") from exc
        for key, value in found.items():
            if key not in KEYS:
                raise ConfigError(f"{file}: unknown key `{key}`. Known keys: {', '.join(KEYS)}.")
            if not isinstance(value, str | int | float):
                raise ConfigError(f"{file}: `{key}` is no text and no number. Write one value.")
            values[key] = str(value)
    for key in KEYS:
        name = f"BIBLIO_{key.upper()}"
        if name in environ:
            values[key] = environ[name]
    config = _from_values(values)
    return _for_demo(config) if demo else config


def _from_values(values: Mapping[str, str]) -> Config:
    config = Config()
    data_dir = Path(values.get("data_dir") or config.data_dir)
    allow = values.get("allow_private_network", "0").strip().lower()
    if allow not in _TRUE | _FALSE:
        raise ConfigError(f"BIBLIO_ALLOW_PRIVATE_NETWORK is `{allow}`. Write 1 or 0.")
    delay = _seconds(values, "delay", config.delay)
    timeout = _seconds(values, "timeout", config.timeout)
    if timeout == 0:
        raise ConfigError("BIBLIO_TIMEOUT is `0`. Write a number of seconds above 0, such as 30.")
    contact = values.get("contact", "")
    if not contact.isascii() or not contact.isprintable():
        raise ConfigError(f"BIBLIO_CONTACT is {contact!r}. Write an e-mail or an address in plain ASCII.")
    proxy, authority = values.get("proxy", ""), values.get("tag_authority") or config.tag_authority
    if proxy and not _is_web_address(proxy):
        raise ConfigError(f"BIBLIO_PROXY is `{proxy}`. Write an address such as http://127.0.0.1:3128.")
    if not re.fullmatch(r"[a-z0-9][a-z0-9.-]*[a-z0-9]", authority):
        raise ConfigError(
            f"BIBLIO_TAG_AUTHORITY is `{authority}`. Write a host name of yours, in lower case."
        )
    base_url = (values.get("base_url") or config.base_url).rstrip("/")
    if not _is_web_address(base_url):
        raise ConfigError(f"BIBLIO_BASE_URL is `{base_url}`. Write an address with http:// or https://.")
    return Config(
        database_url=values.get("database_url") or f"sqlite:///{(data_dir / 'biblio.sqlite3').as_posix()}",
        data_dir=data_dir,
        public_dir=Path(values.get("public_dir") or config.public_dir),
        base_url=base_url,
        allow_private_network=allow in _TRUE,
        contact=contact,
        tag_authority=authority,
        delay=delay,
        timeout=timeout,
        proxy=proxy,
        hub=values.get("hub", ""),
    )


def _seconds(values: Mapping[str, str], key: str, default: float) -> float:
    name = f"BIBLIO_{key.upper()}"
    try:
        seconds = float(values.get(key) or default)
    except ValueError as exc:
        raise ConfigError(f"{name} is `{values[key]}`. Write a number of seconds, such as 1.0.") from exc
    if not 0 <= seconds < 3600:
        raise ConfigError(f"{name} is `{seconds}`. Write a number of seconds from 0 to 3599.")
    return seconds


def _is_web_address(words: str) -> bool:
    try:
        parts = urlsplit(words)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _for_demo(config: Config) -> Config:
    """Demo data never touch real ones: everything under `demo/`, always on SQLite."""
    data_dir = config.data_dir / "demo"
    return replace(
        config,
        demo=True,
        data_dir=data_dir,
        public_dir=config.public_dir / "demo",
        database_url=f"sqlite:///{(data_dir / 'biblio.sqlite3').as_posix()}",
    )
