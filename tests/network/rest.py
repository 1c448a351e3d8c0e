"""`/wp-json/wp/v2/posts`: paging, filters and errors as WordPress has them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from tests.network.message import Request, Response
from tests.network.site import WARSAW, Post

COLLECTION = "/wp-json/wp/v2/posts"
BOUNDS: tuple[str, ...] = ("after", "before", "modified_after")
_SIGNS = str.maketrans({"–": "&#8211;", "„": "&#8222;", "”": "&#8221;", "…": "&#8230;", "’": "&#8217;"})


def answer_rest(
    request: Request, posts: Sequence[Post], url_of: Callable[[Post], str], root: str
) -> Response | None:
    """The answer of an open REST interface; None for a path that is not its."""
    path = request.path.rstrip("/")
    if path == "/wp-json":
        index = {
            "name": root,
            "url": root,
            "namespaces": ["oembed/1.0", "wp/v2"],
            "routes": {COLLECTION[8:]: {}},
        }
        return _json(index)
    if path == COLLECTION:
        return _collection(request, posts, url_of, root)
    if path.startswith(COLLECTION + "/"):
        for post in posts:
            if path.endswith(f"/{post.number}"):
                return _json(as_json(post, url_of(post), root))
        return _error("rest_post_invalid_id", "Nieprawidłowy identyfikator wpisu.", 404)
    if path.startswith("/wp-json/"):
        return _error("rest_no_route", "Nie znaleziono ścieżki pasującej do adresu i metody.", 404)
    return None


def closed_rest(request: Request) -> Response | None:
    """What a security plug-in answers to strangers."""
    if request.path.startswith("/wp-json"):
        return _error("rest_not_logged_in", "Interfejs jest dostępny tylko dla zalogowanych.", 401)
    return None


def as_json(post: Post, url: str, root: str) -> dict[str, Any]:
    """A post as the interface prints it; `date` in Warsaw time, `date_gmt` in UTC, both without a zone."""
    return {
        "id": post.number,
        "date": _naive(post.moment),
        "date_gmt": _naive(post.moment.astimezone(UTC)),
        "guid": {"rendered": f"{root}/?p={post.number}"},
        "modified": _naive(post.modified),
        "modified_gmt": _naive(post.modified.astimezone(UTC)),
        "slug": post.slug,
        "status": "publish",
        "type": "post",
        "link": url,
        "title": {"rendered": post.name.translate(_SIGNS)},
        "content": {"rendered": post.body + "\n", "protected": False},
        "excerpt": {"rendered": f"<p>{post.excerpt()}</p>\n", "protected": False},
        "author": 2,
        "featured_media": 0,
        "categories": [1],
        "tags": [],
    }


def _collection(
    request: Request, posts: Sequence[Post], url_of: Callable[[Post], str], root: str
) -> Response:
    query = request.query
    try:
        size, number = int(query.get("per_page", "10")), int(query.get("page", "1"))
        bounds = {name: _moment(query[name]) for name in BOUNDS if name in query}
    except ValueError:
        return _error("rest_invalid_param", "Nieprawidłowe parametry.", 400)
    if not 1 <= size <= 100 or number < 1:
        return _error("rest_invalid_param", "Nieprawidłowy parametr: per_page.", 400)
    found = [post for post in posts if _fits(post, bounds)]
    if query.get("orderby") == "modified":
        found.sort(key=lambda post: (post.modified, post.slug), reverse=True)
    if query.get("order") == "asc":
        found.reverse()
    pages = -(-len(found) // size)
    if number > max(pages, 1):
        return _error("rest_post_invalid_page_number", "Strona jest większa niż liczba dostępnych.", 400)
    items = [as_json(post, url_of(post), root) for post in found[(number - 1) * size : number * size]]
    wanted = [name for name in query.get("_fields", "").split(",") if name]
    if wanted:
        items = [{name: item[name] for name in wanted if name in item} for item in items]
    headers = {"X-WP-Total": str(len(found)), "X-WP-TotalPages": str(pages)}
    if number < pages:
        query["page"] = str(number + 1)
        headers["Link"] = f'<{root}{COLLECTION}?{urlencode(query)}>; rel="next"'
    return _json(items, headers=headers)


def _fits(post: Post, bounds: dict[str, datetime]) -> bool:
    return (
        ("after" not in bounds or post.moment > bounds["after"])
        and ("before" not in bounds or post.moment < bounds["before"])
        and ("modified_after" not in bounds or post.modified > bounds["modified_after"])
    )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=WARSAW)


def _naive(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")


def _error(code: str, message: str, status: int) -> Response:
    return _json({"code": code, "message": message, "data": {"status": status}}, status=status)


def _json(content: object, *, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return Response(
        status=status,
        body=json.dumps(content, ensure_ascii=True).replace("/", "\\/").encode(),
        content_type="application/json; charset=UTF-8",
        headers=headers or {},
    )
