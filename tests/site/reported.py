"""What a report shows to whoever is at work."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import frappe


def execute(report: str, **filters: Any) -> tuple[Any, ...]:
	folder = frappe.scrub(report)
	module = import_module(f"mentoring_scheme.mentoring_scheme.report.{folder}.{folder}")
	return module.execute(filters)


def rows(report: str, **filters: Any) -> list[dict[str, Any]]:
	return execute(report, **filters)[1]


def figures(report: str, **filters: Any) -> dict[str, Any]:
	"""The summary above it, by label."""
	return {card["label"]: card["value"] for card in execute(report, **filters)[4]}
