"""Random lives of a link, told in any order, with approvals and payments at any moment: what is paid comes out right (R42)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, note
from hypothesis import strategies as st

from mentoring_scheme.policy import presets
from mentoring_scheme.policy.choices import PartPeriod
from mentoring_scheme.policy.money import due
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.settlement import Kind, Life, Line, Standing, Step, lived, settle, total
from mentoring_scheme.policy.terms import Extension, Suspension, TermFacts, plan

ADVERSITY = "Adversity"
START = date(2026, 2, 20)
AFTERWARDS = date(2040, 1, 1)
NOTHING = Decimal("0.00")
AFC = presets.load("afc-fostering")


@dataclass
class Desk:
	"""The payments of one link, as the documents and the people who handle them keep them."""

	policy: SchemePolicy
	lines: dict[str, Line] = field(default_factory=dict)

	def life(self, facts: TermFacts, today: date) -> Life:
		return lived(plan(facts, self.policy, today), self.policy, facts.support_type)

	def follow(self, facts: TermFacts, today: date) -> list[Step]:
		"""Take every step; afterwards there is nothing left to do."""
		life = self.life(facts, today)
		steps = settle(life, self.lines.values(), today)
		for step in steps:
			self.take(step)
		assert settle(life, self.lines.values(), today) == [], "a second look finds nothing"
		return steps

	def take(self, step: Step) -> None:
		key = f"{step.sequence}" if step.kind is Kind.INSTALMENT else f"{step.sequence}/c{step.number}"
		assert (step.line is None) == (key not in self.lines), "each line is made once"
		assert step.line is None or step.line == self.lines[key]
		assert step.line is None or step.line.standing is not Standing.ON_ITS_WAY, "what is on its way stays"
		assert step.line is None or step.line.standing is not Standing.DECIDED, "a decision stays"
		if step.wanted is None:
			assert step.line is not None and step.why is not None
			self.lines[key] = replace(step.line, standing=Standing.WITHDRAWN)
			return
		wanted = step.wanted
		self.lines[key] = Line(
			name=key,
			kind=step.kind,
			sequence=step.sequence,
			number=step.number,
			standing=Standing.OPEN,
			amount=wanted.amount,
			due_on=wanted.due_on,
			period_start=wanted.period_start,
			period_end=wanted.period_end,
			months=wanted.months,
		)

	def move(self, key: str, standing: Standing) -> None:
		self.lines[key] = replace(self.lines[key], standing=standing)

	def at(self, *standings: Standing) -> list[str]:
		return sorted(key for key, line in self.lines.items() if line.standing in standings)

	@property
	def paid(self) -> Decimal:
		return sum((self.lines[key].amount for key in self.at(Standing.ON_ITS_WAY)), NOTHING)

	@property
	def to_pay(self) -> Decimal:
		"""What would be paid if nothing were ever taken back."""
		open_lines = (self.lines[key].amount for key in self.at(Standing.OPEN, Standing.APPROVED))
		return self.paid + sum((amount for amount in open_lines if amount > 0), NOTHING)


POLICIES = st.builds(
	lambda every, part, stops, paid, cap, months: replace(
		AFC,
		payment_every_months=every,
		payment_part_period=part,
		suspension_stops_clock=stops,
		pay_while_suspended=paid,
		support_types=(replace(AFC.support_type(ADVERSITY), payment_cap=Decimal(cap), months=months),),
	),
	every=st.integers(1, 4),
	part=st.sampled_from(PartPeriod),
	stops=st.booleans(),
	paid=st.booleans(),
	cap=st.integers(1, 900),
	months=st.integers(1, 12),
)


@st.composite
def lives(draw: st.DrawFn) -> TermFacts:
	"""What staff may believe the life of a link to be at some moment; the next belief may differ in anything."""
	start = START + timedelta(days=draw(st.integers(-90, 90)))
	day, stops = start, []
	for gap, days in draw(st.lists(st.tuples(st.integers(0, 120), st.integers(0, 60)), max_size=2)):
		begins = day + timedelta(days=gap)
		day = begins + timedelta(days=days)
		stops.append(Suspension(begins, day, "x"))
	ended = draw(st.one_of(st.none(), st.integers(0, 300)))
	if stops and ended is None and draw(st.booleans()):
		stops[-1] = Suspension(stops[-1].start, None, "x")
	extended = draw(st.integers(0, 4))
	return TermFacts(
		ADVERSITY,
		start,
		extensions=(Extension(extended, "x", start),) if extended else (),
		suspensions=tuple(stops),
		ended_on=None if ended is None else day + timedelta(days=ended),
	)


# What happens between two beliefs: days pass, and finance does something with one of the lines.
DOINGS = st.lists(
	st.tuples(st.integers(0, 120), st.sampled_from(["approve", "pay", "pay", "nothing"]), st.integers(0, 5)),
	max_size=4,
)
STORIES = st.lists(st.tuples(lives(), DOINGS), min_size=1, max_size=5)


def act(desk: Desk, what: str, which: int) -> None:
	lines = desk.at(*{"approve": (Standing.OPEN,), "pay": (Standing.OPEN, Standing.APPROVED)}.get(what, ()))
	if lines:
		key = lines[which % len(lines)]
		desk.move(key, Standing.APPROVED if what == "approve" else Standing.ON_ITS_WAY)


def tell(desk: Desk, story: list[tuple[TermFacts, list[tuple[int, str, int]]]]) -> date:
	"""Let the story happen, looking after each event; returns the day on which it ends."""
	today = START
	for facts, doings in story:
		for days, what, which in [(0, "nothing", 0), *doings]:
			today += timedelta(days=days)
			act(desk, what, which)
			desk.follow(facts, today)
			cap = desk.policy.support_types[0].payment_cap
			assert desk.to_pay <= cap, "never above the cap, even if nothing is taken back"
			open_ones = [key for key in desk.at(Standing.OPEN, Standing.APPROVED) if "/c" in key]
			assert len({key.split("/")[0] for key in open_ones}) == len(open_ones), "one open correction each"
	return today


def owed(desk: Desk, facts: TermFacts, today: date) -> Decimal:
	"""What the policy says is due by today, worked out apart from any line."""
	return sum((each.amount for each in due(desk.life(facts, today).instalments, today)), NOTHING)


@given(STORIES, lives(), POLICIES)
def test_whatever_was_believed_and_paid_on_the_way_the_end_is_what_the_policy_says(
	story: list[tuple[TermFacts, list[tuple[int, str, int]]]], in_the_end: TermFacts, policy: SchemePolicy
) -> None:
	desk = Desk(policy)
	tell(desk, story)
	note(desk.lines)
	desk.follow(in_the_end, AFTERWARDS)
	if not desk.life(in_the_end, AFTERWARDS).interrupted:
		assert total(desk.lines.values()) == owed(desk, in_the_end, AFTERWARDS)
	else:
		assert total(desk.lines.values()) >= owed(desk, in_the_end, AFTERWARDS)


@given(STORIES, lives(), POLICIES)
def test_once_everything_is_paid_it_is_paid_what_the_policy_says(
	story: list[tuple[TermFacts, list[tuple[int, str, int]]]], in_the_end: TermFacts, policy: SchemePolicy
) -> None:
	in_the_end = replace(
		in_the_end, suspensions=tuple(each for each in in_the_end.suspensions if not each.is_open)
	)
	desk = Desk(policy)
	tell(desk, story)
	for _round in range(20):
		desk.follow(in_the_end, AFTERWARDS)
		waiting = desk.at(Standing.OPEN, Standing.APPROVED)
		if not waiting:
			break
		for key in waiting:
			desk.move(key, Standing.ON_ITS_WAY)
	assert not desk.at(Standing.OPEN, Standing.APPROVED), "it comes to an end"
	assert desk.paid == owed(desk, in_the_end, AFTERWARDS)


@given(st.permutations(range(4)), lives(), POLICIES, st.data())
def test_the_same_facts_told_in_any_order_give_the_same_end(
	order: list[int], facts: TermFacts, policy: SchemePolicy, data: st.DataObject
) -> None:
	"""Start, suspensions, extensions and ending come in one after the other; lines are paid in between."""
	facts = replace(facts, suspensions=tuple(each for each in facts.suspensions if not each.is_open))
	ends = []
	for told_in in (range(4), order):
		desk, known, today = Desk(policy), TermFacts(ADVERSITY, facts.start), facts.start
		parts = [
			{"start": facts.start},
			{"suspensions": facts.suspensions},
			{"extensions": facts.extensions},
			{"ended_on": facts.ended_on},
		]
		for number in told_in:
			known = replace(known, **parts[number])
			for what in data.draw(st.lists(st.sampled_from(["approve", "pay"]), max_size=3)):
				today += timedelta(days=data.draw(st.integers(0, 90)))
				if known.ended_on is None or not [s for s in known.suspensions if s.start > known.ended_on]:
					desk.follow(known, today)
				act(desk, what, data.draw(st.integers(0, 3)))
		desk.follow(facts, AFTERWARDS)
		ends.append(total(desk.lines.values()))
	assert ends[0] == ends[1] == owed(desk, facts, AFTERWARDS)


@given(STORIES, POLICIES, st.integers(0, 3))
def test_what_somebody_decided_is_never_undone(
	story: list[tuple[TermFacts, list[tuple[int, str, int]]]], policy: SchemePolicy, which: int
) -> None:
	desk = Desk(policy)
	today = tell(desk, story)
	candidates = desk.at(Standing.OPEN, Standing.APPROVED)
	if not candidates:
		return
	key = candidates[which % len(candidates)]
	desk.move(key, Standing.DECIDED)
	decided, paid = desk.lines[key], desk.paid
	desk.follow(story[-1][0], today)
	assert desk.lines[key] == decided
	assert desk.to_pay <= policy.support_types[0].payment_cap
	if decided.kind is Kind.INSTALMENT:
		others = [line for line in desk.lines.values() if line.sequence == decided.sequence]
		assert total(others) == NOTHING or desk.life(story[-1][0], today).interrupted
	else:
		again = [
			each
			for each in desk.lines.values()
			if each.sequence == decided.sequence and each.standing is Standing.OPEN
		]
		assert again == [], "the same difference is not asked for again under another number"
	assert desk.paid == paid
