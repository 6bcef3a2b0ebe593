"""Why nobody at all is possible for a mentee in a round (R18, R19)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..policy.text import _, several
from ..policy.verdicts import Finding, passed, warn
from .assignment import Flags


@dataclass(frozen=True)
class Obstacles:
	"""What may stand in the way, for each mentor or for each mentee and mentor; `lowest` is of 100."""

	refused_to_all: Flags
	refused: Flags
	excluded: Flags
	full: Flags
	ask_first: Flags
	too_low: Flags
	lowest: int


def why_nobody(mentee: str, row: int, found: Obstacles) -> tuple[Finding, ...]:
	"""The reasons, each with the number of mentors for whom it is the first that holds."""
	mentors = len(found.full)
	if not mentors:
		message = _("There is no mentor in this round.")
		return (warn("R18", "no-mentors", message, _("Recruit mentors, or take others into the round.")),)
	counted = _counted(row, found)
	if counted["no-place"] and counted["no-place"] + counted["not-available"] == mentors:
		message = _("Nobody who can be linked at present has a free place.")
		return (
			warn("R19", "no-free-places", message, _("Recruit mentors, or wait until a link is closed.")),
		)
	message = several(
		mentors,
		_("The only mentor of this round cannot be proposed to {mentee}."),
		_("Not one of the {mentors} mentors can be proposed to {mentee}."),
	)
	remedy = _("Look at the mentee's shortlist, which says of each mentor why not.")
	first = warn("R18", "nobody-possible", message, remedy, mentors=mentors, mentee=mentee)
	return (first, *_said(counted, found.lowest))


def _counted(row: int, found: Obstacles) -> dict[str, int]:
	"""How many mentors each reason rules out who have not been ruled out by an earlier one."""
	reasons = {
		"no-place": found.full,
		"not-available": found.refused_to_all,
		"pair-refused": found.refused[row],
		"excluded": found.excluded[row],
		"ask-first": found.ask_first[row],
		"score-too-low": found.too_low[row],
	}
	left = np.ones(len(found.full), dtype=np.bool_)
	counted = {}
	for code, holds in reasons.items():
		counted[code] = int((left & holds).sum())
		left &= ~holds
	return counted


def _said(counted: dict[str, int], lowest: int) -> Iterator[Finding]:
	sentences = {
		"no-place": ("R19", _("{count} has no free place."), _("{count} have no free place.")),
		"not-available": (
			"R9",
			_("{count} cannot be linked at present, whoever the mentee is."),
			_("{count} cannot be linked at present, whoever the mentee is."),
		),
		"pair-refused": (
			"R18",
			_("{count} is ruled out by a rule, or by what the mentee insists on."),
			_("{count} are ruled out by a rule, or by what the mentee insists on."),
		),
		"excluded": (
			"R18",
			_("{count} was excluded by the co-ordinator."),
			_("{count} were excluded by the co-ordinator."),
		),
		"ask-first": (
			"R18",
			_("{count} must first be asked about something on which the mentee insists."),
			_("{count} must first be asked about something on which the mentee insists."),
		),
		"score-too-low": (
			"R18",
			_("{count} scores below {lowest} of 100, the lowest score that is proposed in a round."),
			_("{count} score below {lowest} of 100, the lowest score that is proposed in a round."),
		),
	}
	for code, (rule, one, many) in sentences.items():
		if counted[code]:
			count = counted[code]
			yield passed(rule, code, several(count, one, many), count=count, lowest=lowest)
