"""WordPress: its own interface `/wp-json/`, else its feed and lists."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit, urlunsplit

from aggregator.model import Source
from crawler.families import Answer, Ask, Found, Lead, Plan, UnreadableError
from crawler.families.feed import plain, with_query
from crawler.families.home import folder_of
from crawler.families.moments import parse_moment, stated

PER_PAGE = 50
#: the rendered text stays out: the page itself is fetched and kept, it alone shows what readers saw
FIELDS = "id,link,date,modified,modified_gmt,title,excerpt"


def plan(home: str, news: str, api: str = "", feeds: tuple[str, ...] = ()) -> Plan:
    """The interface where it is open, then the feed together with the list, then the sitemap.

    `feeds` are those that the home page declares; where none is known, the usual addresses are tried.
    """
    folder, news = folder_of(home), news or home
    interface = (Ask(kind="wp-json", url=posts_address(api or urljoin(folder, "wp-json/"))),)
    of_a_part = urlsplit(folder).path != "/" and urlsplit(api).path.startswith("/wp-json")
    usual = (urljoin(folder, "feed/"), with_query(home, feed="rss2"), urljoin(folder, "index.php/feed/"))
    return (
        *(() if of_a_part else (interface,)),  # the interface of the whole site tells more than the part
        *((Ask(kind="feed", url=url),) for url in feeds[:1] or usual),
        (Ask(kind="listing", url=news),),
        (Ask(kind="sitemap", url=urljoin(folder, "wp-sitemap.xml")),),
        (Ask(kind="sitemap", url=urljoin(folder, "sitemap_index.xml")),),
    )


def posts_address(api: str, page: int = 1) -> str:
    """The address of one page of posts; `api` is the root, `/wp-json/` or `/?rest_route=/`.

    >>> posts_address("https://b.example/?rest_route=/")
    'https://b.example/?rest_route=%2Fwp%2Fv2%2Fposts&per_page=50&page=1&_fields=id%2Clink%2Cdate%2Cmodified%2Cmodified_gmt%2Ctitle%2Cexcerpt'
    """
    parts = urlsplit(api)
    route = dict(parse_qsl(parts.query)).get("rest_route")
    values = {"per_page": str(PER_PAGE), "page": str(page), "_fields": FIELDS}
    if route is not None:
        return with_query(urlunsplit(parts._replace(query="")), rest_route=f"{route}wp/v2/posts", **values)
    return with_query(urljoin(api, "wp/v2/posts"), **values)


def read_posts(answer: Answer, ask: Ask, source: Source) -> Found:  # noqa: ARG001
    """One page of posts. Raises UnreadableError where the interface is closed."""
    try:
        posts = json.loads(answer.body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as exc:
        raise UnreadableError(f"{answer.url} answers with something else than JSON") from exc
    if not isinstance(posts, list):
        code = posts.get("code", "no list of posts") if isinstance(posts, dict) else "no list of posts"
        raise UnreadableError(f"{answer.url} is closed ({code})")
    leads = tuple(lead for post in posts if (lead := _lead(post)) is not None)
    pages = answer.headers.get("x-wp-totalpages", "")
    last = ask.page >= int(pages) if pages.isdigit() else len(posts) < PER_PAGE
    further = with_query(answer.url, page=str(ask.page + 1))
    return Found(leads=leads, next=() if last else (Ask(kind=ask.kind, url=further, page=ask.page + 1),))


def _lead(post: Any) -> Lead | None:
    if not isinstance(post, dict) or not isinstance(post.get("link"), str):
        return None
    return Lead(
        url=post["link"],
        title=plain(_rendered(post, "title")),
        published=stated(str(post.get("date") or ""), "wp-json: date", confidence=0.95),
        modified=_modified(post),
        summary=plain(_rendered(post, "excerpt"))[:500],
        found_by="wp-json",
    )


def _modified(post: dict[str, Any]) -> datetime | None:
    """When a post was last changed: by the world's clock where it says so, a site's own may go wrong."""
    world = str(post.get("modified_gmt") or "")
    return parse_moment(f"{world}+00:00" if world else str(post.get("modified") or ""))


def _rendered(post: dict[str, Any], name: str) -> str:
    value = post.get(name)
    return str(value.get("rendered") or "") if isinstance(value, dict) else str(value or "")
