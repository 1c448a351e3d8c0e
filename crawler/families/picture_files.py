"""What a feed or a server says of the file of a picture. Pure."""

from __future__ import annotations

import re

from aggregator.model import PictureFile

#: media types of pictures that readers show
TYPES = ("image/jpeg", "image/png", "image/gif", "image/webp", "image/avif")
LONGEST = 1000  #: characters of an address


def file_of(url: str, type: str, length: str, alt: str = "") -> PictureFile | None:
    """A picture as a server or a feed describes it; None unless it states a picture's type and a length.

    >>> file_of("https://b.example/a.jpg", "image/jpg; q=1", "8123")
    PictureFile(url='https://b.example/a.jpg', type='image/jpeg', length=8123, alt='')
    >>> file_of("https://b.example/a.jpg", "text/html", "8123")
    >>> file_of("https://b.example/a.png", "image/png", "0")
    """
    kind = type.partition(";")[0].strip().lower().replace("image/jpg", "image/jpeg")
    length = length.strip()
    if kind not in TYPES or not re.fullmatch(r"[0-9]{1,12}", length) or int(length) == 0:
        return None
    if not url.startswith(("http://", "https://")) or len(url) > LONGEST:
        return None
    return PictureFile(url=url, type=kind, length=int(length), alt=alt)
