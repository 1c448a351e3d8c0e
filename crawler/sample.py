"""The sample network: some ten sites under `.example`, served on loopback as the crawl's HTTP proxy."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from aggregator.config import Config
from aggregator.errors import InputError

#: the sample network stands in the checkout, not in an installed wheel
CHECKOUT = Path(__file__).resolve().parent.parent
#: every host of the sample network is ours: nobody waits a second for nobody
DEMO_DELAY = 0.02


@contextmanager
def reachable(config: Config) -> Iterator[Config]:
    """The settings that reach the sites: for the demo the sample network is served meanwhile.

    A proxy that is set reaches them by itself. Raises InputError for the demo outside a checkout.
    """
    if config.proxy or not config.demo:
        yield config
        return
    if not (CHECKOUT / "tests" / "network" / "server.py").is_file():
        raise InputError("The sample network comes with the source only. Run `make demo` in a checkout.")
    if str(CHECKOUT) not in sys.path:
        sys.path.insert(0, str(CHECKOUT))
    server = importlib.import_module("tests.network.server")
    with server.SampleNetwork() as network:
        yield replace(config, proxy=network.address, delay=DEMO_DELAY)
