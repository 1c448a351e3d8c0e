"""How to find the news of a site of which only the home page is known: what to try, in which order."""

from __future__ import annotations

from urllib.parse import urljoin

from aggregator.model import Source
from crawler.families import Answer, Ask, Found, Plan, joomla, wordpress
from crawler.families.feed import with_query
from crawler.families.home import Signs, folder_of, look_around


def read_home(answer: Answer, ask: Ask, source: Source) -> Found:  # noqa: ARG001
    """Look at a page of the site and plan from there."""
    signs = look_around(answer, source)
    return Found(plan=plan_from(signs, source), system=signs.system)


def plan_from(signs: Signs, source: Source) -> Plan:
    """The steps worth trying. A feed holds the newest items only, so it goes together with a list."""
    home, news = signs.url, source.news or next(iter(signs.news), "")
    feeds = tuple(Ask(kind="feed", url=url) for url in signs.feeds[:2])
    if signs.api or signs.system == "wordpress":
        return wordpress.plan(home, news, signs.api, signs.feeds) + _rest(home, signs, source)
    if signs.system == "blogger":
        address = with_query(urljoin(home, "/feeds/posts/default"), **{"max-results": "150"})
        return ((Ask(kind="feed", url=address),), *_rest(home, signs, source))
    if signs.system == "joomla":
        lists = (news,) if news else (home,)
        steps = tuple((Ask(kind="feed", url=joomla.feed_address(u)), _list(u)) for u in lists)
        return steps + _rest(home, signs, source)
    if feeds:
        history = _list(news) if news else Ask(kind="sitemap", url=urljoin(home, "/sitemap.xml"))
        return ((*feeds, history), *_rest(home, signs, source))
    return _rest(home, signs, source)


def _rest(home: str, signs: Signs, source: Source) -> Plan:
    """What is tried on any site: its list of news, its sitemap, usual addresses, the page itself."""
    named = dict.fromkeys(url for url in (source.news, *signs.news) if url)
    return (
        *(((_list(url)),) for url in named),
        (Ask(kind="sitemap", url=urljoin(home, "/sitemap.xml")),),
        (Ask(kind="sitemap", url=urljoin(home, "/sitemap_index.xml")),),
        (Ask(kind="wp-json", url=wordpress.posts_address(urljoin(folder_of(home), "wp-json/"))),),
        (Ask(kind="feed", url=urljoin(folder_of(home), "feed/")), _list(home)),
        (_list(home),),
    )


def _list(url: str) -> Ask:
    return Ask(kind="listing", url=url)
