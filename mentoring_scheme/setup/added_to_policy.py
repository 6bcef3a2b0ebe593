"""What a new version of the app adds to the policies of schemes that there are already; used by patches."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import frappe
from frappe.model.document import Document

from mentoring_scheme.policy import presets

SCHEME = "Mentoring Scheme"


def add_from_preset(
	fieldnames: Sequence[str],
	*,
	unless: Sequence[str],
	noted: str,
	told: str,
	also: Callable[[Document], None] | None = None,
) -> None:
	"""Give the schemes that follow a ready-made policy what it says in these fields, as a new version.

	A scheme that has something in one of the fields `unless` keeps what it has. `noted` is the note of the new version,
	with the ready-made policy as {0}; `told` stands on the timeline of a scheme that follows none, once. `also`: what else
	is done to a scheme before it is saved.
	"""
	for name in frappe.get_all(SCHEME, pluck="name", order_by="name"):
		scheme = frappe.get_doc(SCHEME, name)
		if any(scheme.get(fieldname) for fieldname in unless):
			continue
		if scheme.preset in presets.names():
			policy = presets.read(scheme.preset)["policy"]
			scheme.update({fieldname: policy[fieldname] for fieldname in fieldnames})
			if also:
				also(scheme)
			scheme.change_note = noted.format(scheme.preset)
			scheme.save()
		else:
			tell_once(scheme, told)


def add_row_from_preset(table: str, key: str, value: str, *, noted: str, told: str) -> None:
	"""Give the schemes that follow a ready-made policy its row with this value in the field `key`, as a new version.

	A scheme whose table is empty does not use it, and one that has the row keeps its own. `noted` and `told` as above.
	"""
	for name in frappe.get_all(SCHEME, pluck="name", order_by="name"):
		scheme = frappe.get_doc(SCHEME, name)
		rows = scheme.get(table)
		if not rows or any(row.get(key) == value for row in rows):
			continue
		if scheme.preset in presets.names():
			policy = presets.read(scheme.preset)["policy"]
			scheme.append(table, next(row for row in policy[table] if row[key] == value))
			scheme.change_note = noted.format(scheme.preset)
			scheme.save()
		else:
			tell_once(scheme, told)


def tell_once(scheme: Document, note: str) -> None:
	"""Put a note on the scheme's timeline, unless it stands there already."""
	on_scheme = {"reference_doctype": SCHEME, "reference_name": scheme.name, "content": note}
	if not frappe.db.exists("Comment", on_scheme):
		scheme.add_comment("Info", note)
