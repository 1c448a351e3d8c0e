"""How to find the news of a site of which only the home page is known: what to try, in which order."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from aggregator.model import Source
from crawler.families import Answer, Ask, Found, Plan, joomla, wordpress
from crawler.families.feed import with_query
from crawler.families.home import Signs, folder_of, look_around, site_of

#: sitemaps named by robots.txt that are tried; some name one a section
MOST_MAPS = 4


def read_home(answer: Answer, ask: Ask, source: Source) -> Found:  # noqa: ARG001
    """Look at a page of the site and plan from there."""
    signs = look_around(answer, source)
    return Found(plan=plan_from(signs, source, answer.sitemaps), system=signs.system, name=signs.name)


def plan_from(signs: Signs, source: Source, sitemaps: tuple[str, ...] = ()) -> Plan:
    """The steps worth trying, the surest first; a visit takes them until they tell all the news.

    `sitemaps` are those that robots.txt names.
    """
    home = signs.url
    blog = signs.paged or (signs.lists and signs.filed)
    whole = (home,) if blog and not signs.main else ()  # the names are of its categories
    named = tuple(dict.fromkeys(url for url in (source.news, *whole, *signs.news, *signs.filed) if url))
    lists = (tuple(_list(url) for url in named), *((_list(url),) for url in signs.archive))
    maps = tuple((Ask(kind="sitemap", url=url),) for url in _maps(home, source, sitemaps))
    itself = ((_list(home),),)
    first = _by_system(signs, home, named) or tuple((Ask(kind="feed", url=url),) for url in signs.feeds[:2])
    near = (*lists, *itself, *maps) if first or signs.lists else (*lists, *maps)
    return _without_doubles((*first, *near, *_doors(signs), *_guesses(home), *itself))


def _doors(signs: Signs) -> Plan:
    """Frames and entrances: each may be a list, or the real home page."""
    return (
        *((_list(url),) for url in signs.doors),
        *((Ask(kind="home", url=url),) for url in signs.doors),
    )


def _by_system(signs: Signs, home: str, named: tuple[str, ...]) -> Plan:
    """How a known content system tells its news."""
    if signs.api or signs.system == "wordpress":
        return wordpress.plan(home, named[0] if named else "", signs.api, signs.feeds)
    if signs.system == "blogger":
        address = with_query(urljoin(home, "/feeds/posts/default"), **{"max-results": "150"})
        return ((Ask(kind="feed", url=address),),)
    if signs.system == "hugo" and not signs.feeds:  # many a theme keeps the feed that it writes to itself
        return ((Ask(kind="feed", url=urljoin(folder_of(home), "index.xml")),),)
    if signs.system == "joomla":
        lists = named or (home,)
        return (
            tuple(ask for u in lists for ask in (Ask(kind="feed", url=joomla.feed_address(u)), _list(u))),
        )
    return ()


def _maps(home: str, source: Source, named: tuple[str, ...]) -> Iterator[str]:
    """Where the map of a site may be: where robots.txt says, at the usual places."""
    yield from [url for url in named if site_of(url) == site_of(home)][:MOST_MAPS]
    for name in ("sitemap.xml", "sitemap_index.xml"):
        yield urljoin(home, f"/{name}")
        yield urljoin(folder_of(source.home), name)


def _guesses(home: str) -> Plan:
    """What is tried where the page says nothing of itself."""
    folder = folder_of(home)
    return (
        (Ask(kind="wp-json", url=wordpress.posts_address(urljoin(folder, "wp-json/"))),),
        (Ask(kind="feed", url=urljoin(folder, "feed/")), _list(home)),
    )


def _without_doubles(plan: Plan) -> Plan:
    """Each address asked for once, at its first place."""
    seen: set[Ask] = set()
    steps = []
    for step in plan:
        fresh = tuple(ask for ask in step if ask not in seen)
        seen.update(fresh)
        steps.append(fresh)
    return tuple(step for step in steps if step)


def _list(url: str) -> Ask:
    return Ask(kind="listing", url=url)
