"""The commands that read pages somebody saved: `extract` and `programmes explain`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from aggregator.model import Content
    from crawler.extract import Read
    from crawler.pages import Listing


def extract(
    manifest: Annotated[
        Path,
        typer.Argument(
            help='JSON Lines: {"id", "file", "url", "charset"?, "fetched_at"?}; - is standard input.'
        ),
    ],
    listing: Annotated[bool, typer.Option("--listing", help="The pages are index pages.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say where each field came from, on stderr.")
    ] = False,
) -> None:
    """Read saved pages: JSON Lines out, in the same order; errors on stderr. No store, no network.

    A page gives id, title, published, published_precision (day or minute), programmes, kind, amounts, awards,
    dates, text, site_notices and problem: null, or what the page is instead of an announcement. An index page
    gives id, articles (url and date), next_page and problem. See docs/extract.md.
    """
    from datetime import UTC, datetime

    from aggregator.programmes.taxonomy import load_taxonomy
    from crawler import extract as reading
    from crawler.readiness import collect_rarely

    problems = 0

    def complain(message: str) -> None:
        nonlocal problems
        problems += 1
        typer.echo(message, err=True)

    now = datetime.now(UTC)
    collect_rarely()
    if listing:
        for line, found in reading.extract_listing(manifest, now=now, complain=complain):
            typer.echo(json.dumps(line, ensure_ascii=False))
            if explain:
                sys.stdout.flush()
                typer.echo(_items(line, found), err=True)
    else:
        read = reading.extract(manifest, taxonomy=load_taxonomy(), now=now, complain=complain)
        for line, content, page in read:
            typer.echo(json.dumps(line, ensure_ascii=False))
            if explain:
                sys.stdout.flush()
                typer.echo(_origins(str(line["id"]), content, page), err=True)
    if problems:
        raise typer.Exit(1)


def _items(line: dict[str, Any], found: Listing) -> str:
    """What a list tells of its articles, for a person."""
    days = sum(item.date is not None for item in found.articles)
    lines = [f"{line['id']}: {len(found.articles)} articles, {days} with a day"]
    lines += [f"  no list of articles: {line['problem']}"] * bool(line["problem"])
    lines += [f"  {item.date or 'no day    '}  {item.title!r}  {item.url}" for item in found.articles]
    lines.append(f"  next page: {found.next_page or 'none'}")
    return "\n".join(lines)


def explain(
    context: typer.Context,
    what: Annotated[
        str,
        typer.Argument(
            metavar="FILE_OR_URL", help="A saved page, one that was crawled, or - for standard input."
        ),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """Why a page is tagged: every tag with its words and rule, and what was rejected and why."""
    from datetime import UTC, datetime

    from aggregator.programmes.taxonomy import load_taxonomy
    from crawler import explaining

    raw, content = explaining.explained(what, context.obj, load_taxonomy(), now=datetime.now(UTC))
    if as_json:
        typer.echo(json.dumps(explaining.as_dict(raw, content), ensure_ascii=False))
    else:
        typer.echo("\n".join(explaining.lines(raw, content)))


def _origins(name: str, content: Content, page: Read) -> str:
    """A few lines for a person: which rule gave which field, and what was thought of each date."""
    lines = [f"{name}: read by {content.reading.rule}, profile {content.reading.profile}"]
    if page.raw.problem:
        lines.append(f"  no announcement: {page.raw.problem}")
    lines.append(f"  title: {content.title!r}")
    lines.append(f"  text: {len(content.text)} characters, {content.text[:60]!r}")
    published = content.published
    lines.append(f"  published: {f'{published.value} from {published.origin}' if published else 'not known'}")
    lines += ["  dates looked at (what speaks for them, of 105):"] * bool(told := page.why_dated())
    lines += [f"  {line}" for line in told]
    evidence = [
        *content.evidence,
        *(mention.evidence for mention in content.mentions),
        *(amount.evidence for amount in content.amounts),
        *(day.evidence for day in content.dates),
    ]
    lines += [
        f"  {e.field}: {e.value} from {e.words!r} in {e.place} ({e.rule}, {e.confidence:.2f})"
        for e in evidence
    ]
    lines += [f"  not {no.programme}: {no.words!r} in {no.place}: {no.reason}" for no in content.rejected]
    lines += [
        f"  site notice {notice.programme}: {notice.words!r} in {notice.where}" for notice in content.notices
    ]
    return "\n".join(lines)
