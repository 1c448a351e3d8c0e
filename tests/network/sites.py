"""Every site of the sample network."""

from __future__ import annotations

from tests.network.blogger import FiliaLipowiec
from tests.network.joomla import KamiennyBrod
from tests.network.message import Request, Response, page
from tests.network.modrzewie_site import Modrzewie
from tests.network.operator_site import Operator
from tests.network.piaseczno_site import Piaseczno
from tests.network.site import Site, plain_text
from tests.network.stawiska_site import Stawiska
from tests.network.tables import Debiany, Rudawka
from tests.network.wordpress import Olszowek, Wierzbnica


class Down:
    """A site whose server hangs up."""

    host = "gbp-cisowa.example"

    def answer(self, request: Request) -> Response:  # noqa: ARG002
        """Nothing at all."""
        return Response(status=0, drop=True)


class Closed:
    """A site whose robots.txt forbids everything to everybody; it answers all the same."""

    host = "biblioteka-zakatek.example"

    def answer(self, request: Request) -> Response:
        """The ban, or a page that nobody should have asked for."""
        if request.path == "/robots.txt":
            return plain_text("User-agent: *\nDisallow: /\n")
        return page(
            "<html><head><title>Zakątek</title></head><body><h1>Biblioteka w Zakątku</h1></body></html>"
        )


def content_sites() -> list[Site]:
    """The sites that have articles."""
    return [
        Piaseczno(),
        Wierzbnica(),
        Olszowek(),
        KamiennyBrod(),
        Stawiska(),
        Modrzewie(),
        Debiany(),
        Rudawka(),
        FiliaLipowiec(),
        Operator(),
    ]


def all_sites() -> list[Site | Down | Closed]:
    """All of them, those that are down or closed included."""
    return [*content_sites(), Down(), Closed()]
