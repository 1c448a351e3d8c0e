"""A crawl of the sample network: whole, killed anywhere and taken up again, never two at once."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from aggregator.model import Source
from crawler.registry import load_sources, sources_path
from crawler.report import CrawlReport
from tests.crawler.scenes import config_for, ids, library, projection, serving, visit
from tests.network.server import SampleNetwork

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sample(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Path, CrawlReport, tuple[Source, ...]]]:
    """One crawl of the whole sample network."""
    folder = tmp_path_factory.mktemp("sample")
    with SampleNetwork() as network:
        config = config_for(folder, network, demo=True)
        sources, errors = load_sources(sources_path(config))
        assert not errors
        yield folder, visit(folder, network, *sources, demo=True), sources


def test_the_sample_network_is_read(sample: tuple[Path, CrawlReport, tuple[Source, ...]]) -> None:
    folder, report, sources = sample
    lines = {line.source: line for line in report.sources}
    assert set(lines) == {source.id for source in sources}
    assert {name for name, line in lines.items() if line.problem} == {"gbp-cisowa", "zakatek"}
    assert lines["zakatek"].problem == "robots"
    titles = {row[2] for row in projection(folder)}
    assert "BLISKO – Biblioteka | Lokalność | Inicjatywy | Społeczność | Kooperacja | Oddolność" in titles


KILLED = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[4])
from crawler.registry import load_sources, sources_path
from tests.crawler.scenes import NOW, config_for
from crawler.run import crawl


class Network:
    address = sys.argv[1]
folder, seen = Path(sys.argv[2]), 0
config = config_for(folder, Network, demo=True)


def progress(event):
    global seen
    seen += isinstance(event, str)
    if seen == int(sys.argv[3]):
        print("now", flush=True)
        import time
        time.sleep(60)
if __name__ == "__main__":
    crawl(config, load_sources(sources_path(config))[0], now=NOW, progress=progress)
"""


ANYWHERE = KILLED.replace("import time\n        time.sleep(60)", "pass")
#: arrivals after which a crawl is killed where it stands: three of twenty, all with BIBLIO_ALL_KILLS=1
POINTS = random.Random(2026).sample(range(1, 60), 20)


def _kill(crawl: str, network: SampleNetwork, folder: Path, after: int) -> None:
    """Start a crawl in a process of its own, and kill it at so many arrivals."""
    root = Path(__file__).resolve().parent.parent.parent
    script = folder / "killed.py"
    script.write_text(crawl, "utf-8")
    command = [sys.executable, str(script), network.address, str(folder), str(after), str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root) as process:
        assert process.stdout
        assert process.stdout.readline() == b"now\n"
        os.kill(process.pid, signal.SIGKILL)


@pytest.mark.parametrize("after", POINTS if os.environ.get("BIBLIO_ALL_KILLS") else POINTS[:3])
def test_a_crawl_killed_anywhere_loses_and_doubles_nothing(
    sample: tuple[Path, CrawlReport, tuple[Source, ...]], tmp_path: Path, after: int
) -> None:
    """It is not held at the point where the signal is sent: that may be in the middle of anything."""
    undisturbed, _, sources = sample
    with SampleNetwork() as network:
        _kill(ANYWHERE, network, tmp_path, after)
        visit(tmp_path, network, *sources, demo=True)
        assert projection(tmp_path) == projection(undisturbed)
        assert ids(tmp_path) == ids(undisturbed)


@pytest.mark.parametrize("after", [1, 47])
def test_a_crawl_killed_and_taken_up_again_ends_in_an_equal_store(
    sample: tuple[Path, CrawlReport, tuple[Source, ...]], tmp_path: Path, after: int
) -> None:
    undisturbed, _, sources = sample
    with SampleNetwork() as network:
        _kill(KILLED, network, tmp_path, after)
        stored = len(projection(tmp_path))
        assert stored < len(projection(undisturbed))
        visit(tmp_path, network, *sources, demo=True)
    assert projection(tmp_path) == projection(undisturbed)


def test_two_crawls_of_one_folder_do_not_meet(tmp_path: Path) -> None:
    import fcntl

    from aggregator.errors import InputError

    scene = library("mbp.example")
    with serving(scene) as network, (tmp_path / "crawl.lock").open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        started = time.monotonic()
        with pytest.raises(InputError, match="Another crawl"):
            visit(tmp_path, network, scene.source())
        assert time.monotonic() - started < 30
