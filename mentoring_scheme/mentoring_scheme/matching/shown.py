"""A shortlist in words and figures, as screens show it.

Personal criteria are named only to those who may read the mentee's equality profile, and even they see no value. To
everybody else all of them together are one row, of which only the weight and the points are told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from frappe import _
from frappe.utils import formatdate

from mentoring_scheme.mentoring_scheme.verdict import message_of, remedy_of
from mentoring_scheme.policy.choices import Criterion
from mentoring_scheme.policy.matching import (
	Candidate,
	Contribution,
	EarlierLink,
	Excluded,
	MenteeCase,
	MentorCase,
	Wish,
)
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.verdicts import Finding

TENTHS = 10


@dataclass(frozen=True)
class Viewer:
	"""What whoever looks at a shortlist may see: the names of personal criteria, and which earlier links."""

	sees_personal: bool = False
	links: frozenset[str] = frozenset()


class Shown:
	"""One mentee's candidates for one viewer. `mentors`: the cases, by name."""

	def __init__(self, mentors: Mapping[str, MentorCase], policy: SchemePolicy, viewer: Viewer) -> None:
		self.mentors = mentors
		self.policy = policy
		self.viewer = viewer

	def candidate(self, candidate: Candidate, rank: int | None = None) -> dict[str, Any]:
		"""One mentor's figures; `rank` None where the whole list was not asked for."""
		mentor = self.mentors[candidate.mentor]
		ask_first = candidate.ask_first
		warnings = [
			finding
			for finding in candidate.assessment.warnings
			if finding not in ask_first and finding.key not in mentor.decided
		]
		return {
			"mentor": candidate.mentor,
			"mentor_name": mentor.name,
			"rank": rank,
			"score": of_hundred(candidate.score),
			"lowest": of_hundred(candidate.lowest),
			"highest": of_hundred(candidate.highest),
			"kind": _(mentor.kind.value),
			"load": candidate.load,
			"places": candidate.places,
			"distance": distance_in_words(candidate),
			"contributions": contributions(candidate, self.policy, named=self.viewer.sees_personal),
			"warnings": [_finding(finding) for finding in warnings],
			"ask_first": [_without_rule(finding) for finding in ask_first],
			"earlier": [self.earlier(link) for link in candidate.earlier],
		}

	def excluded(self, excluded: Excluded) -> dict[str, Any]:
		"""A mentor who cannot be proposed, and why not."""
		return {
			"mentor": excluded.mentor,
			"mentor_name": self.mentors[excluded.mentor].name,
			"reasons": reasons(excluded.reasons),
		}

	def earlier(self, earlier: EarlierLink) -> dict[str, Any]:
		"""A link that the two had before; named where the viewer may open it."""
		return {
			"link": earlier.link if earlier.link in self.viewer.links else None,
			"text": earlier_in_words(earlier),
			"good": earlier.good,
		}


def contributions(candidate: Candidate, policy: SchemePolicy, *, named: bool) -> list[dict[str, Any]]:
	"""What each criterion gives to the score. `named`: whether personal criteria may be named."""
	weights = sum(each.weight for each in candidate.contributions)
	hidden = [] if named else [each for each in candidate.contributions if each.personal]
	rows = [
		_contribution(each, policy, weights) for each in candidate.contributions if named or not each.personal
	]
	return [*rows, _together(hidden, policy, weights)] if hidden else rows


def reasons(findings: Iterable[Finding]) -> list[dict[str, Any]]:
	"""What stands in the way, and what can be done about it."""
	return [{**_finding(finding), "overridable": finding.overridable} for finding in findings]


def missing(findings: Iterable[Finding]) -> list[dict[str, str]]:
	"""What is not known of the mentee."""
	return [_without_rule(finding) for finding in findings]


def wishes(mentee: MenteeCase) -> list[dict[str, str]]:
	"""The wishes that are not personal, in words."""
	return [
		{"strength": _(wish.strength.value), "text": wish_in_words(wish)}
		for wish in mentee.wishes
		if not wish.personal
	]


