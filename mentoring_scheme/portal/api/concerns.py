"""What the forms by which somebody raises a concern are sent to."""

import frappe

from mentoring_scheme.portal.concerns import RAISED, SAY, WORRY, YES, write
from mentoring_scheme.portal.forms import Answers, put_by
from mentoring_scheme.portal.frame import HOME, go_to


@frappe.whitelist(methods=["POST"])
def raise_worry(
	key: str,
	place: str = "",
	kind: str = "",
	happened: str = "",
	danger: str = "",
	told: str = "",
	why_not: str = "",
	to: str = "",
) -> None:
	"""A mentor's worry."""
	typed = {"place": place, "kind": kind, "happened": happened, "danger": danger, "to": to}
	_raise(WORRY, key, Answers({**typed, "told": told, "why_not": why_not}))


@frappe.whitelist(methods=["POST"])
def say(
	key: str,
	place: str = "",
	kind: str = "",
	happened: str = "",
	danger: str = "",
	to: str = "",
) -> None:
	"""What a mentee wants to say; nothing of it reaches the mentor (R38)."""
	_raise(
		SAY, key, Answers({"place": place, "kind": kind, "happened": happened, "danger": danger, "to": to})
	)


def _raise(form: str, key: str, answers: Answers) -> None:
	kept = write(form, key, answers)
	if kept:
		return go_to(RAISED, done="danger" if answers.typed["danger"] == YES else "sent")
	answers.typed["key"] = key
	put_by(form, answers)
	return go_to(f"{HOME}/{form}", again="1")
