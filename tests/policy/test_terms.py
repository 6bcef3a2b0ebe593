"""Anchors, extensions, suspensions, reviews and the planned end (R15, R36, R39)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring_scheme.policy import presets
from mentoring_scheme.policy.errors import PolicyError
from mentoring_scheme.policy.months import add_months
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.terms import (
	Extension,
	Suspension,
	TermFacts,
	assess_end,
	assess_extension,
	assess_suspension,
	assess_suspensions,
	assess_term,
	plan,
	reviews_due,
)
from mentoring_scheme.policy.verdicts import Severity

TODAY = date(2026, 11, 22)
START = date(2026, 2, 20)
NEW, ADVERSITY, KENT = "Newly approved carer", "Adversity", "Newly approved adopter"
FACTS = TermFacts(NEW, START, date(2026, 1, 10))
MANAGER, COORDINATOR = frozenset({"Mentoring Manager"}), frozenset({"Mentoring Co-ordinator"})
AFC = presets.load("afc-fostering")
Change = Callable[..., SchemePolicy]


def codes(findings: object) -> list[str]:
	return [each.code for each in findings]


def suspended(*dates: tuple[date, date | None]) -> tuple[Suspension, ...]:
	return tuple(Suspension(start, end, "A matter is looked into.") for start, end in dates)


@given(
	st.sampled_from([NEW, ADVERSITY]),
	st.dates(date(2020, 1, 1), date(2030, 1, 1)),
	st.integers(0, 200),
	st.integers(0, 60),
)
def test_a_suspension_moves_the_planned_end_by_its_days(
	kind: str, start: date, after: int, days: int
) -> None:
	facts = TermFacts(kind, start, start, commencement_agreed=True, commencement_reason="x")
	undisturbed = plan(facts, AFC, TODAY).planned_end
	begins = start + timedelta(days=after)
	moved = plan(
		replace(facts, suspensions=suspended((begins, begins + timedelta(days=days)))), AFC, TODAY
	).planned_end
	assert undisturbed is not None
	assert moved == undisturbed + timedelta(days=days if begins < undisturbed else 0)


@given(st.lists(st.tuples(st.integers(1, 20), st.integers(0, 20)), max_size=5))
def test_several_suspensions_add_up(gaps: list[tuple[int, int]]) -> None:
	"""Each begins while the link still runs, because the earlier ones have moved its end."""
	day, stops = START, []
	for gap, length in gaps:
		begins = day + timedelta(days=gap)
		day = begins + timedelta(days=length)
		stops.append((begins, day))
	term = plan(replace(FACTS, suspensions=suspended(*stops)), AFC, TODAY)
	assert term.planned_end == date(2026, 7, 10) + timedelta(days=sum(length for _gap, length in gaps))


def test_the_clock_goes_on_where_the_policy_says_so(changed: Change) -> None:
	facts = replace(FACTS, suspensions=suspended((date(2026, 4, 1), date(2026, 5, 1))))
	assert plan(facts, changed(suspension_stops_clock=False), TODAY).planned_end == date(2026, 7, 10)


def test_an_open_suspension_leaves_the_end_unknown(afc: SchemePolicy) -> None:
	term = plan(replace(FACTS, suspensions=suspended((date(2026, 7, 1), None))), afc, date(2026, 7, 11))
	assert term.planned_end is None and term.is_suspended
	assert term.earliest_end == date(2026, 7, 20), "if support resumed today"
	assert codes(term.basis.findings) == ["term-approval", "term-suspended"]


def test_a_suspension_while_waiting_for_the_event_moves_nothing(kent: SchemePolicy) -> None:
	before = suspended((date(2026, 2, 1), date(2026, 2, 15)))
	facts = TermFacts(KENT, date(2026, 1, 5), event_on=date(2026, 3, 1), suspensions=before)
	assert plan(facts, kent, TODAY).planned_end == date(2026, 4, 12)
	across = suspended((date(2026, 2, 20), date(2026, 3, 11)))
	assert plan(replace(facts, suspensions=across), kent, TODAY).planned_end == date(2026, 4, 22)


def test_an_open_link_has_no_end(refugee: SchemePolicy) -> None:
	term = plan(TermFacts("Peer mentoring", START), refugee, TODAY)
	assert term.planned_end is None and term.earliest_end is None
	assert codes(term.basis.passes) == ["term-open"]


def test_the_basis_explains_the_end(afc: SchemePolicy) -> None:
	facts = replace(
		FACTS,
		extensions=(Extension(1, "x", date(2026, 6, 1)),),
		suspensions=suspended((date(2026, 4, 1), date(2026, 5, 1))),
	)
	assert [each.text for each in plan(facts, afc, TODAY).basis.findings] == [
		"The planned end is 6 months from the mentee's approval on 10 January 2026.",
		"It was extended by 1 month.",
		"It moved by 30 days, because support was suspended.",
	]


def test_an_unapproved_extension_does_not_count(afc: SchemePolicy) -> None:
	facts = replace(FACTS, extensions=(Extension(3, "x"),))
	assert plan(facts, afc, TODAY).planned_end == date(2026, 7, 10)


def test_an_unknown_approval_is_said_plainly(afc: SchemePolicy) -> None:
	facts = TermFacts(NEW, START)
	assert plan(facts, afc, TODAY).planned_end is None
	assert codes(plan(facts, afc, TODAY).basis.refusals) == ["approval-not-known"]
	assert codes(assess_term(facts, afc, TODAY).refusals) == ["approval-not-known"]


@pytest.mark.parametrize(
	("facts", "code"),
	[
		(replace(FACTS, approved_on=date(2026, 3, 1)), "approval-after-start"),
		(replace(FACTS, approved_on=TODAY + timedelta(days=1)), "approval-in-future"),
		(replace(FACTS, approved_on=date(2025, 8, 20)), "term-over-before-start"),
		(replace(FACTS, commencement_agreed=True), "commencement-reason"),
		(replace(FACTS, ended_on=START - timedelta(days=1)), "ended-before-start"),
		(replace(FACTS, ended_on=TODAY + timedelta(days=1)), "ended-in-future"),
		(replace(FACTS, suspensions=suspended((date(2026, 1, 1), None))), "suspension-before-start"),
	],
)
def test_bad_terms_are_refused(facts: TermFacts, code: str, afc: SchemePolicy) -> None:
	assert codes(assess_term(facts, afc, TODAY).refusals) == [code]


def test_a_suspension_without_a_reason_still_has_a_term(afc: SchemePolicy) -> None:
	stop = Suspension(date(2026, 4, 1), date(2026, 5, 1))
	assert plan(replace(FACTS, suspensions=(stop,)), afc, TODAY).planned_end == date(2026, 8, 9)


@pytest.mark.parametrize("reason", ["The first child comes in February.", ""])
def test_sensible_terms(reason: str, afc: SchemePolicy, kent: SchemePolicy) -> None:
	agreed = replace(FACTS, commencement_agreed=bool(reason), commencement_reason=reason)
	assert assess_term(replace(agreed, ended_on=date(2026, 6, 1)), afc, TODAY).outstanding() == []
	assert assess_term(TermFacts(KENT, START, event_on=date(2026, 3, 1)), kent, TODAY).outstanding() == []
	assert assess_term(TermFacts(ADVERSITY, START), afc, TODAY).outstanding() == []


def test_approval_after_the_start_is_refused_with_both_dates(afc: SchemePolicy) -> None:
	(refusal,) = assess_term(replace(FACTS, approved_on=date(2026, 3, 1)), afc, TODAY).refusals
	assert (
		refusal.text == "The link starts on 20 February 2026, before the mentee was approved on 1 March 2026."
	)


def test_what_has_no_effect_is_a_warning(afc: SchemePolicy) -> None:
	facts = TermFacts(
		ADVERSITY,
		START,
		commencement_agreed=True,
		commencement_reason="x",
		event_on=date(2026, 3, 1),
	)
	assert codes(assess_term(facts, afc, TODAY).warnings) == [
		"commencement-without-effect",
		"event-without-effect",
	]


def test_a_future_event_is_refused(kent: SchemePolicy) -> None:
	facts = TermFacts(KENT, START, event_on=TODAY + timedelta(days=1))
	assert codes(assess_term(facts, kent, TODAY).refusals) == ["event-in-future"]


@pytest.mark.parametrize(
	"facts",
	[
		replace(FACTS, support_type="Holiday"),
		replace(FACTS, ended_on=date(2026, 1, 1)),
		replace(FACTS, extensions=(Extension(0, "x", START),)),
		replace(FACTS, extensions=(Extension(-2, "x", START),)),
		replace(FACTS, extensions=(Extension(601, "x", START),)),
		replace(FACTS, suspensions=suspended((date(2026, 1, 1), None))),
		replace(FACTS, suspensions=suspended((date(2026, 4, 1), date(2026, 3, 1)))),
		replace(FACTS, suspensions=suspended((date(2026, 4, 1), None), (date(2026, 5, 1), None))),
		replace(FACTS, suspensions=suspended((date(2026, 4, 1), date(9999, 12, 31)))),
	],
)
def test_no_term_is_made_of_nonsense(facts: TermFacts, afc: SchemePolicy) -> None:
	with pytest.raises(PolicyError) as problem:
		plan(facts, afc, TODAY)
	assert str(problem.value)


def test_an_extension_with_reason_and_manager_is_allowed(afc: SchemePolicy) -> None:
	extension = Extension(2, "The first child came late.", date(2026, 6, 1), MANAGER)
	assert assess_extension(extension, FACTS, afc, date(2026, 6, 1)).outstanding() == []


@pytest.mark.parametrize(
	("extension", "code"),
	[
		(Extension(2, " ", date(2026, 6, 1), MANAGER), "extension-reason"),
		(Extension(2, "x", None, MANAGER), "extension-approver"),
		(Extension(2, "x", date(2026, 6, 1)), "extension-approver"),
		(Extension(2, "x", date(2026, 6, 1), COORDINATOR), "extension-approver"),
		(Extension(0, "x", date(2026, 6, 1), MANAGER), "extension-months"),
		(Extension(-1, "x", date(2026, 6, 1), MANAGER), "extension-months"),
		(Extension(601, "x", date(2026, 6, 1), MANAGER), "extension-months"),
		(Extension(2, "x", date(2026, 12, 1), MANAGER), "extension-date"),
		(Extension(2, "x", date(2026, 2, 1), MANAGER), "extension-date"),
	],
)
def test_bad_extensions_are_refused(extension: Extension, code: str, afc: SchemePolicy) -> None:
	assert codes(assess_extension(extension, FACTS, afc, date(2026, 7, 1)).refusals) == [code]


def test_a_manager_may_do_what_a_coordinator_may(tri_borough: SchemePolicy) -> None:
	facts = TermFacts("New carer", START)
	for roles in (MANAGER, COORDINATOR):
		assert assess_extension(Extension(2, "x", date(2026, 6, 1), roles), facts, tri_borough, TODAY).allowed


def test_the_longest_extension_counts_all_of_them(changed: Change) -> None:
	types = [dict(each, extension_longest_months=3) for each in changed().to_dict()["support_types"]]
	policy = changed(support_types=types)
	facts = replace(FACTS, extensions=(Extension(2, "x", date(2026, 6, 1)),))
	(refusal,) = assess_extension(Extension(2, "x", date(2026, 6, 2), MANAGER), facts, policy, TODAY).refusals
	assert refusal.overridable and refusal.figures["total"] == 4 and refusal.figures["longest"] == 3


def test_a_late_extension_warns(afc: SchemePolicy) -> None:
	extension = Extension(2, "x", date(2026, 7, 10), MANAGER)
	(warning,) = assess_extension(extension, FACTS, afc, TODAY).warnings
	assert warning.key == "extension-late/2026-07-10"


def test_nothing_to_extend(afc: SchemePolicy, refugee: SchemePolicy, kent: SchemePolicy) -> None:
	extension = Extension(2, "x", date(2026, 6, 1), MANAGER)
	ended = replace(FACTS, ended_on=date(2026, 5, 1))
	assert codes(assess_extension(extension, ended, afc, TODAY).refusals) == ["extension-after-end"]
	for facts, policy in ((TermFacts("Peer mentoring", START), refugee), (TermFacts(KENT, START), kent)):
		assert codes(assess_extension(extension, facts, policy, TODAY).refusals) == ["extension-open-ended"]


@pytest.mark.parametrize(
	("suspension", "code"),
	[
		(Suspension(date(2026, 2, 1), date(2026, 2, 10), "x"), "suspension-before-start"),
		(Suspension(date(2026, 12, 1), None, "x"), "suspension-in-future"),
		(Suspension(date(2026, 6, 1), date(2026, 12, 1), "x"), "suspension-in-future"),
		(Suspension(date(2026, 3, 10), date(2026, 3, 1), "x"), "suspension-end-before-start"),
		(Suspension(date(2026, 4, 10), date(2026, 4, 20), "x"), "suspension-overlap"),
		(Suspension(date(2026, 3, 20), None, "x"), "suspension-overlap"),
		(Suspension(date(2026, 6, 1), None, " "), "suspension-reason"),
	],
)
def test_bad_suspensions_are_refused(suspension: Suspension, code: str, afc: SchemePolicy) -> None:
	facts = replace(FACTS, suspensions=suspended((date(2026, 4, 1), date(2026, 5, 1))))
	assert codes(assess_suspension(suspension, facts, afc, TODAY).refusals) == [code]


def test_a_suspension_may_begin_on_the_day_that_another_ended(afc: SchemePolicy) -> None:
	facts = replace(FACTS, suspensions=suspended((date(2026, 4, 1), date(2026, 5, 1))))
	assessment = assess_suspension(Suspension(date(2026, 5, 1), None, "x"), facts, afc, TODAY)
	assert assessment.allowed and codes(assessment.passes) == ["suspension-stops-clock"]


def test_no_suspension_after_the_end() -> None:
	stops = suspended((date(2026, 6, 1), None))
	assert codes(assess_suspensions(stops, START, date(2026, 5, 1), TODAY).refusals) == [
		"suspension-after-end"
	]


def test_reviews_are_counted_from_the_last_one(refugee: SchemePolicy) -> None:
	term = plan(TermFacts("Peer mentoring", date(2026, 5, 31)), refugee, TODAY)
	(coming,) = reviews_due(term, refugee, [], date(2026, 8, 30))
	assert (coming.severity, coming.figures["due_on"]) == (Severity.PASS, date(2026, 8, 31))
	(due,) = reviews_due(term, refugee, [], date(2026, 9, 2))
	assert (due.severity, due.figures["days"], due.key) == (Severity.WARN, 2, "review-due/2026-08-31")
	(after,) = reviews_due(term, refugee, [date(2026, 9, 5)], date(2026, 9, 6))
	assert after.figures["due_on"] == date(2026, 12, 5)


def test_a_suspension_moves_the_review(refugee: SchemePolicy) -> None:
	facts = TermFacts("Peer mentoring", date(2026, 5, 1), suspensions=suspended((date(2026, 6, 1), None)))
	assert reviews_due(plan(facts, refugee, TODAY), refugee, [], TODAY) == []
	facts = replace(facts, suspensions=suspended((date(2026, 6, 1), date(2026, 6, 11))))
	(due,) = reviews_due(plan(facts, refugee, TODAY), refugee, [], TODAY)
	assert due.figures["due_on"] == date(2026, 8, 11)


def test_no_review_is_asked_near_the_end_or_after_it(afc: SchemePolicy, tri_borough: SchemePolicy) -> None:
	held = [date(2026, 5, 20)]
	assert reviews_due(plan(FACTS, afc, TODAY), afc, held, TODAY) == []
	assert reviews_due(plan(replace(FACTS, ended_on=date(2026, 4, 1)), afc, TODAY), afc, [], TODAY) == []
	term = plan(TermFacts("New carer", START), tri_borough, TODAY)
	assert reviews_due(term, tri_borough, [], TODAY) == [], "the handbook asks for none"


@pytest.mark.parametrize(
	("today", "days"), [(date(2026, 7, 10), 0), (date(2026, 7, 11), 1), (date(2026, 7, 20), 10)]
)
def test_the_planned_end_has_come(today: date, days: int, afc: SchemePolicy) -> None:
	finding = assess_end(plan(FACTS, afc, today), today)
	assert finding is not None and finding.figures["days"] == days
	assert finding.key == "planned-end-reached/2026-07-10"


def test_the_planned_end_is_ahead_or_done(afc: SchemePolicy) -> None:
	assert assess_end(plan(FACTS, afc, TODAY), date(2026, 7, 9)) is None
	assert assess_end(plan(replace(FACTS, ended_on=date(2026, 7, 1)), afc, TODAY), TODAY) is None


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(0, 300))
def test_the_term_is_counted_from_the_anchor(start: date, months: int) -> None:
	extension = (Extension(months, "x", start),) if months else ()
	term = plan(TermFacts(ADVERSITY, start, extensions=extension), AFC, TODAY)
	assert term.planned_end == add_months(start, 3 + months)


def test_the_longest_extension_may_be_reached(changed: Change) -> None:
	types = [dict(each, extension_longest_months=3) for each in changed().to_dict()["support_types"]]
	extension = Extension(3, "x", date(2026, 6, 2), MANAGER)
	assert assess_extension(extension, FACTS, changed(support_types=types), TODAY).outstanding() == []


def test_no_review_is_asked_on_the_planned_end_itself(afc: SchemePolicy) -> None:
	term = plan(TermFacts(NEW, START, START), afc, TODAY)
	assert reviews_due(term, afc, [date(2026, 5, 20)], TODAY) == []
	(before,) = reviews_due(term, afc, [date(2026, 5, 19)], TODAY)
	assert before.figures["due_on"] == date(2026, 8, 19)
