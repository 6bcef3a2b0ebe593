"""What a mentee would like in a mentor; it takes the place of comparing the two people (R18)."""

from __future__ import annotations

from collections.abc import Hashable

from .choices import PERSONAL, Criterion
from .distance import Apart
from .fits import NOT_KNOWN_OF_MENTEE, Question
from .match_values import WISH_PERSONAL, Contribution, MentorCase, Wish
from .text import _, several
from .verdicts import Finding, passed, warn
from .wishes import is_met


class Liked(Question):
	"""The share of what the mentee would like that the mentor has; not known where any of it is not known."""

	def __init__(self, criterion: Criterion, weight: int, wishes: list[Wish]) -> None:
		super().__init__(criterion, weight, asked=True)
		self._wishes = wishes

	@property
	def missing(self) -> Finding | None:
		if all(wish.names_something for wish in self._wishes):
			return None
		remedy = _("Record what the mentee asks for.")
		if self.criterion in PERSONAL:
			message = _("The mentee asked for something personal, but what is not recorded.")
			return warn("R18", NOT_KNOWN_OF_MENTEE, message, remedy, occasion="personal")
		message = _("The mentee would like something ({criterion}), but what is not recorded.")
		name = self.criterion.value
		return warn("R18", NOT_KNOWN_OF_MENTEE, message, remedy, occasion=name, criterion=name)

	def known_of(self, mentor: MentorCase, found: Apart) -> Hashable:
		"""Which of the wishes are met; for distance, how far it is."""
		return found.miles if self.criterion is Criterion.DISTANCE else self._met(mentor, found)

	def _met(self, mentor: MentorCase, found: Apart) -> tuple[bool | None, ...]:
		return tuple(is_met(wish, mentor.person, found) for wish in self._wishes)

	def _answer(self, mentor: MentorCase, found: Apart) -> Contribution:
		met = self._met(mentor, found)
		fit = None if None in met else 100 * met.count(True) // len(met)
		if self.criterion in PERSONAL:
			return self._contribution(fit, _personal(fit))
		if self.criterion is Criterion.DISTANCE:
			return self._contribution(fit, self._how_far(found.miles))
		return self._contribution(fit, self._because(fit, met))

	def _because(self, fit: int | None, met: tuple[bool | None, ...]) -> Finding:
		has = [wish.what for wish, is_there in zip(self._wishes, met, strict=True) if is_there]
		return passed(
			"R18",
			"match-liked",
			_message(fit),
			shared=len(has),
			asked=len(met),
			values=", ".join(sorted(has)),
			wanted=", ".join(sorted(wish.what for wish in self._wishes if wish.names_something)) or None,
		)

	def _how_far(self, miles: int | None) -> Finding:
		limits = ", ".join(str(miles) for miles in sorted(wish.miles or 0 for wish in self._wishes) if miles)
		if miles is None:
			message = _(
				"How far away the mentor lives is not known; the mentee would like at most {asked} miles."
			)
		else:
			message = several(
				miles,
				_("Lives {miles} mile away; the mentee would like at most {asked}."),
				_("Lives {miles} miles away; the mentee would like at most {asked}."),
			)
		return passed("R18", "match-distance", message, miles=miles, asked=limits or None)


def _message(fit: int | None) -> str:
	if fit is None:
		return _("It is not known whether the mentor has what the mentee would like: {wanted}.")
	if fit == 100:
		return _("Has what the mentee would like: {values}.")
	if fit == 0:
		return _("Does not have what the mentee would like: {wanted}.")
	return _("Has {shared} of the {asked} things that the mentee would like: {values}.")


def _personal(fit: int | None) -> Finding:
	"""Says neither what was asked for nor about what, because more people read it than may know."""
	if fit is None:
		message = _("It is not known whether it matches something personal that the mentee asked for.")
	elif fit == 100:
		message = _("It matches what the mentee asked for.")
	elif fit == 0:
		message = _("It does not match something personal that the mentee asked for.")
	else:
		message = _("It matches part of what the mentee asked for.")
	return passed("R18", WISH_PERSONAL, message)
