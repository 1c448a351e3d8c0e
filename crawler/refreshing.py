"""Pages that send on by a meta tag: Scrapy decodes the whole page to look for one, few pages have any."""

from __future__ import annotations

from typing import Any

from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware

#: bytes that hold the 4,096 characters in which Scrapy looks, in any charset
_LOOKED_AT = 4 * 4096


class RefreshMiddleware(MetaRefreshMiddleware):  # type: ignore[misc]
    """Scrapy's own, asked only where the word stands in the head of the page."""

    def process_response(self, request: Any, response: Any) -> Any:
        head = response.body[:_LOOKED_AT]
        if b"refresh" in head.lower() or b"\0" in head:  # a charset of two bytes a letter hides the word
            return super().process_response(request, response)
        return response
