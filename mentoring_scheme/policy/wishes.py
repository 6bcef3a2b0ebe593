"""What a mentee insists on in a mentor comes before any weight (R17, R18).

What is known not to be so is refused, and a manager may decide otherwise (R8); what nobody knows is asked first. Of
wishes about personal characteristics the findings say neither what they are about nor what was asked for, because
more people read findings than may read those wishes.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from zlib import crc32

from .choices import Criterion, MentorKind, Strength
from .distance import Apart, apart
from .match_values import WISH_NOT_KNOWN, WISH_PERSONAL, MenteeCase, MentorCase, Person, Wish, folded_all
from .text import _, several
from .verdicts import Assessment, Finding, passed, refuse, warn
from .wish_checks import check_wishes

__all__ = ["Demands", "assess_wishes", "check_wishes", "is_met"]

LONGEST_OCCASION = 100  # a decision is filed under it


def assess_wishes(mentee: MenteeCase, mentor: MentorCase) -> Assessment:
	"""Whether this mentor is of the kind that the mentee chose, and has what she must have and must not have."""
	return Assessment(Demands(mentee).findings(mentor, apart(mentee.person, mentor.person)))


def asks_for_a_mentor(mentee: MenteeCase) -> bool:
	"""Whether the mentee has said anything of the mentor whom she wants: where not, no mentor falls short of it."""
	return bool(mentee.wishes) or mentee.kind is not None


class Demands:
	"""What one mentee insists on, ready to be held against any number of mentors."""

	def __init__(self, mentee: MenteeCase) -> None:
		insisted = [wish for wish in mentee.wishes if wish.strength is not Strength.WOULD_LIKE]
		self._kind = mentee.kind
		self._open = [wish for wish in insisted if not wish.personal]
		self._personal = [wish for wish in insisted if wish.personal]
		self._made: dict[Hashable, Finding] = {}

	def findings(self, mentor: MentorCase, found: Apart) -> tuple[Finding, ...]:
		"""What comes of it with this mentor, who is known to live so far from the mentee."""
		return (
			*_kind(self._kind, mentor.kind),
			*(self._one(number, mentor.person, found) for number in range(len(self._open))),
			*_personal([is_met(wish, mentor.person, found) for wish in self._personal]),
		)

	def _one(self, number: int, mentor: Person, found: Apart) -> Finding:
		"""One finding for all mentors with whom it comes out the same."""
		wish = self._open[number]
		met = is_met(wish, mentor, found)
		known = number, met, found.miles if wish.criterion is Criterion.DISTANCE else None
		if known not in self._made:
			self._made[known] = _insisted(wish, met, found.miles)
		return self._made[known]


def is_met(wish: Wish, mentor: Person, found: Apart) -> bool | None:
	"""Whether a wish is met; None where that is not known, on either side."""
	there = _is_there(wish, mentor, found)
	return not there if there is not None and wish.strength is Strength.MUST_NOT else there


def _is_there(wish: Wish, mentor: Person, found: Apart) -> bool | None:
	if wish.criterion is Criterion.DISTANCE:
		if wish.miles is None or found.miles is None:
			return None
		if wish.strength is Strength.MUST_NOT:
			return found.miles < wish.miles
		return found.miles <= wish.miles
	known = folded_all(mentor.known(wish.criterion))
	return not wish.wanted.isdisjoint(known) if wish.wanted and known else None


def _kind(chosen: MentorKind | None, kind: MentorKind) -> list[Finding]:
	if chosen is None:
		return []
	if chosen is kind:
		message = _("The mentor is of the kind that the mentee chose: {kind}.")
		return [passed("R17", "mentor-kind", message, kind=kind.value)]
	message = (
		_("The mentee chose a peer mentor; this one is a traditional mentor.")
		if chosen is MentorKind.PEER
		else _("The mentee chose a traditional mentor; this one is a peer mentor.")
	)
	return [refuse("R17", "mentor-kind", message, _or_a_manager(), overridable=True, occasion=chosen.value)]


def _insisted(wish: Wish, met: bool | None, miles: int | None) -> Finding:
	if not wish.names_something:
		return _nothing_named(wish)
	if wish.criterion is Criterion.DISTANCE:
		return _insisted_distance(wish, met, miles)
	return _insisted_value(wish, met)


def _insisted_value(wish: Wish, met: bool | None) -> Finding:
	must = wish.strength is Strength.MUST
	wanted, criterion = wish.what, wish.criterion.value
	occasion = _occasion(f"{criterion}: {wanted}")
	if met:
		message = (
			_("Has “{wanted}” ({criterion}), on which the mentee insists.")
			if must
			else _("Does not have “{wanted}” ({criterion}), which the mentee does not want in a mentor.")
		)
		return passed("R18", _code(wish), message, wanted=wanted, criterion=criterion)
	if met is None:
		message = (
			_("The mentee insists on “{wanted}” ({criterion}); it is not known whether this mentor has it.")
			if must
			else _(
				"The mentee does not want “{wanted}” ({criterion}) in a mentor; "
				"it is not known whether this mentor has it."
			)
		)
		return warn(
			"R18",
			WISH_NOT_KNOWN,
			message,
			_ask_the_mentor(),
			occasion=occasion,
			wanted=wanted,
			criterion=criterion,
		)
	message = (
		_("The mentee insists on “{wanted}” ({criterion}), which this mentor does not have.")
		if must
		else _("The mentee does not want “{wanted}” ({criterion}) in a mentor, and this one has it.")
	)
	return refuse(
		"R18",
		_code(wish),
		message,
		_or_a_manager(),
		overridable=True,
		occasion=occasion,
		wanted=wanted,
		criterion=criterion,
	)


def _insisted_distance(wish: Wish, met: bool | None, miles: int | None) -> Finding:
	asked = wish.miles
	if miles is None:
		message = (
			_("The mentee insists on at most {asked} miles; how far away this mentor lives is not known.")
			if wish.strength is Strength.MUST
			else _(
				"The mentee wants nobody nearer than {asked} miles; how far away this mentor lives is not known."
			)
		)
		remedy = _("Record where both live, or go on with a reason.")
		return warn(
			"R18",
			WISH_NOT_KNOWN,
			message,
			remedy,
			occasion=f"{wish.strength.value} {asked} miles",
			asked=asked,
		)
	message = _miles_message(wish.strength, miles)
	if met:
		return passed("R18", _code(wish), message, miles=miles, asked=asked)
	return refuse(
		"R18",
		_code(wish),
		message,
		_or_a_manager(),
		overridable=True,
		occasion=f"{miles} of {asked} miles",
		miles=miles,
		asked=asked,
	)


def _miles_message(strength: Strength, miles: int) -> str:
	if strength is Strength.MUST:
		return several(
			miles,
			_("Lives {miles} mile away; the mentee insists on at most {asked}."),
			_("Lives {miles} miles away; the mentee insists on at most {asked}."),
		)
	return several(
		miles,
		_("Lives {miles} mile away; the mentee wants nobody nearer than {asked}."),
		_("Lives {miles} miles away; the mentee wants nobody nearer than {asked}."),
	)


def _nothing_named(wish: Wish) -> Finding:
	return warn(
		"R18",
		WISH_NOT_KNOWN,
		_("The mentee insists on something ({criterion}), but what is not recorded."),
		_("Record what the mentee asks for."),
		occasion=f"{wish.strength.value}: {wish.criterion.value}",
		criterion=wish.criterion.value,
	)


def _personal(met: list[bool | None]) -> Iterable[Finding]:
	"""One finding for all that are not met, one for all that nobody knows, and one where all are met."""
	unmet, unknown = met.count(False), met.count(None)
	if unmet:
		message = several(
			unmet,
			_("It does not match something personal that the mentee asked for."),
			_("It does not match {unmet} personal things that the mentee asked for."),
		)
		yield refuse(
			"R18",
			WISH_PERSONAL,
			message,
			_or_a_manager(),
			overridable=True,
			occasion=f"{unmet} of {len(met)}",
			unmet=unmet,
		)
	if unknown:
		message = several(
			unknown,
			_("It is not known whether it matches something personal that the mentee asked for."),
			_("It is not known whether it matches {unknown} personal things that the mentee asked for."),
		)
		remedy = _("Ask the co-ordinator, who can read what was asked for, or go on with a reason.")
		yield warn(
			"R18",
			WISH_NOT_KNOWN,
			message,
			remedy,
			occasion=f"personal, {unknown} of {len(met)}",
			unknown=unknown,
		)
	if met and not unmet and not unknown:
		yield passed("R18", WISH_PERSONAL, _("It matches what the mentee asked for."))


def _code(wish: Wish) -> str:
	return "wish-must" if wish.strength is Strength.MUST else "wish-must-not"


def _or_a_manager() -> str:
	return _("Choose another mentor.")


def _ask_the_mentor() -> str:
	return _("Ask the mentor and record the answer, or go on with a reason.")


def _occasion(text: str) -> str:
	"""A text that is short enough to file a decision under, and still its own."""
	if len(text) <= LONGEST_OCCASION:
		return text
	return f"{text[: LONGEST_OCCASION - 9]}#{crc32(text.encode()):08x}"
