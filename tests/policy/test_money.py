"""What falls due, and when (R42)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mentoring_scheme.policy import presets
from mentoring_scheme.policy.errors import PolicyError
from mentoring_scheme.policy.money import ExceptionalPayment, Instalment, assess_exceptional, due, schedule
from mentoring_scheme.policy.months import whole_months_between
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.terms import Extension, Suspension, Term, TermFacts, plan

TODAY = date(2026, 11, 22)
START = date(2026, 2, 20)
NEW, ADVERSITY = "Newly approved carer", "Adversity"
AFC = presets.load("afc-fostering")
FULL = TermFacts(NEW, START, START)
Change = Callable[..., SchemePolicy]
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))

policies = st.builds(
	lambda every, per_month, part, stops, paid, cap, months: SchemePolicy.from_dict(
		{
			**AFC.to_dict(),
			"payment_every_months": every,
			"payment_per_month": f"{per_month}.00",
			"payment_part_period": part,
			"suspension_stops_clock": stops,
			"pay_while_suspended": paid,
			"support_types": [
				dict(AFC.to_dict()["support_types"][1], payment_cap=f"{cap}.00", months=months),
			],
		}
	),
	every=st.integers(1, 6),
	per_month=st.integers(1, 200),
	part=st.sampled_from(["Whole months", "Nothing"]),
	stops=st.booleans(),
	paid=st.booleans(),
	cap=st.integers(1, 1500),
	months=st.integers(1, 24),
)


@st.composite
def facts(draw: st.DrawFn, may_be_open: bool = True) -> TermFacts:
	"""A link with up to three suspensions, perhaps extended, perhaps ended early."""
	start = draw(st.dates(date(2020, 1, 1), date(2028, 12, 31)))
	day, stops = start, []
	for gap, days in draw(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 60)), max_size=3)):
		begins = day + timedelta(days=gap)
		day = begins + timedelta(days=days)
		stops.append(Suspension(begins, day, "x"))
	if may_be_open and stops and draw(st.booleans()):
		stops[-1] = Suspension(stops[-1].start, None, "x")
	extended = draw(st.integers(0, 6))
	ended = draw(st.one_of(st.none(), st.integers(0, 700)))
	return TermFacts(
		ADVERSITY,
		start,
		extensions=(Extension(extended, "x", start),) if extended else (),
		suspensions=tuple(stops),
		ended_on=None if ended is None else day + timedelta(days=ended),
	)


def instalments(given_facts: TermFacts, policy: SchemePolicy = AFC, today: date = TODAY) -> list[Instalment]:
	return schedule(plan(given_facts, policy, today), policy, given_facts.support_type)


@given(facts(), policies)
def test_never_above_the_cap(link: TermFacts, policy: SchemePolicy) -> None:
	made = instalments(link, policy)
	assert sum(each.amount for each in made) <= policy.support_types[0].payment_cap
	assert all(each.amount > 0 and each.months > 0 for each in made)
	assert all(each.amount <= policy.payment_per_month * each.months for each in made)


@given(facts(), policies, DAYS, DAYS)
def test_the_schedule_does_not_depend_on_how_often_or_when_it_is_asked(
	link: TermFacts, policy: SchemePolicy, one: date, other: date
) -> None:
	first = instalments(link, policy, one)
	assert first == instalments(link, policy, one) == instalments(link, policy, other)


@given(facts(), policies)
def test_periods_follow_one_another(link: TermFacts, policy: SchemePolicy) -> None:
	made = instalments(link, policy)
	for each in made:
		assert link.start <= each.period_start <= each.period_end < each.due_on
		assert link.ended_on is None or each.due_on <= link.ended_on
	for earlier, later in pairwise(made):
		assert earlier.sequence < later.sequence
		assert earlier.period_end < later.period_start
		assert earlier.due_on <= later.due_on


@given(facts(may_be_open=False), st.integers(1, 6))
def test_months_sum_to_the_whole_months_of_the_term(link: TermFacts, every: int) -> None:
	"""Where the cap is out of reach and a part period gives its whole months."""
	types = [dict(AFC.to_dict()["support_types"][1], payment_cap="99999.00")]
	policy = SchemePolicy.from_dict({**AFC.to_dict(), "support_types": types, "payment_every_months": every})
	term = plan(link, policy, TODAY)
	assert term.own_end is not None
	last = term.own_end if link.ended_on is None else min(term.own_end, term.clock.own(link.ended_on))
	assert sum(each.months for each in instalments(link, policy)) == whole_months_between(link.start, last)


@given(facts(may_be_open=False), st.integers(0, 200), st.integers(0, 60))
def test_suspending_and_resuming_by_n_days_moves_everything_after_by_n(
	link: TermFacts, after: int, days: int
) -> None:
	link = replace(link, ended_on=None, suspensions=())
	begins = link.start + timedelta(days=after)
	later = timedelta(days=days)
	stop = Suspension(begins, begins + later, "x")
	before, moved = instalments(link), instalments(replace(link, suspensions=(stop,)))
	assert [(each.sequence, each.amount) for each in before] == [
		(each.sequence, each.amount) for each in moved
	]
	for one, other in zip(before, moved, strict=True):
		assert other.due_on == one.due_on + (later if one.due_on > begins else timedelta())


@given(facts(may_be_open=False), policies, st.integers(0, 400))
def test_an_open_suspension_means_that_nothing_falls_due_after_its_start(
	link: TermFacts, policy: SchemePolicy, after: int
) -> None:
	assume(not policy.pay_while_suspended)
	last = max((each.resumed_on or each.start for each in link.suspensions), default=link.start)
	opened = last + timedelta(days=after)
	stops = (*link.suspensions, Suspension(opened, None, "x"))
	made = instalments(replace(link, suspensions=stops, ended_on=None), policy)
	assert all(each.due_on <= opened for each in made)


@given(facts(may_be_open=False), policies, st.integers(0, 400), st.sampled_from(["suspend", "end", "extend"]))
def test_later_facts_leave_what_has_fallen_due_as_it_was(
	link: TermFacts, policy: SchemePolicy, after: int, what: str
) -> None:
	link = replace(link, ended_on=None)
	last = max((each.resumed_on or each.start for each in link.suspensions), default=link.start)
	day = last + timedelta(days=after)
	planned_end = plan(link, policy, TODAY).planned_end
	if what == "suspend":
		changed = replace(link, suspensions=(*link.suspensions, Suspension(day, None, "x")))
	elif what == "end":
		changed = replace(link, ended_on=day)
	else:
		# a late extension warns, because the last part of the term has been paid
		assume(planned_end is not None and day < planned_end)
		changed = replace(link, extensions=(*link.extensions, Extension(2, "x", day)))
	assert due(instalments(changed, policy), day)[: len(due(instalments(link, policy), day))] == due(
		instalments(link, policy), day
	)


def test_sequences_stay_even_where_an_earlier_period_pays_nothing(changed: Change) -> None:
	types = [dict(changed().to_dict()["support_types"][1], payment_cap="1000.00", months=9)]
	policy = changed(support_types=types, suspension_stops_clock=False)
	stop = Suspension(date(2026, 2, 20), date(2026, 5, 20), "x")
	made = instalments(TermFacts(ADVERSITY, START, suspensions=(stop,)), policy)
	assert [(each.sequence, each.months, each.due_on) for each in made] == [
		(2, 3, date(2026, 8, 20)),
		(3, 3, date(2026, 11, 20)),
	]


def test_suspended_time_is_left_out_where_the_clock_goes_on(changed: Change) -> None:
	stop = Suspension(date(2026, 4, 1), date(2026, 5, 1), "x")
	link = replace(FULL, suspensions=(stop,))
	policy = changed(suspension_stops_clock=False)
	assert [(each.months, str(each.amount)) for each in instalments(link, policy)] == [
		(2, "100.00"),
		(3, "150.00"),
	]
	nothing = changed(policy, payment_part_period="Nothing")
	assert [(each.sequence, each.months) for each in instalments(link, nothing)] == [(2, 3)]


def test_suspended_time_is_paid_where_the_policy_says_so(changed: Change) -> None:
	link = replace(FULL, suspensions=(Suspension(date(2026, 4, 1), None, "x"),))
	policy = changed(suspension_stops_clock=False, pay_while_suspended=True)
	assert [each.due_on for each in instalments(link, policy)] == [date(2026, 5, 20), date(2026, 8, 20)]


def test_a_part_period_may_pay_nothing(changed: Change) -> None:
	link = replace(FULL, ended_on=date(2026, 6, 30))
	assert len(instalments(link, changed(payment_part_period="Nothing"))) == 1


def test_an_end_during_a_suspension_pays_what_was_earned_before(afc: SchemePolicy) -> None:
	stop = Suspension(date(2026, 6, 25), None, "x")
	made = instalments(replace(FULL, suspensions=(stop,), ended_on=date(2026, 7, 31)), afc)
	assert [(each.months, each.due_on) for each in made] == [(3, date(2026, 5, 20)), (1, date(2026, 7, 31))]


def test_a_link_that_runs_on_past_its_end_earns_no_more(afc: SchemePolicy) -> None:
	link = replace(TermFacts(NEW, START, date(2026, 1, 10)), ended_on=date(2026, 9, 1))
	assert [(each.months, each.due_on) for each in instalments(link, afc)] == [
		(3, date(2026, 5, 20)),
		(1, date(2026, 7, 10)),
	]


def test_the_last_instalment_is_cut_at_the_cap(changed: Change) -> None:
	types = [dict(each, payment_cap="220.00") for each in changed().to_dict()["support_types"]]
	assert [str(each.amount) for each in instalments(FULL, changed(support_types=types))] == [
		"150.00",
		"70.00",
	]


def test_an_open_link_is_paid_up_to_its_cap(changed: Change) -> None:
	types = [dict(changed().to_dict()["support_types"][1], anchor="Open", months=0)]
	made = instalments(TermFacts(ADVERSITY, START), changed(support_types=types))
	assert [each.due_on for each in made] == [date(2026, 5, 20)]


@pytest.mark.parametrize(
	"name", ["kent-adoption", "tri-borough-fostering", "refugee-peer", "care-leavers-peer"]
)
def test_the_other_schemes_pay_nothing(name: str) -> None:
	policy = presets.load(name)
	kind = policy.support_types[0].support_type
	term = plan(TermFacts(kind, START, START), policy, TODAY)
	assert schedule(term, policy, kind) == []


def test_an_end_on_the_day_of_the_start_pays_nothing(afc: SchemePolicy) -> None:
	assert instalments(replace(FULL, ended_on=START), afc) == []


def test_an_unknown_support_type_is_a_policy_error(afc: SchemePolicy) -> None:
	term: Term = plan(FULL, afc, TODAY)
	with pytest.raises(PolicyError, match="no support type “Holiday”"):
		schedule(term, afc, "Holiday")


def test_due_by_today(afc: SchemePolicy) -> None:
	made = instalments(FULL, afc)
	assert due(made, date(2026, 5, 19)) == []
	assert due(made, date(2026, 5, 20)) == made[:1]


@pytest.mark.parametrize(
	("payment", "code"),
	[
		(
			ExceptionalPayment(Decimal("50"), "x", frozenset({"Mentoring Co-ordinator"})),
			"exceptional-approver",
		),
		(ExceptionalPayment(Decimal("50"), "x", frozenset()), "exceptional-approver"),
		(ExceptionalPayment(Decimal("50"), " ", frozenset({"Mentoring Manager"})), "exceptional-reason"),
		(ExceptionalPayment(Decimal("0"), "x", frozenset({"Mentoring Manager"})), "exceptional-amount"),
		(ExceptionalPayment(Decimal("-5"), "x", frozenset({"Mentoring Manager"})), "exceptional-amount"),
		(ExceptionalPayment(Decimal("5.001"), "x", frozenset({"Mentoring Manager"})), "exceptional-amount"),
		(ExceptionalPayment(Decimal("1E+30"), "x", frozenset({"Mentoring Manager"})), "exceptional-amount"),
		(ExceptionalPayment(Decimal("NaN"), "x", frozenset({"Mentoring Manager"})), "exceptional-amount"),
	],
)
def test_bad_exceptional_payments_are_refused(
	payment: ExceptionalPayment, code: str, afc: SchemePolicy
) -> None:
	(refusal,) = assess_exceptional(payment, afc).refusals
	assert refusal.code == code and not refusal.overridable


@pytest.mark.parametrize("stops", [True, False])
def test_what_falls_due_on_the_day_of_a_suspension_still_does(stops: bool, changed: Change) -> None:
	link = replace(FULL, suspensions=(Suspension(date(2026, 5, 20), None, "x"),))
	made = instalments(link, changed(suspension_stops_clock=stops))
	assert [(each.months, each.due_on) for each in made] == [(3, date(2026, 5, 20))]
	day_before = replace(FULL, suspensions=(Suspension(date(2026, 5, 19), None, "x"),))
	assert instalments(day_before, changed(suspension_stops_clock=stops)) == []


def test_an_end_during_a_suspension_closes_it_where_the_clock_goes_on(changed: Change) -> None:
	stop = Suspension(date(2026, 6, 25), None, "x")
	link = replace(FULL, suspensions=(stop,), ended_on=date(2026, 7, 31))
	made = instalments(link, changed(suspension_stops_clock=False))
	assert [(each.months, each.due_on) for each in made] == [(3, date(2026, 5, 20)), (1, date(2026, 7, 31))]


@pytest.mark.parametrize(
	("amount", "told"),
	[
		("-5", "-5 cannot be paid: it is not above nothing."),
		("5.001", "5.001 is not a whole number of pennies."),
		("10000.01", "10,000.01 is more than the 10000.00 that a single payment can be."),
	],
)
def test_an_amount_that_cannot_be_paid_is_named_as_it_was_typed(
	amount: str, told: str, afc: SchemePolicy
) -> None:
	payment = ExceptionalPayment(Decimal(amount), "x", frozenset({"Mentoring Manager"}))
	(refusal,) = assess_exceptional(payment, afc).refusals
	assert refusal.text == told


def test_the_largest_payment_outside_the_policy_can_be_paid(afc: SchemePolicy) -> None:
	payment = ExceptionalPayment(Decimal("10000.00"), "x", frozenset({"Mentoring Manager"}))
	assert assess_exceptional(payment, afc).allowed
