"""Wishes that make no sense, alone or together (R18)."""

from __future__ import annotations

from collections.abc import Sequence

from .choices import ATTRIBUTES, PERSONAL, Criterion, Strength
from .errors import PolicyError
from .match_values import Wish, folded
from .text import _

CAN_BE_WISHED = frozenset((*ATTRIBUTES, *PERSONAL, Criterion.APPROVAL_TYPE, Criterion.DISTANCE))

# Of these a person has one at a time, so that two of them cannot both be there.
SINGLE_VALUED = frozenset(
	(
		Criterion.ETHNICITY,
		Criterion.RELIGION,
		Criterion.GENDER,
		Criterion.SEXUAL_ORIENTATION,
		Criterion.DISABILITY,
		Criterion.RELATIONSHIP_STATUS,
	)
)


def check_wishes(wishes: Sequence[Wish]) -> None:
	"""Raise PolicyError for a wish that says nothing, repeats another or contradicts one."""
	for number, wish in enumerate(wishes):
		path = f"wishes[{number}]"
		_check_alone(wish, path)
		for earlier in wishes[:number]:
			if earlier.criterion is wish.criterion:
				_check_repeated(earlier, wish, path)
				_check_together(earlier, wish, path)
		_check_single(wish, wishes[:number], path)


def _check_alone(wish: Wish, path: str) -> None:
	if wish.criterion not in CAN_BE_WISHED:
		raise PolicyError(
			f"{path}.criterion", _("“{criterion}” is nothing to wish for."), criterion=wish.criterion.value
		)
	if wish.criterion is not Criterion.DISTANCE:
		if not wish.wanted:
			raise PolicyError(f"{path}.values", _("Say what is asked for."))
	elif wish.values:
		raise PolicyError(f"{path}.values", _("A wish about distance names miles and nothing else."))
	elif wish.miles is None or wish.miles < 1:
		raise PolicyError(f"{path}.miles", _("Say how many miles, at least 1."))


def _check_repeated(earlier: Wish, wish: Wish, path: str) -> None:
	if wish.criterion is Criterion.DISTANCE:
		same = earlier.strength is wish.strength
		if same and (earlier.miles == wish.miles or wish.strength is not Strength.WOULD_LIKE):
			raise PolicyError(f"{path}.miles", _("An earlier row says this about distance already."))
	elif earlier.wanted == wish.wanted and _pull_together(earlier, wish):
		raise PolicyError(f"{path}.values", _("“{what}” stands in an earlier row already."), what=wish.what)


def _check_together(earlier: Wish, wish: Wish, path: str) -> None:
	if wish.criterion is Criterion.DISTANCE:
		_check_miles(earlier, wish, path)
	elif not _pull_together(earlier, wish):
		_check_opposed(earlier, wish, path)


def _pull_together(earlier: Wish, wish: Wish) -> bool:
	"""Whether both ask for something, or both against it."""
	return (earlier.strength is Strength.MUST_NOT) == (wish.strength is Strength.MUST_NOT)


def _check_miles(earlier: Wish, wish: Wish, path: str) -> None:
	if _pull_together(earlier, wish):
		return
	near, most = (earlier, wish) if earlier.strength is Strength.MUST_NOT else (wish, earlier)
	if (most.miles or 0) < (near.miles or 0):
		raise PolicyError(
			f"{path}.miles",
			_("Nobody can live at most {most} miles away and not nearer than {near} miles."),
			most=most.miles,
			near=near.miles,
		)


def _check_opposed(earlier: Wish, wish: Wish, path: str) -> None:
	both = earlier.wanted & wish.wanted
	if both:
		what = " / ".join(sorted(value.strip() for value in wish.values if folded(value) in both))
		raise PolicyError(
			f"{path}.strength",
			_("“{what}” is asked for in one row and not wanted in another; decide on one."),
			what=what,
		)


def _check_single(wish: Wish, earlier: Sequence[Wish], path: str) -> None:
	"""Of what a person has only one, everything that is insisted on must allow for the same one."""
	if wish.criterion not in SINGLE_VALUED or wish.strength is not Strength.MUST:
		return
	others = [each for each in earlier if (each.criterion, each.strength) == (wish.criterion, wish.strength)]
	if not wish.wanted.intersection(*(each.wanted for each in others)):
		raise PolicyError(
			f"{path}.values",
			_("A mentor cannot be both “{one}” and “{other}”; make them “Would like”, or keep one."),
			one=", ".join(each.what for each in others),
			other=wish.what,
		)
