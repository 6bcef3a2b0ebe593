"""Where the demo may be made."""

from __future__ import annotations

from collections.abc import Sequence

import frappe
from frappe import _

from mentoring_scheme.setup.demo import steps

REAL_DATA = ("Mentoring Scheme", "Mentoring Participant", "Mentoring Household")


def refuse_real_data(ours: Sequence[str]) -> None:
	"""Refuse a site that holds schemes or people other than the demo's own. Raises frappe.ValidationError.

	`ours`: the names of the demo's schemes. A step is kept whole or not at all, so whatever is there while no step of
	the demo is done is somebody else's.
	"""
	finished = [name for name in ours if name in steps.done()]
	others = frappe.get_all(
		"Mentoring Scheme", {"name": ["not in", finished or [""]]}, pluck="name", order_by="name"
	)
	people = not finished and any(frappe.db.count(doctype) for doctype in REAL_DATA)
	if others or people:
		what = ", ".join(others) or _("people")
		frappe.throw(
			_(
				"This site holds data of its own ({0}), and the demo is never mixed with it. Make a site for the demo: make site SITE=demo.localhost"
			).format(what),
			title=_("No demo here"),
		)


def need_faker() -> None:
	"""Refuse where Faker, which invents the people, is not installed. Raises frappe.ValidationError."""
	try:
		import faker  # noqa: F401
	except ImportError:
		frappe.throw(
			_("The demo's people are invented by Faker, which is not installed. Install it with: {0}").format(
				"bench pip install 'Faker>=25'"
			),
			title=_("Faker is missing"),
		)
