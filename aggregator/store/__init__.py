"""The store: everything we keep, behind one class. The only room that speaks SQL."""

from __future__ import annotations

from aggregator.store.journal import Mark
from aggregator.store.query import Order, Query
from aggregator.store.store import Store

__all__ = ["Mark", "Order", "Query", "Store"]
