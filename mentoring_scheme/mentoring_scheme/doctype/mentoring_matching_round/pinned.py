"""Pairs that staff have decided about before a round is worked out: locked or excluded."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_matching_round.mentoring_matching_round import (
		MentoringMatchingRound,
	)

LOCK, EXCLUDE = "Lock", "Exclude"
Pair = tuple[str, str]


def check(matching_round: MentoringMatchingRound) -> None:
	"""Refuse pins that contradict each other, lead out of the scheme, or exclude without saying why.

	Raises frappe.ValidationError.
	"""
	pins = matching_round.pins
	_check_scheme(matching_round, "Mentee", [pin.mentee for pin in pins])
	_check_scheme(matching_round, "Mentor", [pin.mentor for pin in pins])
	_check_once(pins)
	_check_locks(pins)
	_check_reasons(pins)


def locked(matching_round: MentoringMatchingRound) -> list[Pair]:
	"""The pairs that are taken first."""
	return _pairs(matching_round.pins, LOCK)


def excluded(matching_round: MentoringMatchingRound) -> list[Pair]:
	"""The pairs that are never taken."""
	return _pairs(matching_round.pins, EXCLUDE)


def _pairs(pins: list[Any], kind: str) -> list[Pair]:
	return [(pin.mentee, pin.mentor) for pin in pins if pin.pin == kind]


def _check_scheme(matching_round: MentoringMatchingRound, role: str, names: list[str]) -> None:
	filters = {"name": ["in", names], "scheme": ["!=", matching_round.scheme]}
	foreign = frappe.get_all(role, filters, ["participant_name", "scheme"], limit=1) if names else []
	for row in foreign:
		frappe.throw(
			_(
				"{0} belongs to the scheme {1}. A pair that you lock or exclude is one of the scheme {2}."
			).format(row.participant_name, row.scheme, matching_round.scheme)
		)


def _check_once(pins: list[Any]) -> None:
	"""Each pair stands in the table once, so it is not locked and excluded at the same time."""
	first: dict[Pair, Any] = {}
	for pin in pins:
		before = first.setdefault((pin.mentee, pin.mentor), pin)
		if before is pin:
			continue
		if before.pin == pin.pin:
			frappe.throw(
				_(
					"{0} and {1} stand in the rows {2} and {3} of the locked and excluded pairs. Remove one of the two."
				).format(_mentee(pin), _mentor(pin), before.idx, pin.idx)
			)
		frappe.throw(
			_("{0} and {1} are locked and excluded at the same time. Remove row {2} or row {3}.").format(
				_mentee(pin), _mentor(pin), before.idx, pin.idx
			)
		)


def _check_locks(pins: list[Any]) -> None:
	locks = [pin for pin in pins if pin.pin == LOCK]
	times = Counter(pin.mentee for pin in locks)
	for pin in locks:
		if times[pin.mentee] > 1:
			mentors = " · ".join(_mentor(each) for each in locks if each.mentee == pin.mentee)
			frappe.throw(
				_("{0} is locked with more than one mentor: {1}. Keep one of these pairs.").format(
					_mentee(pin), mentors
				)
			)


def _check_reasons(pins: list[Any]) -> None:
	for pin in pins:
		if pin.pin == EXCLUDE and not (pin.reason or "").strip():
			frappe.throw(
				_("Write why {0} and {1} are not to be brought together (row {2}).").format(
					_mentee(pin), _mentor(pin), pin.idx
				)
			)


def _mentee(pin: Any) -> str:
	return pin.mentee_name or pin.mentee


def _mentor(pin: Any) -> str:
	return pin.mentor_name or pin.mentor
