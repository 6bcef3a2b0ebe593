"""Past contacts and payments made elsewhere, each held against the life of its link."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from mentoring_scheme.importing.columns import Row
from mentoring_scheme.importing.keys import Ref, points_to, ref_of
from mentoring_scheme.importing.known import Known
from mentoring_scheme.importing.links import ENDED, terms_of
from mentoring_scheme.importing.remarks import Remark, about, note, wrong
from mentoring_scheme.importing.sheets import CONTACTS, LINKS, PAYMENTS
from mentoring_scheme.policy.choices import Way
from mentoring_scheme.policy.errors import PolicyError
from mentoring_scheme.policy.record_writing import assess_draft, assess_paper_agreement
from mentoring_scheme.policy.records import RecordFacts
from mentoring_scheme.policy.settlement import Kind, Life, Line, Standing, lived, settle
from mentoring_scheme.policy.states import LinkState
from mentoring_scheme.policy.term_values import TermFacts
from mentoring_scheme.policy.terms import plan
from mentoring_scheme.policy.text import _

NOTHING = Decimal("0.00")
_CELLS = {"record-length": "minutes", "contact-way": "way", "next-contact": "next_contact_on"}


def check(rows: Iterable[Row], by_ref: Mapping[Ref, Row], known: Known, today: date) -> list[Remark]:
	"""All remarks about new contacts and payments, and what the policy will make due for new links that run."""
	rows = list(rows)
	remarks: list[Remark] = []
	paid: dict[Ref, list[Row]] = defaultdict(list)
	for row in rows:
		ref = points_to(row, "link") if row.sheet in (CONTACTS, PAYMENTS) else None
		facts = _terms(ref, by_ref, known) if ref else None
		if ref is None or facts is None:
			continue
		if row.sheet == CONTACTS:
			remarks += _contact(row, facts, known, today)
		else:
			remarks += _payment(row, facts, known, today)
			paid[ref].append(row)
	for row in rows:
		if row.sheet == LINKS:
			remarks += _still_owed(row, paid[ref_of(row)], by_ref, known, today)
	return remarks


def _terms(ref: Ref, by_ref: Mapping[Ref, Row], known: Known) -> TermFacts | None:
	row = by_ref.get(ref)
	return known.terms.get(ref) or (terms_of(row, by_ref, known) if row else None)


def _contact(row: Row, terms: TermFacts, known: Known, today: date) -> Iterator[Remark]:
	on = row.day("contact_date")
	if on is None or on > today or not row.text("way"):
		return  # remarked upon already
	facts = RecordFacts(
		contact_on=on,
		way=Way(row.text("way")),
		link_start=terms.start,
		link_ended_on=terms.ended_on,
		suspensions=terms.suspensions,
		minutes=row.whole("minutes"),
		summary=row.text("summary"),
		next_contact_on=row.day("next_contact_on"),
	)
	for finding in assess_draft(facts, LinkState.ACTIVE, known.policy, today).refusals:
		yield about(row, _CELLS.get(finding.code, "contact_date"), finding)
	agreed = row.day("agreed_on")
	if agreed and agreed <= today:
		for finding in assess_paper_agreement(agreed, on, today).refusals:
			yield about(row, "agreed_on", finding)


def _life(terms: TermFacts, known: Known, today: date) -> Life:
	"""What the policy pays for a link; nothing where its dates contradict each other, which is remarked upon there."""
	try:
		return lived(plan(terms, known.policy, today), known.policy, terms.support_type)
	except PolicyError:
		return Life()


def _payment(row: Row, terms: TermFacts, known: Known, today: date) -> Iterator[Remark]:
	life = _life(terms, known, today)
	paid_on = row.day("paid_on")
	if row.values.get("sequence") is not None and row.whole("sequence") not in {
		each.sequence for each in life.instalments
	}:
		yield wrong(
			row,
			"sequence",
			"no-such-instalment",
			_("For this link the policy has {number} instalments, and none with this number."),
			_(
				"Correct the number. What was paid outside the policy is entered here by hand, as an exceptional payment."
			),
			number=len(life.instalments),
		)
	if row.values.get("amount") == NOTHING:
		yield wrong(
			row, "amount", "no-amount", _("Nothing was paid."), _("Remove the row, or write the amount.")
		)
	if paid_on and paid_on < terms.start:
		yield wrong(
			row,
			"paid_on",
			"paid-before-start",
			_("The payment comes before the start of the link, {start}."),
			_("Correct the day, or the reference of the link."),
			start=terms.start,
		)


def _still_owed(
	row: Row, paid: list[Row], by_ref: Mapping[Ref, Row], known: Known, today: date
) -> Iterator[Remark]:
	"""What the payments job will do in the first night: nobody should learn that from the bank."""
	terms = terms_of(row, by_ref, known)
	if terms is None:
		return
	steps = settle(_life(terms, known, today), [_line(each) for each in paid], today)
	amounts = [step.wanted.amount for step in steps if step.wanted]
	owed = sum((each for each in amounts if each > 0), NOTHING)
	too_much = -sum((each for each in amounts if each < 0), NOTHING)
	if owed and row.text("status") in ENDED:
		yield note(
			row,
			"start_date",
			"never-paid",
			_("By what the workbook says, {owed} of what the policy gives were never paid for this link."),
			_(
				"Nothing falls due by itself. If they were paid, add them to the sheet “{sheet}”, so that nobody asks."
			),
			owed=owed,
			sheet=PAYMENTS,
		)
	elif owed:
		yield note(
			row,
			"start_date",
			"still-owed",
			_(
				"By what the workbook says was paid, {owed} are owed under the policy today, and fall due here."
			),
			_("If they were paid, add them to the sheet “{sheet}”."),
			owed=owed,
			sheet=PAYMENTS,
		)
	if too_much:
		yield note(
			row,
			"start_date",
			"paid-too-much",
			_("By what the workbook says was paid, {too_much} more than the policy gives were paid."),
			_("A correction that takes them back falls due here, for finance to decide. Check the amounts."),
			too_much=too_much,
		)


def _line(row: Row) -> Line:
	paid_on = row.day("paid_on") or date.min
	return Line(
		name=str(row.number),
		kind=Kind.INSTALMENT,
		sequence=row.whole("sequence"),
		number=0,
		standing=Standing.ON_ITS_WAY,
		amount=row.money("amount"),
		due_on=paid_on,
	)
