"""The registry: rows of a CSV file become sources. Unknown columns are errors, a wrong row names itself."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from aggregator.config import Config
from aggregator.errors import InputError
from aggregator.model import Source
from aggregator.voivodeships import VOIVODESHIPS

SHIPPED = Path(__file__).resolve().parent / "sources.csv"
CHECKOUT = SHIPPED.parent.parent

COLUMNS = (
    "id", "library", "kind", "city", "teryt", "home", "news", "family",
    "item", "min_items", "active", "delay", "tls", "full_text", "notes",
)  # fmt: skip
REQUIRED = ("id", "library", "kind", "home")
KINDS = (
    "gminna", "miejsko-gminna", "miejska", "powiatowa", "wojewodzka", "pedagogiczna", "szkolna",
    "naukowa", "operator", "inna",
)  # fmt: skip
#: families that fit many sites, then the spiders of one site each
FAMILIES = ("auto", "feed", "wordpress", "joomla", "sitemap", "listing", "piaseczno")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_YES, _NO = {"yes", "1", "true", "tak"}, {"no", "0", "false", "nie"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowError:
    """A row that stops only itself: where it is, what is wrong, what to do."""

    file: str
    line: int
    column: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: column `{self.column}`: {self.problem}. {self.remedy}"


class _Wrong(Exception):
    def __init__(self, column: str, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.column, self.problem, self.remedy = column, problem, remedy


def sources_path(config: Config) -> Path:
    """The registry in force. Raises InputError where the sample registry is wanted outside a checkout."""
    if not config.demo:
        return SHIPPED
    path = CHECKOUT / "tests" / "network" / "sources.csv"
    if not path.is_file():
        raise InputError("The sample network comes with the source only. Use --demo in a checkout.")
    return path


def load_sources(path: Path) -> tuple[tuple[Source, ...], tuple[RowError, ...]]:
    """The sources of a registry in its order, and the rows that cannot be used.

    Raises InputError where the file as a whole cannot be used, as `read_rows` says.
    """
    sources: dict[str, Source] = {}
    errors = []
    for line, row in read_rows(path, REQUIRED):
        source = source_in_line(path.name, line, row, taken=sources)
        if isinstance(source, RowError):
            errors.append(source)
        else:
            sources[source.id] = source
    return tuple(sources.values()), tuple(errors)


def read_rows(path: Path, required: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """The rows of a CSV file by column, each with its line. Commas or semicolons, UTF-8.

    Raises InputError where the file as a whole cannot be used: not readable, not UTF-8, an unknown column,
    a required column missing.
    """
    try:
        text = path.read_text("utf-8-sig")
    except OSError as exc:
        raise InputError(f"{path}: cannot be read ({exc.strerror}). Name a CSV file.") from exc
    except UnicodeDecodeError as exc:
        raise InputError(f"{path}: not UTF-8. Save the table as “CSV UTF-8”.") from exc
    delimiter = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    _check_header(path, [name.strip() for name in reader.fieldnames or ()], required)
    rows = []
    before = reader.line_num
    try:
        for row in reader:
            rows.append((before + 1, {(name or "").strip(): value for name, value in row.items()}))
            before = reader.line_num
    except csv.Error as exc:
        raise InputError(f"{path}:{reader.line_num}: no CSV ({exc}). Save the table as “CSV UTF-8”.") from exc
    return rows


def source_in_line(
    file: str, line: int, row: Mapping[str, str], *, taken: Container[str] = ()
) -> Source | RowError:
    """The source of a row, or what is wrong with it; `taken`: ids that are used already."""
    try:
        source = source_from_row(row)
        if source.id in taken:
            raise _Wrong("id", f"`{source.id}` is used twice", "Give this row an id of its own.")
    except _Wrong as wrong:
        return RowError(file=file, line=line, column=wrong.column, problem=wrong.problem, remedy=wrong.remedy)
    return source


def check_source(row: Mapping[str, str]) -> Source:
    """One row given by a user. Raises InputError in one sentence."""
    try:
        return source_from_row(row)
    except _Wrong as wrong:
        raise InputError(f"`{wrong.column}`: {wrong.problem}. {wrong.remedy}") from wrong


def row_of(source: Source) -> dict[str, str]:
    """The row that gives this source."""
    row = {}
    for name, value in asdict(source).items():
        plain = ("yes" if value else "no") if isinstance(value, bool) else str(value or "")
        row[name] = plain
    return {name: row[name] for name in COLUMNS}


def _check_header(path: Path, names: list[str], required: Sequence[str]) -> None:
    known = ", ".join(COLUMNS)
    for name in names:
        if name not in COLUMNS:
            raise InputError(f"{path}:1: unknown column `{name}`. Columns: {known}.")
        if names.count(name) > 1:
            raise InputError(f"{path}:1: column `{name}` stands twice. Remove one.")
    for name in required:
        if name not in names:
            raise InputError(f"{path}:1: no column `{name}`. Columns: {known}.")


def source_from_row(row: Mapping[str | None, object] | Mapping[str, str]) -> Source:
    """A checked source; the private error it raises names column, problem and remedy."""
    extra = row.get("")  # what a row has beyond the header
    if extra:
        raise _Wrong(
            "notes", "the row has more cells than the header", "Quote cells that hold the delimiter."
        )
    cell = {name: str(row.get(name) or "").strip() for name in COLUMNS}
    for name in REQUIRED:
        if not cell[name]:
            raise _Wrong(name, "empty", "Fill it in.")
    if not _ID.fullmatch(cell["id"]):
        raise _Wrong("id", f"`{cell['id']}` is not lower case with hyphens", "Write it like `gbp-lubien`.")
    _check_teryt(cell["teryt"])
    return Source(
        id=cell["id"],
        library=cell["library"],
        kind=_one_of("kind", cell["kind"], KINDS),
        city=cell["city"],
        teryt=cell["teryt"],
        home=_address("home", cell["home"]),
        news=_address("news", cell["news"]) if cell["news"] else "",
        family=_one_of("family", cell["family"] or "auto", FAMILIES),
        item=_selector(cell["item"]),
        min_items=int(_number("min_items", cell["min_items"], whole=True)),
        active=_yes_or_no("active", cell["active"], default=True),
        delay=_number("delay", cell["delay"]),
        tls=_one_of("tls", cell["tls"], ("", "ignore")),
        full_text=_yes_or_no("full_text", cell["full_text"], default=False),
        notes=cell["notes"],
    )


def _one_of(column: str, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        names = ", ".join(name or "(empty)" for name in known)
        raise _Wrong(column, f"`{value}` is unknown", f"Known: {names}.")
    return value


def _check_teryt(value: str) -> None:
    if not value:
        return
    if not (value.isascii() and value.isdigit() and len(value) in (2, 4, 7)):
        remedy = "Write 2, 4 or 7 digits, the leading zero included; empty for the whole country."
        raise _Wrong("teryt", f"`{value}` is no TERYT code", remedy)
    if value[:2] not in VOIVODESHIPS:
        raise _Wrong("teryt", f"no voivodeship has the number `{value[:2]}`", "Mazowieckie is 14, for one.")


def _address(column: str, value: str) -> str:
    remedy = "Write the whole address with http:// or https://."
    try:
        parts = urlsplit(value)
        good = parts.scheme in ("http", "https") and parts.hostname and not re.search(r"\s", value)
        _ = parts.port
    except ValueError:
        good = False
    if not good:
        raise _Wrong(column, f"`{value}` is no web address", remedy)
    return value if parts.path else f"{value}/"


def _selector(value: str) -> str:
    if value:
        from cssselect import GenericTranslator, SelectorError

        try:
            GenericTranslator().css_to_xpath(value)
        except SelectorError as exc:
            raise _Wrong("item", f"`{value}` is no CSS selector ({exc})", "E.g. `article h2 a`.") from exc
    return value


def _number(column: str, value: str, *, whole: bool = False) -> float:
    try:
        number = float(int(value) if whole else value.replace(",", ".")) if value else 0.0
    except ValueError as exc:
        raise _Wrong(column, f"`{value}` is no number", "Write a number such as 5, or nothing.") from exc
    if not 0 <= number < 100_000:
        raise _Wrong(column, f"`{value}` is out of range", "Write a number from 0 up.")
    return number


def _yes_or_no(column: str, value: str, *, default: bool) -> bool:
    if not value:
        return default
    if value.lower() in _YES | _NO:
        return value.lower() in _YES
    raise _Wrong(column, f"`{value}` is neither yes nor no", "Write yes or no.")
