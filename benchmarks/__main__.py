"""`make bench`: every speed claim as a ratio against a baseline measured in the same run.

`python -m benchmarks [NAME …] [--full] [--write FILE]`; without names every bench runs. Quick by default:
`--full` takes the sizes of the claims and the better part of an hour.
"""

from __future__ import annotations

import argparse
import importlib
import os
import platform
from datetime import UTC, datetime
from pathlib import Path

BENCHES = (
    "reading", "growth", "dates", "tagging", "retagging", "publishing", "searching", "serving", "network",
    "spider", "scaling", "month",
)  # fmt: skip


def machine() -> str:
    """What the figures were measured on."""
    python = platform.python_version()
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {python}"


def main() -> None:
    """Run the named benches and print (or write) one Markdown table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("names", nargs="*", choices=[*BENCHES, []], help="which benches; all by default")
    parser.add_argument("--write", type=Path, help="write the table to this file as well")
    parser.add_argument("--full", action="store_true", help="the sizes of the claims, not a quick look")
    wanted = parser.parse_args()
    if wanted.full:
        os.environ["BENCH_FULL"] = "1"
    lines = [
        "# Benchmarks",
        "",
        f"Measured {datetime.now(UTC):%Y-%m-%d} on {machine()} by `make bench`.",
        "Absolute figures are guides; the claim is the ratio of ours to the baseline in the same run.",
        "Reading, growth, dates and tagging count seconds of the processor, the others those of the clock.",
        "",
        "| what | ours | baseline | ratio | target |",
        "| --- | --- | --- | --- | --- |",
    ]
    print("\n".join(lines))
    for name in wanted.names or BENCHES:
        for row in importlib.import_module(f"benchmarks.{name}").bench():
            lines.append(row.as_markdown())
            print(lines[-1], flush=True)
    if wanted.write:
        wanted.write.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
