"""The demo is made in steps. What is done is kept with each, so that a run that was cut off can be run again."""

from __future__ import annotations

import json
from collections.abc import Callable

import frappe

from mentoring_scheme.setup.demo import mail

DONE = "mentoring_demo_steps"


def done() -> list[str]:
	"""The steps that are finished on this site."""
	return json.loads(frappe.db.get_default(DONE) or "[]")


def once(name: str, act: Callable[[], None]) -> bool:
	"""Do `act` unless it is done already; it and the note that it is done are kept together, or neither is.

	No e-mail that was written meanwhile is kept.

	Returns whether there was anything to do.
	"""
	if name in done():
		return False
	try:
		act()
		mail.discard()
		frappe.db.set_default(DONE, json.dumps([*done(), name]))
	except BaseException:
		frappe.db.rollback()
		raise
	frappe.db.commit()  # a command of its own: half a scheme is worth nothing, a whole one is kept
	return True
