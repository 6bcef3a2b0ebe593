"""What a forecast rests on. Each value is checked, and a problem names its field (PolicyError)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ..policy.choices import Unit
from ..policy.errors import PolicyError
from ..policy.reading import Limits
from ..policy.scheme import SchemePolicy
from ..policy.terms import TermFacts
from ..policy.text import _

MOST_LINKS = 5_000_000  # in all runs together: an hour's reckoning, and beyond any scheme

LIMITS: dict[str, Limits] = {
	"mentors": Limits(0, 5_000),
	"referrals_per_month": Limits(0, 1_000),
	"months": Limits(1, 120),
	"runs": Limits(1, 5_000),
	"seed": Limits(0, 2**31 - 1),
	"days_to_introduce": Limits(0, 365),
	"days_since_approval": Limits(0, 730),
	"days_to_event": Limits(1, 1_825),
	"open_ended_days": Limits(1, 3_650),
	"ending_early_percent": Limits(0, 100),
	"extended_percent": Limits(0, 100),
	"extension_months": Limits(1, 60),
	"suspended_percent": Limits(0, 100),
	"suspension_days": Limits(1, 730),
	"supervision_minutes": Limits(5, 480),
}
YEARS = Limits(1950, 2150)


@dataclass(frozen=True)
class Assumptions:
	"""What the policy does not say: how many people there are, and how their links usually go.

	`mentors` are those who have no link yet, beside the ones of a caseload. `days_to_introduce` pass between a referral
	and the start of a link where a mentor is free. A mentee was approved `days_since_approval` before the referral. An
	open-ended link runs for `open_ended_days` on average; the event that ends a link comes `days_to_event` after its
	start on average. `mix` gives each support type its share of the referrals; empty: as many of each.
	"""

	mentors: int
	referrals_per_month: Decimal
	months: int
	start: date
	runs: int = 200
	seed: int = 1
	days_to_introduce: int = 28
	days_since_approval: int = 14
	days_to_event: int = 120
	open_ended_days: int = 365
	ending_early_percent: int = 10
	extended_percent: int = 10
	extension_months: int = 1
	suspended_percent: int = 5
	suspension_days: int = 30
	supervision_minutes: int = 60
	mix: tuple[tuple[str, int], ...] = ()

	def __post_init__(self) -> None:
		for name, limits in LIMITS.items():
			_check_number(name, getattr(self, name), limits)
		if not isinstance(self.start, date) or not YEARS.least <= self.start.year <= YEARS.most:
			raise PolicyError("start", _("{value} is no usable date."), value=str(self.start))
		_check_outcomes(self)
		_check_mix(self.mix)
		_check_size(self)


@dataclass(frozen=True)
class MentorSupply:
	"""A mentor whom the scheme has: `capacity` links at a time (0 = as the policy says), and whether new ones may come."""

	capacity: int = 0
	available: bool = True
	last_supervision_on: date | None = None


@dataclass(frozen=True)
class RunningLink:
	"""A link that is open when the forecast starts.

	`mentor` is the place of its mentor among those of the caseload. `policy` is the one that it was agreed under. `closing`
	says that its ending has begun. A link whose start lies ahead is one that is being introduced.
	"""

	mentor: int
	facts: TermFacts
	policy: SchemePolicy
	closing: bool = False
	reviews_held: tuple[date, ...] = ()
	agreed_every: int = 0
	agreed_unit: Unit = Unit.WEEKS
	agreed_weekday: int | None = None


@dataclass(frozen=True)
class WaitingMentee:
	"""Somebody who has been referred and has no link yet."""

	referred_on: date
	support_type: str
	approved_on: date | None = None


@dataclass(frozen=True)
class Caseload:
	"""What a scheme has on the day before the forecast starts; empty for a scheme that does not exist yet."""

	mentors: tuple[MentorSupply, ...] = field(default=())
	links: tuple[RunningLink, ...] = field(default=())
	waiting: tuple[WaitingMentee, ...] = field(default=())

	def __post_init__(self) -> None:
		for number, link in enumerate(self.links):
			if not 0 <= link.mentor < len(self.mentors):
				raise PolicyError(
					f"links[{number}].mentor", _("There is no mentor number {mentor}."), mentor=link.mentor
				)


def check_together(assumptions: Assumptions, policy: SchemePolicy) -> None:
	"""Raise PolicyError for assumptions that this policy has no place for."""
	for number, (support_type, _share) in enumerate(assumptions.mix):
		try:
			policy.support_type(support_type)
		except PolicyError as error:
			raise PolicyError(f"mix[{number}]", error.problem, **error.figures) from None
	if assumptions.extended_percent:
		_check_extension(assumptions, policy)


def _check_extension(assumptions: Assumptions, policy: SchemePolicy) -> None:
	limits = [each.extension_longest_months for each in policy.support_types]
	if all(limits) and assumptions.extension_months > max(limits):
		raise PolicyError(
			"extension_months",
			_("Extensions of {asked} months contradict the policy, which allows {longest} at most."),
			asked=assumptions.extension_months,
			longest=max(limits),
		)


def _check_number(name: str, value: object, limits: Limits) -> None:
	kinds = (int, Decimal) if name == "referrals_per_month" else (int,)
	if isinstance(value, bool) or not isinstance(value, kinds):
		raise PolicyError(name, _("This must be a number, not {value!r}."), value=value)
	if not Decimal(value).is_finite() or not limits.least <= value <= limits.most:
		raise PolicyError(
			name,
			_("{value} is not between {least} and {most}."),
			value=value,
			least=limits.least,
			most=limits.most,
		)


def _check_outcomes(assumptions: Assumptions) -> None:
	early, extended = assumptions.ending_early_percent, assumptions.extended_percent
	if early + extended > 100:
		raise PolicyError(
			"extended_percent",
			_("{extended} of 100 links cannot be extended where {early} of 100 end early."),
			extended=extended,
			early=early,
		)


def _check_mix(mix: tuple[tuple[str, int], ...]) -> None:
	names = [name for name, _share in mix]
	for number, (name, share) in enumerate(mix):
		_check_number(f"mix[{number}]", share, Limits(0, 1_000_000))
		if name in names[:number]:
			raise PolicyError(f"mix[{number}]", _("“{name}” is there twice."), name=name)
	if mix and not any(share for _name, share in mix):
		raise PolicyError("mix", _("No support type has a share of the referrals."))


def _check_size(assumptions: Assumptions) -> None:
	links = assumptions.referrals_per_month * assumptions.months * assumptions.runs
	if links > MOST_LINKS:
		raise PolicyError(
			"runs",
			_("{runs} runs would be about {links} links, and {most} is the most. Ask for fewer runs."),
			runs=assumptions.runs,
			links=int(links),
			most=MOST_LINKS,
		)
