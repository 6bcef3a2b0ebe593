"""Figures and months in words, for tables, pages and plots."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from ..policy.scheme import SchemePolicy
from ..policy.text import _
from ..policy.verdicts import shown
from .measures import Figure, Kind
from .periods import Months
from .simulation import Forecast, Range
from .values import Assumptions


def month_label(months: Months, index: int) -> str:
	"""“Dec 2026”, or “rest of Nov 2026”."""
	label = f"{months.starts[index]:%b %Y}"
	return f"rest of {label}" if months.is_part(index) else label


def written(figure: Figure, kind: Kind) -> str:
	"""“£1,250”, “12”, “0.35”; a dash where there is nothing to say."""
	if figure is None:
		return "–"
	if kind is Kind.MONEY:
		return f"£{figure:,.0f}" if figure == int(figure) else f"£{figure:,.2f}"
	if kind is Kind.SHARE:
		return f"{figure:.2f}"
	return f"{figure:,.0f}"


def written_range(found: Range, kind: Kind) -> str:
	"""“£1,250 (£900–£1,600)”; without the brackets where all runs agree."""
	middle = written(found.mid, kind)
	if found.mid is None or found.low == found.high:
		return middle
	return f"{middle} ({written(found.low, kind)}–{written(found.high, kind)})"


class Note(NamedTuple):
	"""A sentence with {named} places, so that the desk can translate it first."""

	sentence: str
	figures: Mapping[str, object] = MappingProxyType({})

	def __str__(self) -> str:
		return self.sentence.format(**self.figures)


def rests_on(forecast: Forecast) -> Note:
	"""In one sentence, what the figures rest on."""
	given = forecast.assumptions
	return Note(
		_(
			"{mentors} mentors and {referrals} referrals a month from {start}. Each figure is the middle of {runs} runs (seed {seed}); between low and high lie eight of ten."
		),
		{
			"mentors": forecast.mentors,
			"referrals": f"{given.referrals_per_month:f}",
			"start": shown(given.start),
			"runs": given.runs,
			"seed": given.seed,
		},
	)


def notes(forecast: Forecast) -> list[Note]:
	"""What a reader should know of the figures."""
	policy, said = forecast.policy, []
	if policy.mentees_at_a_time:
		said.append(
			Note(
				_("A mentor has at most {figure} links at once, as the policy says."),
				{"figure": policy.mentees_at_a_time},
			)
		)
	else:
		said.append(Note(_("The policy sets no figure for links at once, so nobody waits for a mentor.")))
	if not policy.payment_per_month:
		said.append(Note(_("This policy pays nothing; expenses are not forecast.")))
	return [*said, *_capped(policy), *_assumed(forecast.assumptions)]


def _capped(policy: SchemePolicy) -> Iterator[Note]:
	sentence = _("“{support_type}” is paid up to its cap of {cap}, which is reached before its end.")
	for each in policy.support_types:
		if 0 < each.payment_cap < policy.payment_per_month * each.months:
			cap = written(each.payment_cap, Kind.MONEY)
			yield Note(sentence, {"support_type": each.support_type, "cap": cap})


def _assumed(given: Assumptions) -> Iterator[Note]:
	yield Note(
		_(
			"Assumed: {introduce} days to introduce a pair. Of 100 links {early} end early, {extended} are extended (months: {months}) and {suspended} are suspended for {days} days. A supervision takes {minutes} minutes. Mentors neither leave nor join."
		),
		{
			"introduce": given.days_to_introduce,
			"early": given.ending_early_percent,
			"extended": given.extended_percent,
			"months": given.extension_months,
			"suspended": given.suspended_percent,
			"days": given.suspension_days,
			"minutes": given.supervision_minutes,
		},
	)