def wish_in_words(wish: Wish) -> str:
	"""What one wish says, without its strength."""
	if wish.criterion is Criterion.DISTANCE:
		return _("{0}: {1} miles").format(_(wish.criterion.value), wish.miles)
	return _("{0}: {1}").format(_(wish.criterion.value), wish.what)


def distance_in_words(candidate: Candidate) -> str:
	"""How far apart the two live, as far as that is known."""
	if candidate.miles is not None:
		return _("1 mile") if candidate.miles == 1 else _("{0} miles").format(candidate.miles)
	if candidate.same_area is None:
		return _("Not known")
	return _("Same area") if candidate.same_area else _("Another area")


def earlier_in_words(earlier: EarlierLink) -> str:
	"""How an earlier link of the pair went."""
	when = formatdate(earlier.ended_on) if earlier.ended_on else _("a day that is not recorded")
	if earlier.good is None:
		return _("They had a link until {0}; how it ended says nothing about the two.").format(when)
	if earlier.good:
		return _("They had a link until {0}, and it went well.").format(when)
	return _("They had a link until {0}, and it did not go well.").format(when)


def points_of(weight: int, fit: int, weights: int) -> int:
	"""What a criterion gives to the score, in tenths of its hundred."""
	return (TENTHS * weight * fit + weights // 2) // weights if weights else 0


def counted_fit(contribution: Contribution, policy: SchemePolicy) -> int:
	"""The fit as it counts: what is not known, as the policy says."""
	return policy.unknown_counts if contribution.fit is None else contribution.fit


def _contribution(each: Contribution, policy: SchemePolicy, weights: int) -> dict[str, Any]:
	return {
		"criterion": _(each.criterion.value),
		"asked": each.asked,
		"weight": each.weight,
		"fit": each.fit,
		"points": points_of(each.weight, counted_fit(each, policy), weights),
		"text": _sentence(each),
	}


def _sentence(each: Contribution) -> str:
	"""Findings about personal criteria never name them; whoever may know is told which is meant."""
	sentence = message_of(each.finding)
	return _("{0}: {1}").format(_(each.criterion.value), sentence) if each.personal else sentence


def _together(hidden: Sequence[Contribution], policy: SchemePolicy, weights: int) -> dict[str, Any]:
	"""All personal criteria as one, so that nobody learns which they are."""
	weight = sum(each.weight for each in hidden)
	known = [each for each in hidden if each.fit is not None]
	known_weight = sum(each.weight for each in known)
	counted = sum(each.weight * counted_fit(each, policy) for each in hidden)
	return {
		"criterion": _("Asked for personally"),
		"asked": True,
		"weight": weight,
		"fit": sum(each.weight * (each.fit or 0) for each in known) // known_weight if known_weight else None,
		"points": (TENTHS * counted + weights // 2) // weights if weights else 0,
		"text": _together_in_words(hidden, known),
	}


def _together_in_words(hidden: Sequence[Contribution], known: Collection[Contribution]) -> str:
	if not known:
		return _("It is not known whether it matches what the mentee asked for.")
	if len(known) < len(hidden):
		return _(
			"Part of it is not known; the rest is counted as far as it matches what the mentee asked for."
		)
	fits = {each.fit for each in known}
	if fits == {100}:
		return _("It matches what the mentee asked for.")
	if fits == {0}:
		return _("It does not match what the mentee asked for.")
	return _("It matches part of what the mentee asked for.")


def _finding(finding: Finding) -> dict[str, str]:
	return {"rule": finding.rule, **_without_rule(finding)}


def _without_rule(finding: Finding) -> dict[str, str]:
	return {"text": message_of(finding), "remedy": remedy_of(finding)}


def of_hundred(score: int) -> int:
	"""A score of a thousand as one of a hundred, as people read it."""
	return (score + 5) // 10
