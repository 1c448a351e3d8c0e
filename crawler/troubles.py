"""What can go wrong with a site, as one word for counting and one sentence for a person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from scrapy import exceptions
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet.error import ConnectError, ConnectionDone, ConnectionLost
from twisted.web.client import ResponseFailed

from aggregator.errors import PageChangedError
from aggregator.health import Trouble as Class
from crawler.families import UnreadableError
from crawler.guard import ForbiddenAddressError, was_refused
from crawler.politeness import BusyError
from crawler.robots import RobotsError

_CLASSES = {
    "dns": Class.DNS,
    "refused": Class.REFUSED,
    "timeout": Class.TIMEOUT,
    "tls": Class.TLS,
    "broken": Class.BROKEN,
    "cut": Class.PARTIAL,
    "robots": Class.ROBOTS,
    "forbidden": Class.PRIVATE,
    "redirects": Class.REDIRECTS,
    "changed": Class.REDESIGNED,
    "unreadable": Class.UNREADABLE,
    "too-big": Class.TOO_BIG,
    "moved": Class.MOVED,
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """One failure: `problem` is a class (dns, refused, tls, robots, http-404 …), `reason` a sentence."""

    problem: str
    reason: str


def explain(error: BaseException, url: str) -> Trouble:
    """The class and the sentence of a failure to get `url`."""
    host = urlsplit(url).hostname or url
    if isinstance(error, HttpError):
        return Trouble(f"http-{error.response.status}", f"{url} answers {error.response.status}")
    if isinstance(error, BusyError):
        return Trouble(f"http-{error.status}", str(error))
    if isinstance(error, RobotsError):
        return Trouble(f"http-{error.status}" if error.status else "robots", str(error))
    if isinstance(error, ForbiddenAddressError):
        return Trouble("forbidden", str(error))
    if isinstance(error, PageChangedError):
        return Trouble("changed", f"{error.problem}. {error.remedy}")
    if isinstance(error, UnreadableError):
        return Trouble("unreadable", str(error))
    if isinstance(error, exceptions.CannotResolveHostError):
        if was_refused(host):
            return Trouble("forbidden", f"{host} leads to a private address")
        return Trouble("dns", f"the name {host} is not known (DNS)")
    if isinstance(error, exceptions.DownloadConnectionRefusedError):
        return Trouble("refused", f"{host} refuses connections")
    if isinstance(error, exceptions.DownloadTimeoutError):
        return Trouble("timeout", f"{host} does not answer in time")
    if isinstance(error, exceptions.DownloadCancelledError):
        return Trouble("too-big", f"{url} is larger than 5 MB")
    return _explain_connection(error, url, host)


def _explain_connection(error: BaseException, url: str, host: str) -> Trouble:
    inner = [str(getattr(f, "value", f)) for f in getattr(error.__cause__ or error, "reasons", [])]
    words = " ".join([type(error).__name__, str(error), *inner])
    if any(sign in words for sign in ("SSL", "TLS", "certificate", "VerificationError", "CertificateError")):
        remedy = "if the site is right all the same, its row may say tls=ignore"
        return Trouble("tls", f"the certificate of {host} cannot be trusted; {remedy}")
    if isinstance(error, exceptions.IgnoreRequest) and "redirect" in str(error):
        return Trouble("redirects", f"{url} redirects in circles")
    if "larger than download max size" in words or "exceeded DOWNLOAD_MAXSIZE" in words:
        return Trouble("too-big", f"{url} is larger than 5 MB")
    if isinstance(error, exceptions.ResponseDataLossError):
        return Trouble("cut", f"{host} breaks an answer off in the middle")
    broken = (ConnectError, ConnectionDone, ConnectionLost, ResponseFailed, OSError)
    if isinstance(error, (exceptions.DownloadFailedError, *broken)):
        return Trouble("broken", f"{host} breaks the connection off")
    return Trouble("failed", f"{url}: {' '.join(str(error).split())[:200] or type(error).__name__}")


def ends_the_visit(trouble: Trouble) -> bool:
    """Whether nothing else on the site can be expected to answer now."""
    return trouble.problem in ("dns", "refused", "timeout", "tls", "forbidden", "http-429", "http-503")


def class_of(trouble: Trouble) -> Class:
    """The class that health counts a failure in.

    >>> class_of(Trouble("http-503", "")), class_of(Trouble("too-big", ""))
    (<Trouble.SERVER_ERROR: '5xx'>, <Trouble.TOO_BIG: 'too_big'>)
    """
    kind, _, status = trouble.problem.partition("-")
    if kind == "http":
        if status == "401":
            return Class.LOGIN
        if status in ("404", "410"):
            return Class.NOT_FOUND
        return (
            Class(status)
            if status in ("403", "429")
            else Class.REFUSAL
            if status < "5"
            else Class.SERVER_ERROR
        )
    return _CLASSES.get(trouble.problem, Class.OURS)


def answer_in(error: BaseException) -> Any:
    """The response that an error carries, None where there was none."""
    return getattr(error, "response", None)


def error_in(failure: Any) -> BaseException:
    """The exception inside a Twisted failure."""
    error: BaseException = failure.value
    return error
