"""Every site of the sample network."""

from __future__ import annotations

from tests.network.joomla import KamiennyBrod
from tests.network.message import Request, Response
from tests.network.modrzewie_site import Modrzewie
from tests.network.piaseczno_site import Piaseczno
from tests.network.site import Site
from tests.network.stawiska_site import Stawiska
from tests.network.tables import Debiany, Rudawka
from tests.network.wordpress import Olszowek, Wierzbnica


class Down:
    """A site whose server hangs up."""

    host = "gbp-cisowa.example"

    def answer(self, request: Request) -> Response:  # noqa: ARG002
        """Nothing at all."""
        return Response(status=0, drop=True)


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
    ]


def all_sites() -> list[Site | Down]:
    """All of them, the one that is down included."""
    return [*content_sites(), Down()]
