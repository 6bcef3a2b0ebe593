"""Ticks the steps of the onboarding by what is there, wherever it was made: in a form, by import, by somebody else.

The platform ticks a step only for whoever goes through its own buttons. Here each save of a document asks whether a step that
rests on it is done; once all are, this costs a look into the cache.
"""

from __future__ import annotations

from typing import Any

import frappe
from frappe.model.document import Document

STEP = "Onboarding Step"
# A step is done as soon as there is such a document; it is looked for when a document of the first kind is saved.
DONE_BY: dict[str, tuple[str, str, dict[str, Any]]] = {
	"Mentoring choose a policy": ("Mentoring Scheme", "Mentoring Scheme", {}),
	"Mentoring name the people": ("Mentoring Scheme", "Mentoring Scheme Member", {}),
	"Mentoring add an area": ("Mentoring Area", "Mentoring Area", {}),
	"Mentoring add the people": ("Mentoring Participant", "Mentoring Participant", {}),
	"Mentoring make a mentor": ("Mentor", "Mentor", {}),
	"Mentoring make a mentee": ("Mentee", "Mentee", {}),
	"Mentoring find a mentor": ("Mentoring Link", "Mentoring Link", {}),
	"Mentoring write an agreement": ("Mentoring Agreement", "Mentoring Agreement", {}),
	"Mentoring invite to the portal": (
		"Mentoring Participant",
		"Mentoring Participant",
		{"user": ["is", "set"]},
	),
}


def on_save(doc: Document, method: str | None = None) -> None:
	"""Tick what the saved document has brought about (event on_update)."""
	for step, (watched, kind, filters) in DONE_BY.items():
		if watched == doc.doctype:
			_tick_if_done(step, kind, filters)


def tick_all() -> None:
	"""Tick every step that is done, on a site that has been in use."""
	for step, (_watched, kind, filters) in DONE_BY.items():
		_tick_if_done(step, kind, filters)


def _tick_if_done(step: str, kind: str, filters: dict[str, Any]) -> None:
	open_step = frappe.get_cached_value(STEP, step, "is_complete") == 0
	if open_step and frappe.db.exists(kind, filters or {"name": ["is", "set"]}):
		frappe.db.set_value(STEP, step, "is_complete", 1)
