"""Whether this mentor may be linked with this mentee (R18 to R22, R36)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .choices import Strictness
from .months import whole_months_between
from .scheme import SchemePolicy
from .states import Stage
from .text import _, several
from .verdicts import Assessment, Finding, passed, refuse, warn


@dataclass(frozen=True)
class PairFacts:
	"""What is known of a mentor and a mentee who might be linked.

	`other_open_links_of_pair` and `mentor_load` (the mentor's other open links) do not count the link in question.
	`mentor_places` is the mentor's own limit; 0: none.
	`independent_supporter` names who supports a mentee under allegation, apart from the mentor (R22).
	`mentor_available` is False while the scheme may not match the mentor, for reasons that are not everybody's.
	"""

	same_person: bool = False
	same_household: bool = False
	other_open_links_of_pair: int = 0
	mentor_stage: Stage = Stage.APPROVED
	mentor_available: bool = True
	mentor_load: int = 0
	mentor_places: int = 0
	mentor_born_on: date | None = None
	mentee_born_on: date | None = None
	mentee_under_allegation: bool = False
	independent_supporter: str = ""
	supporter_is_mentor: bool = False


def assess_pair(facts: PairFacts, policy: SchemePolicy, today: date) -> Assessment:
	"""Whether the pair may be linked today; the mentor's own eligibility is assessed apart from it."""
	return Assessment(
		(
			*_two_people(facts),
			*_once(facts),
			_stage(facts),
			*_available(facts),
			*_load(facts, policy),
			*_own_limit(facts),
			*_age_gap(facts, policy, today),
			*_independent_support(facts),
		)
	)


def _two_people(facts: PairFacts) -> list[Finding]:
	if facts.same_person:
		message = _("The mentor and the mentee are the same person.")
		return [refuse("R18", "same-person", message, _("Choose another mentor."))]
	if facts.same_household:
		message = _(
			"The mentor and the mentee live in the same household, so neither is independent of the other."
		)
		return [refuse("R37", "same-household", message, _("Choose a mentor from another household."))]
	return []


def _once(facts: PairFacts) -> list[Finding]:
	links = facts.other_open_links_of_pair
	if not links:
		return []
	return [
		refuse(
			"R21",
			"pair-already-linked",
			several(
				links,
				_("The pair has {links} other open link already; only one may be open at a time."),
				_("The pair has {links} other open links already; only one may be open at a time."),
			),
			_("Extend the open link, or close it before making another."),
			links=links,
		)
	]


def _stage(facts: PairFacts) -> Finding:
	stage = facts.mentor_stage
	if stage in (Stage.APPROVED, Stage.ACTIVE):
		return passed("R9", "mentor-stage", _("The mentor's stage is “{stage}”."), stage=stage.value)
	if stage is Stage.ON_A_BREAK:
		remedy = _("Wait until the mentor is back from the break, or choose another mentor.")
		return refuse("R13", "mentor-stage", _("The mentor's stage is “{stage}”."), remedy, stage=stage.value)
	if stage is Stage.SUSPENDED:
		remedy = _("Choose another mentor, at least until the suspension is decided.")
		return refuse("R36", "mentor-stage", _("The mentor's stage is “{stage}”."), remedy, stage=stage.value)
	return refuse(
		"R9",
		"mentor-stage",
		_("The mentor's stage is “{stage}”; only a mentor who is “{approved}” or “{active}” can be linked."),
		_("Complete the mentor's recruitment first, or choose another mentor."),
		stage=stage.value,
		approved=Stage.APPROVED.value,
		active=Stage.ACTIVE.value,
	)


def _available(facts: PairFacts) -> list[Finding]:
	"""The sentence and its rule say nothing of why: whoever reads them may not be one who must know (R34)."""
	if facts.mentor_available:
		return []
	remedy = _("Ask the manager, or choose another mentor.")
	return [refuse("R21", "mentor-not-available", _("The mentor is not available at present."), remedy)]


def _load(facts: PairFacts, policy: SchemePolicy) -> list[Finding]:
	load, limit = facts.mentor_load, policy.mentees_at_a_time
	if not limit:
		return []
	message = several(
		load,
		_("The mentor has {load} other open link; the scheme's figure is {limit} at a time."),
		_("The mentor has {load} other open links; the scheme's figure is {limit} at a time."),
	)
	if load < limit:
		return [passed("R19", "load", message, load=load, limit=limit)]
	if policy.mentees_rule is Strictness.WARN:
		remedy = _("Go on with a reason, or choose another mentor.")
		return [warn("R19", "load", message, remedy, occasion=str(load), load=load, limit=limit)]
	remedy = _("Choose another mentor, or wait until one of the links is closed.")
	return [refuse("R19", "load", message, remedy, occasion=str(load), load=load, limit=limit)]


def _own_limit(facts: PairFacts) -> list[Finding]:
	load, places = facts.mentor_load, facts.mentor_places
	if not places:
		return []
	message = several(
		load,
		_("The mentor has {load} other open link; the mentor's own limit is {places} at a time."),
		_("The mentor has {load} other open links; the mentor's own limit is {places} at a time."),
	)
	if load < places:
		return [passed("R19", "own-limit", message, load=load, places=places)]
	remedy = _("Ask the mentor and go on with a reason, or choose another mentor.")
	return [warn("R19", "own-limit", message, remedy, occasion=str(load), load=load, places=places)]


def places_at_a_time(own_limit: int, policy: SchemePolicy) -> int:
	"""How many links a mentor may have at a time: the mentor's own limit, else the scheme's; 0 where neither is set.

	A mentor's own limit cannot go beyond one at which the scheme refuses.
	"""
	limit = policy.mentees_at_a_time
	if own_limit and limit and policy.mentees_rule is Strictness.REFUSE:
		return min(own_limit, limit)
	return own_limit or limit


def _age_gap(facts: PairFacts, policy: SchemePolicy, today: date) -> list[Finding]:
	asked = policy.minimum_age_gap_years
	if not asked:
		return []
	gap = _years_older(facts.mentor_born_on, facts.mentee_born_on)
	if gap is None or max(facts.mentor_born_on or today, facts.mentee_born_on or today) > today:
		message = _("The age gap is not known; the mentor should be at least {asked} years older.")
		return [
			warn(
				"R20",
				"age-gap",
				message,
				_("Record both dates of birth, or go on with a reason."),
				asked=asked,
			)
		]
	message = _("The mentor is older by {gap} (whole years); the scheme asks for at least {asked}.")
	if gap >= asked:
		return [passed("R20", "age-gap", message, gap=gap, asked=asked)]
	if policy.age_gap_rule is Strictness.WARN:
		return [
			warn(
				"R20",
				"age-gap",
				message,
				_("Go on with a reason, or choose another mentor."),
				gap=gap,
				asked=asked,
			)
		]
	remedy = _("Choose an older mentor.")
	return [refuse("R20", "age-gap", message, remedy, overridable=True, gap=gap, asked=asked)]


def _years_older(mentor: date | None, mentee: date | None) -> int | None:
	"""Whole years by which the mentor is older; negative when younger; None when a date is not known."""
	if mentor is None or mentee is None:
		return None
	if mentor <= mentee:
		return whole_months_between(mentor, mentee) // 12
	return -(whole_months_between(mentee, mentor) // 12)


def _independent_support(facts: PairFacts) -> list[Finding]:
	if not facts.mentee_under_allegation:
		return []
	name = facts.independent_supporter.strip()
	if name and not facts.supporter_is_mentor:
		message = _("Independent support is given by {supporter}.")
		return [passed("R22", "independent-support", message, supporter=name)]
	message = (
		_("{supporter} would be both the mentor and the only independent support during the allegation.")
		if name
		else _("The mentee is under allegation, and nobody is named who gives independent support.")
	)
	remedy = _("Name who gives independent support apart from the mentor.")
	return [refuse("R22", "independent-support", message, remedy, supporter=name or None)]
