"""Pages that send on by a meta tag, in whatever charset; all others go on untouched."""

from __future__ import annotations

from typing import Any

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse
from scrapy.utils.test import get_crawler

from crawler.refreshing import RefreshMiddleware

TAG = '<html><head><META HTTP-EQUIV="Refresh" content="0; url=/pl/"></head><body>Dzień dobry</body></html>'


def passed(body: bytes, charset: str) -> Any:
    crawler = get_crawler(settings_dict={"METAREFRESH_MAXDELAY": 5})
    request = Request("http://mbp.example/")
    response = HtmlResponse(request.url, body=body, request=request, encoding=charset)
    return RefreshMiddleware.from_crawler(crawler).process_response(request, response)


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-2", "utf-16", "utf-16-be", "utf-32"])
def test_a_refresh_is_followed_in_any_charset(charset: str) -> None:
    following = passed(TAG.encode(charset), charset)
    assert isinstance(following, Request)
    assert following.url.startswith("http://mbp.example/pl/")


def test_a_refresh_after_much_else_is_followed_as_far_as_scrapy_looks() -> None:
    late = "<html><head><title>" + "ż" * 4096 + "</title>"
    assert isinstance(passed(("<!-- " + "ż" * 3800 + " -->" + TAG).encode(), "utf-8"), Request)
    assert isinstance(passed((late + TAG).encode(), "utf-8"), HtmlResponse)


def test_a_page_without_one_is_the_same_object() -> None:
    page = passed(b"<html><body>Dzien dobry</body></html>", "utf-8")
    assert isinstance(page, HtmlResponse)
