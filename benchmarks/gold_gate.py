"""The gold gate: `biblio extract` over the labelled pages must not fall below the pinned floors.

The labelled pages stand beside the checkout (`../shared`). Where they are absent the gate says so and
passes, but not in continuous integration. Raise a floor in `gold_floors.json` when the score rises.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FLOORS = Path(__file__).with_name("gold_floors.json")
#: scores that must not rise; every other one must not fall
CEILINGS = {
    "gold.forbidden_hits",
    "gold.leak_strings",
    "gold.list_traps",
    "real.list_traps",
    "real.false_alarms",
}


def run(*words: str | Path) -> str:
    """Output of a Python program; its errors are ours."""
    done = subprocess.run([sys.executable, *map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{words[0]} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return done.stdout


def extract(folder: Path, manifest: Path, *options: str) -> Path:
    """Predictions of `biblio extract` for a manifest."""
    out = folder / f"{manifest.parent.name}-{manifest.stem}.jsonl"
    out.write_text(run("-m", "biblio", "extract", *options, manifest), "utf-8")
    return out


def score_gold(folder: Path, gold: Path) -> dict[str, float]:
    """Scores of the labelled invented pages, by field."""
    report = folder / "gold.json"
    pages = extract(folder, gold / "manifest.jsonl")
    run(gold / "score.py", pages, "--by", "none", "--json", report)
    overall = json.loads(report.read_text("utf-8"))["overall"]
    lists = run(gold / "score.py", "--listing", extract(folder, gold / "listing-manifest.jsonl", "--listing"))
    found = re.search(r"all: P (\S+) R (\S+) F1 \S+ \| next page (\d+)/(\d+) .* taken (\d+)", lists)
    assert found, lists
    precision, recall, right, all_pages, traps = map(float, found.groups())
    return {
        "gold.title": overall["title_exact"],
        "gold.day": overall["date_day_accuracy"],
        "gold.minute": overall["date_minute_accuracy"],
        "gold.body_strings": overall["body_strings_found"],
        "gold.leak_strings": overall["leak_strings"],
        "gold.programmes_precision": overall["programmes_leaf"][0] or 0.0,
        "gold.programmes_recall": overall["programmes_leaf"][1],
        "gold.forbidden_hits": overall["forbidden_hits"],
        "gold.kind": overall["kind_accuracy"],
        "gold.amounts": overall["amounts_no_role"][2],
        "gold.amounts_role": overall["amounts_role"][2],
        "gold.list_precision": precision,
        "gold.list_recall": recall,
        "gold.list_next": right / all_pages,
        "gold.list_traps": traps,
    }


def score_real(folder: Path, real: Path) -> dict[str, float]:
    """Scores of the real pages: lists, failures, records of public bulletins."""
    report = folder / "real.json"
    lists = extract(folder, real / "listing-manifest.jsonl", "--listing")
    pages = extract(folder, real / "manifest.jsonl")
    words = ("--lists", lists, "--articles", pages, "--failures", pages, "--json", report)
    run(real / "score_real.py", *words)
    found = json.loads(report.read_text("utf-8"))
    listed, failed, read = found["lists"]["all"], found["failures"]["all"], found["articles"]["all"]
    return {
        "real.list_precision": listed["precision"],
        "real.list_recall": listed["recall"],
        "real.list_exact": listed["exact_pages"],
        "real.list_next": listed["next_page"],
        "real.list_traps": listed["traps_taken"],
        "real.failures": failed["recognised"],
        "real.failure_class": failed["right_class"],
        "real.false_alarms": len(found["failures"]["false_alarms"]),
        "real.title": read["title"],
        "real.day": read["day"],
        "real.must": read["must"],
    }


def fallen(scores: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """One line for each score on the wrong side of its floor (or ceiling)."""
    lines = []
    for name, floor in floors.items():
        score = scores[name] or 0.0
        wrong = score > floor + 1e-9 if name in CEILINGS else score < floor - 1e-9
        if wrong:
            lines.append(
                f"{name}: {score:.4f}, {'at most' if name in CEILINGS else 'at least'} {floor:.4f} wanted"
            )
    return lines


def main() -> int:
    """Print every score; 1 when one fell."""
    if not SHARED.is_dir():
        print("Gold gate: no labelled pages beside the checkout (../shared); nothing measured.")
        return 1 if os.environ.get("CI") else 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scores = score_gold(folder, SHARED / "gold") | score_real(folder, SHARED / "real")
    floors = json.loads(FLOORS.read_text("utf-8"))
    for name, score in scores.items():
        bound = f"{floors[name]:.4f}" if name in floors else "-"
        print(f"{name:28} {score or 0.0:8.4f}   {'at most' if name in CEILINGS else 'floor'} {bound}")
    wrong = fallen(scores, floors)
    print("\n".join(wrong) if wrong else "Gold gate: every score holds its floor.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
