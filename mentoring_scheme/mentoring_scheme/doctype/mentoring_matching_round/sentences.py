"""What is said above the pairs of a round: what came of it, and what to know before anything is proposed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import frappe
from frappe import _

from mentoring_scheme.mentoring_scheme.policy_source import policy_of_version

if TYPE_CHECKING:
	from mentoring_scheme.mentoring_scheme.doctype.mentoring_matching_round.mentoring_matching_round import (
		MentoringMatchingRound,
	)


def of_round(matching_round: MentoringMatchingRound) -> dict[str, Any]:
	"""The summary, and what stands in the way of proposing; `current` says whether pairs may be proposed now."""
	notes = list(_out_of_date(matching_round))
	return {
		"explained": _(
			"A round looks at everybody who waits and at all free places together and finds the pairs with the best total, so that a good pair for one does not leave another without a mentor. It proposes nothing by itself."
		),
		"summary": summary(matching_round),
		"out_of_date": notes,
		"notes": list(_notes(matching_round)),
		"current": bool(matching_round.policy_version) and not notes,
	}


def summary(matching_round: MentoringMatchingRound) -> str:
	"""How many mentees would have a mentor, and what it is worth, beside the same one by one."""
	if not matching_round.calculated_on:
		return ""
	if not matching_round.mentees_waiting:
		return _("Nobody was waiting for a mentor.")
	sentence = (
		_(
			"{matched} of {waiting} waiting mentee would have a mentor (one by one: {one_by_one}); total score {total} against {one_by_one_total}."
		)
		if matching_round.mentees_waiting == 1
		else _(
			"{matched} of {waiting} waiting mentees would have a mentor (one by one: {one_by_one}); total score {total} against {one_by_one_total}."
		)
	)
	told = sentence.format(
		matched=matching_round.matched,
		waiting=matching_round.mentees_waiting,
		one_by_one=matching_round.one_by_one_matched,
		total=matching_round.total_score,
		one_by_one_total=matching_round.one_by_one_total,
	)
	return " ".join(filter(None, [told, _with_waiting(matching_round)]))


def _with_waiting(matching_round: MentoringMatchingRound) -> str:
	"""What the totals are with the points for waiting, where the scheme gives any: these are what a round makes as large as it can be."""
	if matching_round.total_worth == matching_round.total_score:
		return ""
	return _("Counting the weeks waited, as the scheme does: {0} against {1}.").format(
		matching_round.total_worth, matching_round.one_by_one_worth
	)


def _out_of_date(matching_round: MentoringMatchingRound) -> Iterator[str]:
	if matching_round.status == "Out of date":
		yield _(
			"Who takes part, or who is locked or excluded, has changed since. Work the pairs out again before you propose any."
		)
	if matching_round.policy_version and matching_round.policy_version != _in_force(matching_round):
		yield (
			_(
				"The policy of the scheme has changed since these pairs were worked out. Make a new round for those who still wait."
			)
			if matching_round.has_proposals()
			else _(
				"The policy of the scheme has changed since these pairs were worked out. Work them out again."
			)
		)


def _in_force(matching_round: MentoringMatchingRound) -> str | None:
	return frappe.db.get_value("Mentoring Scheme", matching_round.scheme, "policy_version")


def _notes(matching_round: MentoringMatchingRound) -> Iterator[str]:
	if not matching_round.calculated_on:
		return
	if not matching_round.mentees_waiting:
		yield _(
			"Mentees take part once they were offered a mentor and said yes, until they are in a link. Record the offer on the mentee."
		)
	elif not matching_round.places_free:
		yield _(
			"There is no free place that any of them could use. Approve another mentor, or wait until a link is closed."
		)
	if not policy_of_version(matching_round.policy_version).matching_criteria:
		yield _(
			"The policy of the scheme weighs nothing, so every score is 0 unless a mentee has wishes, and the rules and the waiting time decide. Choose criteria of matching in the scheme."
		)
