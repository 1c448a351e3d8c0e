"""What every test may use."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# The folders of tests are named after the rooms: with `tests` on the path (pytest puts it there) they
# would be taken for the rooms themselves, unless the checkout stands there too.
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))
