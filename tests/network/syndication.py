"""RSS 2.0 and Atom 1.0 as content systems write them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape

from tests.network.site import Post, newest

_RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:atom="http://www.w3.org/2005/Atom"
>
<channel>
	<title>{title}</title>
	<atom:link href="{self}" rel="self" type="application/rss+xml" />
	<link>{home}</link>
	<description>{about}</description>
	<lastBuildDate>{built}</lastBuildDate>
	<language>pl-PL</language>
	<generator>{generator}</generator>
{items}
</channel>
</rss>
"""


def rfc822(moment: datetime) -> str:
    """`Thu, 19 Aug 2021 08:15:00 +0000`."""
    return format_datetime(moment.astimezone(UTC))


def rss(
    posts: Sequence[Post],
    url_of: Callable[[Post], str],
    *,
    title: str,
    home: str,
    address: str,
    generator: str,
    full: bool,
) -> str:
    """An RSS feed; `full` = with the whole text, else an excerpt alone."""
    items = "\n".join(_rss_item(post, url_of(post), full) for post in posts)
    return _RSS.format(
        title=escape(title),
        self=escape(address),
        home=home,
        about=escape(title),
        built=rfc822(newest(posts)),
        generator=generator,
        items=items,
    )


def _rss_item(post: Post, url: str, full: bool) -> str:
    content = f"\n\t\t<content:encoded><![CDATA[{post.body}]]></content:encoded>" if full else ""
    return f"""	<item>
		<title>{escape(post.title, quote=False)}</title>
		<link>{escape(url)}</link>
		<dc:creator><![CDATA[biblioteka]]></dc:creator>
		<pubDate>{rfc822(post.moment)}</pubDate>
		<guid isPermaLink="false">{escape(url)}</guid>
		<description><![CDATA[<p>{post.excerpt(18)}</p>]]></description>{content}
	</item>"""


def atom(
    posts: Sequence[Post],
    url_of: Callable[[Post], str],
    *,
    title: str,
    home: str,
    total: int,
    start: int,
    next_page: str = "",
) -> str:
    """An Atom feed of Blogger's making: whole texts, OpenSearch counts, `rel=next`."""
    more = f"<link rel='next' type='application/atom+xml' href='{escape(next_page)}'/>" if next_page else ""
    entries = "".join(_atom_entry(post, url_of(post), home) for post in posts)
    updated = newest(posts).isoformat(timespec="milliseconds") if posts else "2021-01-01T00:00:00.000+01:00"
    return (
        "<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom' "
        "xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/'>"
        f"<id>tag:{home.split('//')[1].strip('/')},2019:blog</id><updated>{updated}</updated>"
        f"<title type='text'>{escape(title)}</title>"
        f"<link rel='http://schemas.google.com/g/2005#feed' type='application/atom+xml' "
        f"href='{home}feeds/posts/default'/><link rel='alternate' type='text/html' href='{home}'/>{more}"
        f"<author><name>{escape(title)}</name></author>"
        f"<openSearch:totalResults>{total}</openSearch:totalResults>"
        f"<openSearch:startIndex>{start}</openSearch:startIndex>{entries}</feed>"
    )


def _atom_entry(post: Post, url: str, home: str) -> str:
    return (
        f"<entry><id>tag:{home.split('//')[1].strip('/')},2019:post-{post.number}</id>"
        f"<published>{post.moment.isoformat(timespec='milliseconds')}</published>"
        f"<updated>{post.modified.isoformat(timespec='milliseconds')}</updated>"
        f"<title type='text'>{escape(post.title, quote=False)}</title>"
        f"<content type='html'>{escape(post.body)}</content>"
        f"<link rel='alternate' type='text/html' href='{url}'/></entry>"
    )
