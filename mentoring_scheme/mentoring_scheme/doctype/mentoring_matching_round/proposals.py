"""The ticked pairs of a round become links in the state Proposed, each by itself (R21)."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _
from frappe.utils import escape_html, strip_html

from mentoring_scheme.mentoring_scheme.doctype.mentoring_matching_round import calculation
from mentoring_scheme.mentoring_scheme.verdict import ReasonNeeded

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_matching_round.mentoring_matching_round import (
		MentoringMatchingRound,
	)

# So many are dealt with in one request: whoever ticks hundreds sees them go on, and nothing is lost half way.
AT_ONCE = 20
SPEAKS_FOR = 60
REASONS_TOLD = 3


def propose(matching_round: MentoringMatchingRound) -> dict[str, int]:
	"""Deal with the first ticked pairs, and write on each row what came of it."""
	ticked = [row for row in matching_round.pairs if row.chosen]
	now = ticked[:AT_ONCE]
	states = _hold_people(now)
	for row in now:
		_propose_one(matching_round, row, states)
	made = [row for row in now if row.link]
	_note(matching_round, made)
	return {"proposed": len(made), "failed": len(now) - len(made), "left": len(ticked) - len(now)}


def _hold_people(rows: Sequence[Any]) -> Mapping[str, str]:
	"""Hold mentors and mentees until the request ends, and say where the mentees stand now.

	Whoever proposes one of them meanwhile, by hand or from another round, waits. A link holds its mentor before it
	touches its mentee, so the mentors come first here as well, and all in the order of their names.
	"""
	_held("Mentor", "stage", [row.mentor for row in rows])
	return _held("Mentee", "status", [row.mentee for row in rows])


def _held(doctype: str, fieldname: str, names: list[str]) -> Mapping[str, str]:
	people = frappe.qb.DocType(doctype)
	query = (
		frappe.qb.from_(people)
		.select(people.name, people[fieldname])
		.where(people.name.isin(names))
		.orderby(people.name)
		.for_update()
	)
	return dict(query.run())


def _propose_one(matching_round: MentoringMatchingRound, row: Any, states: Mapping[str, str]) -> None:
	"""One pair, on its own: what is refused is undone and told on the row, and the others go on."""
	if states.get(row.mentee) != "Waiting":
		_settle(row, _no_longer_waiting(row, states.get(row.mentee)))
		return
	if row.reason and (unseen := _unseen_warnings(matching_round, row)):
		_settle(row, _("There is something new to give a reason for. {0}").format(" ".join(unseen)))
		return
	frappe.db.savepoint("pair")
	try:
		link = _make_link(matching_round, row)
	except frappe.ValidationError as error:
		frappe.db.rollback(save_point="pair")
		frappe.clear_messages()  # told on the row; a window for each would bury the others
		if isinstance(error, ReasonNeeded):
			_unseen_warnings(matching_round, row)
		_settle(row, _plain(str(error)))
	else:
		frappe.db.release_savepoint("pair")
		_settle(row, "", link)


def _make_link(matching_round: MentoringMatchingRound, row: Any) -> str:
	"""The link, through its own document with all its rules."""
	link = frappe.new_doc("Mentoring Link")
	link.update(
		{
			"mentor": row.mentor,
			"mentee": row.mentee,
			"match_explanation": _why(matching_round, row),
			"decision_reason": row.reason,
		}
	)
	link.flags.matching_round = matching_round.name
	link.insert()
	if link.decision_reason:
		# nothing asked for it any more, and it must not answer a question that somebody asks later
		link.db_set("decision_reason", None)
	return link.name


def _why(matching_round: MentoringMatchingRound, row: Any) -> str:
	"""Why this pair, for those who read the link. They may not know of others in the round, so it names none of them; the
	score stands on the link, in the form that tells nothing personal.
	"""
	begun = (
		_("Staff had decided on this pair before the round “{0}”.")
		if row.locked
		else _("Found in the round “{0}”, in which all who wait and all free places were looked at together.")
	).format(matching_round.title)
	return " ".join([begun, *_strongest(frappe.parse_json(row.contributions or "[]"))])


def _strongest(contributions: list[dict[str, Any]]) -> list[str]:
	"""What speaks most for the pair."""
	fitting = [each for each in contributions if each["fit"] is not None and each["fit"] >= SPEAKS_FOR]
	best = sorted(fitting, key=lambda each: -each["points"])[:REASONS_TOLD]
	return list(dict.fromkeys(each["text"] for each in best))


def _unseen_warnings(matching_round: MentoringMatchingRound, row: Any) -> list[str]:
	"""What asks for a reason now and did not when the row was looked at: a reason answers only what was seen.

	From now on the row shows it, so that the next attempt asks beforehand.
	"""
	seen = {each["text"] for each in frappe.parse_json(row.warnings or "[]")}
	warnings = calculation.warnings_now(matching_round.scheme, row.mentee, row.mentor)
	row.db_set("warnings", frappe.as_json(warnings, indent=None))
	return [each["text"] for each in warnings if each["text"] not in seen]


def _settle(row: Any, outcome: str, link: str | None = None) -> None:
	"""Write the outcome on the row alone: rows of which nothing came now stay as they are, however many there are."""
	row.db_set({"chosen": 0, "outcome": outcome, "link": link})


def _note(matching_round: MentoringMatchingRound, made: list[Any]) -> None:
	"""What was done stands on the timeline, with who did it; whoever has the round open elsewhere must reload it."""
	matching_round.db_set("status", "Proposed" if matching_round.has_proposals() else matching_round.status)
	if made:
		pairs = " · ".join(f"{row.mentee_name} – {row.mentor_name} ({row.link})" for row in made)
		matching_round.add_comment("Info", escape_html(_("Proposed: {0}").format(pairs)))


def _no_longer_waiting(row: Any, status: str | None) -> str:
	if status is None:
		return _("{0} is no longer there.").format(row.mentee_name)
	return _("{0} does not wait for a mentor any more (“{1}”).").format(row.mentee_name, _(status))


def _plain(message: str) -> str:
	"""A message of the desk as plain text."""
	return " ".join(html.unescape(strip_html(message.replace("<", " <"))).split())
