"""Ours against what the payer's books hold, a payment or claim at a time: every difference has a name and a remedy (R42).

Money counts as ours from its approval on, and as theirs once a submitted invoice or a batch that was sent holds it.
What is merely under way, such as a draft, makes a difference too, but one that passes by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from .choices import PaidThrough
from .text import _
from .verdicts import Figure, Finding, Severity

RULE = "R42"
NOTHING = Decimal("0.00")
COUNTING = ("Approved", "Sent", "Paid")
PAID = "Paid"
# What each difference is called in a word or two, by its code.
KINDS = {
	"not_approved": _("Not approved"),
	"batch_not_approved": _("Not approved"),
	"both_ways": _("Paid both ways"),
	"invoice_missing": _("Invoice missing"),
	"invoice_cancelled": _("Invoice cancelled"),
	"posted_twice": _("Posted twice"),
	"not_linked_back": _("Not linked"),
	"draft": _("Draft"),
	"other_currency": _("Other currency"),
	"other_sum": _("Other sum"),
	"other_payee": _("Other payee"),
	"booked_otherwise": _("Booked otherwise"),
	"set_off": _("Set off"),
	"paid_later": _("Paid later"),
	"paid_there_only": _("Paid there only"),
	"paid_here_only": _("Paid here only"),
	"partly_paid": _("Partly paid"),
	"other_day": _("Other day"),
	"not_in_batch": _("Not in its batch"),
	"in_two_batches": _("In two batches"),
	"batch_not_linked_back": _("Not linked"),
	"other_sum_in_batch": _("Other sum"),
	"other_payee_in_batch": _("Other payee"),
	"batch_draft": _("Batch not sent"),
	"other_state_than_batch": _("Other state"),
	"other_day_than_batch": _("Other day"),
	"ledger_gone": _("Ledger removed"),
	"by_hand": _("By hand"),
	"by_hand_past_ledger": _("By hand"),
	"no_batch_yet": _("In no batch yet"),
	"posted_soon": _("Posted soon"),
	"posting_failed": _("Posting failed"),
	"not_posted": _("Not posted"),
	"orphan": _("Ours is gone"),
	"orphan_line": _("Ours is gone"),
	"other_total": _("Other total"),
	"besides_ours": _("Besides ours"),
}


@dataclass(frozen=True)
class Ours:
	"""A payment or claim as the scheme has it. `through` is how its scheme pays today."""

	doctype: str
	name: str
	status: str
	amount: Decimal
	currency: str
	through: PaidThrough
	household: str = ""
	approved_on: date | None = None
	paid_on: date | None = None
	batch: str = ""
	invoice: str = ""
	error: str = ""

	@property
	def counts(self) -> bool:
		"""Whether the household is to have this money, or has it."""
		return self.status in COUNTING


@dataclass(frozen=True)
class Settlement:
	"""What has settled an invoice, or a part of it. A note that is not ours takes money away instead of paying it."""

	voucher: str
	day: date
	amount: Decimal
	reference: str = ""
	foreign_note: bool = False


@dataclass(frozen=True)
class Posting:
	"""An invoice that says it was made for one of ours; a debit note where its sums are negative.

	`booked` is what the general ledger holds of it on the household's account.
	"""

	invoice: str
	doctype: str
	document: str
	draft: bool
	cancelled: bool
	currency: str
	total: Decimal
	outstanding: Decimal
	booked: Decimal
	day: date
	household: str = ""
	settlements: tuple[Settlement, ...] = ()

	@property
	def live(self) -> bool:
		return not self.cancelled

	@property
	def submitted(self) -> bool:
		return not (self.draft or self.cancelled)

	@property
	def settled(self) -> bool:
		"""Whether nothing of it is open any more."""
		return self.submitted and not self.outstanding

	@property
	def paid(self) -> Decimal:
		return self.total - self.outstanding if self.submitted else NOTHING

	@property
	def paid_on(self) -> date:
		"""The day of the last that settled it; its own, where it was paid as it was entered."""
		return max((each.day for each in self.settlements), default=self.day)

	@property
	def reference(self) -> str:
		"""The vouchers that settled it, with the bank's references."""
		named = [
			f"{each.reference} ({each.voucher})" if each.reference else each.voucher
			for each in self.settlements
		]
		return ", ".join(dict.fromkeys(named)) or self.invoice

	@property
	def foreign_notes(self) -> list[str]:
		return [each.voucher for each in self.settlements if each.foreign_note]


@dataclass(frozen=True)
class BatchLine:
	"""A line of a payment batch. `returned` says that the bank sent its money back."""

	batch: str
	batch_status: str
	doctype: str
	document: str
	amount: Decimal
	household: str = ""
	returned: bool = False
	paid_on: date | None = None

	@property
	def live(self) -> bool:
		return self.batch_status != "Cancelled" and not self.returned

	@property
	def sent(self) -> bool:
		return self.live and self.batch_status in ("Sent", PAID)

	@property
	def paid(self) -> Decimal:
		return self.amount if self.live and self.batch_status == PAID else NOTHING


@dataclass(frozen=True)
class Compared:
	"""One of ours beside theirs. Sums are nought where a side has nothing."""

	ours: Decimal = NOTHING
	theirs: Decimal = NOTHING
	ours_paid: Decimal = NOTHING
	theirs_paid: Decimal = NOTHING
	findings: tuple[Finding, ...] = field(default=())

	@property
	def difference(self) -> Decimal:
		return self.ours - self.theirs

	@property
	def paid_difference(self) -> Decimal:
		return self.ours_paid - self.theirs_paid

	@property
	def differs(self) -> bool:
		return bool(self.difference or self.paid_difference)

	@property
	def to_mend(self) -> bool:
		"""Whether somebody has to do something about it."""
		return any(finding.severity is Severity.WARN for finding in self.findings)

	@property
	def unexplained(self) -> bool:
		"""A difference without a name. There is none, and the report counts them to show it."""
		return self.differs and not self.findings


def compare(
	ours: Ours,
	postings: Sequence[Posting],
	lines: Sequence[BatchLine],
	today: date,
	*,
	ledger_there: bool = True,
) -> Compared:
	"""Put one of ours beside the invoices and batch lines that were made for it."""
	live_lines = [line for line in lines if line.live]
	live = [posting for posting in postings if posting.live]
	findings = [
		*_of_state(ours, live, live_lines),
		*(
			_of_invoices(ours, postings, today)
			if ours.counts and (live or ours.invoice) and ledger_there
			else ()
		),
		*(_of_lines(ours, live_lines) if ours.counts and (live_lines or ours.batch) else ()),
		*(_of_neither(ours, today, ledger_there) if not (live or live_lines or ours.batch) else ()),
	]
	return Compared(
		ours=ours.amount if ours.counts else NOTHING,
		theirs=_sum(each.booked for each in live if each.submitted)
		+ _sum(each.amount for each in live_lines if each.sent),
		ours_paid=ours.amount if ours.status == PAID else NOTHING,
		theirs_paid=_sum(each.paid for each in live) + _sum(each.paid for each in live_lines),
		findings=tuple(findings),
	)


def orphan(posting: Posting) -> Compared:
	"""An invoice for one of ours that does not exist."""
	return Compared(
		theirs=posting.booked if posting.submitted else NOTHING,
		theirs_paid=posting.paid,
		findings=(
			_mend(
				"orphan",
				_("The invoice {invoice} was made for {document}, which does not exist here."),
				_("Cancel the invoice in the ledger, or find out who deleted what it was made for."),
				invoice=posting.invoice,
				document=posting.document,
			),
		),
	)


def orphan_line(line: BatchLine) -> Compared:
	"""A line of a batch for one of ours that does not exist."""
	return Compared(
		theirs=line.amount if line.sent else NOTHING,
		theirs_paid=line.paid,
		findings=(
			_mend(
				"orphan_line",
				_("The batch {batch} has a line for {document}, which does not exist here."),
				_(
					"Find out who deleted it; where the batch was not sent yet, cancel the batch and make it again."
				),
				batch=line.batch,
				document=line.document,
			),
		),
	)


def batch_total(batch: str, total: Decimal, lines: Decimal) -> Compared:
	"""A batch whose total is not the sum of its lines. Its lines are compared one by one, so no money counts here."""
	if total == lines:
		return Compared()
	return Compared(
		findings=(
			_mend(
				"other_total",
				_("The batch {batch} says {total} in all; its lines come to {lines}."),
				_("Tell whoever looks after the system: the batch was changed past its rules."),
				batch=batch,
				total=total,
				lines=lines,
			),
		)
	)


def besides_ours(account: str, sum_of_them: Decimal, entries: int) -> Compared:
	"""What an account of a scheme holds that was not posted from here. It may be rightly there, so no money counts."""
	return Compared(
		findings=(
			_passes(
				"besides_ours",
				_(
					"The account {account} holds {sum} that was not posted from here (number of entries: {entries})."
				),
				_("Look them up in the general ledger, unless the account is used for other things as well."),
				account=account,
				sum=sum_of_them,
				entries=entries,
			),
		)
	)


# --- what is wrong whatever the way


def _of_state(ours: Ours, live: Sequence[Posting], lines: Sequence[BatchLine]) -> Iterable[Finding]:
	if not ours.counts and live:
		yield _mend(
			"not_approved",
			_("Ours is “{status}”, and the ledger has the invoice {invoice} of {sum}."),
			_("Cancel the invoice in the ledger: nobody has approved this payment."),
			status=ours.status,
			invoice=_named(live),
			sum=_sum(each.total for each in live),
		)
	if not ours.counts and lines:
		yield _mend(
			"batch_not_approved",
			_("Ours is “{status}”, and the batch {batch} has a line of {sum} for it."),
			_("Where the batch was not sent yet, cancel it and make it again without this line."),
			status=ours.status,
			batch=lines[0].batch,
			sum=_sum(each.amount for each in lines),
		)
	if live and lines:
		yield _mend(
			"both_ways",
			_("It is in the payment batch {batch} and in the ledger as {invoice}: it would be paid twice."),
			_("Cancel the invoice in the ledger, or take the line out of the batch."),
			batch=lines[0].batch,
			invoice=_named(live),
		)


# --- through the ledger


def _of_invoices(ours: Ours, postings: Sequence[Posting], today: date) -> Iterable[Finding]:
	live = [posting for posting in postings if posting.live]
	if not live:
		yield _gone(ours, postings)
		return
	if len(live) > 1:
		yield _mend(
			"posted_twice",
			_("The ledger has more than one invoice for it: {invoices}."),
			_("Cancel all but {invoice} in the ledger."),
			invoices=_named(live),
			invoice=ours.invoice or live[0].invoice,
		)
	if ours.invoice not in [posting.invoice for posting in live]:
		yield _mend(
			"not_linked_back",
			_("The ledger has the invoice {invoice} for it, and ours names {named}."),
			_(
				"Cancel {invoice} in the ledger where it is not wanted; ours then posts anew with “Try again”."
			),
			invoice=_named(live),
			named=ours.invoice or _("no invoice"),
		)
	for posting in live:
		yield from _of_invoice(ours, posting)
	yield from _of_payment(ours, live, today)


def _gone(ours: Ours, postings: Sequence[Posting]) -> Finding:
	cancelled = any(posting.invoice == ours.invoice for posting in postings)
	return _mend(
		"invoice_cancelled" if cancelled else "invoice_missing",
		_("Its invoice {invoice} was cancelled in the ledger.")
		if cancelled
		else _("Its invoice {invoice} is not in the ledger, or not as an invoice for this document."),
		_("Bring this report up to date with the ledger, then post it anew with “Try again”."),
		invoice=ours.invoice,
	)


def _of_invoice(ours: Ours, posting: Posting) -> Iterable[Finding]:
	if posting.draft:
		yield _passes(
			"draft",
			_("The invoice {invoice} is a draft."),
			_("Submit it in the ledger when it has been checked."),
			invoice=posting.invoice,
		)
	if posting.currency != ours.currency:
		yield _mend(
			"other_currency",
			_("Ours is in {ours}, the invoice {invoice} in {theirs}."),
			_("Cancel the invoice in the ledger, and post it anew with “Try again”."),
			ours=ours.currency,
			theirs=posting.currency,
			invoice=posting.invoice,
		)
	if posting.total != ours.amount:
		yield _mend(
			"other_sum",
			_("Approved were {ours}; the invoice {invoice} is over {theirs}."),
			_(
				"Cancel the invoice in the ledger, and post it anew with “Try again”. What was approved is what is paid."
			),
			ours=ours.amount,
			theirs=posting.total,
			invoice=posting.invoice,
		)
	if posting.household != ours.household:
		yield _mend(
			"other_payee",
			_("The invoice {invoice} is made out to another supplier than that of the household."),
			_("Cancel the invoice in the ledger, and post it anew with “Try again”."),
			invoice=posting.invoice,
		)
	if posting.submitted and posting.booked != posting.total:
		yield _mend(
			"booked_otherwise",
			_("The invoice {invoice} is over {total}; the general ledger holds {booked} of it."),
			_("Ask whoever looks after the ledger to repost the accounting entries of the invoice."),
			invoice=posting.invoice,
			total=posting.total,
			booked=posting.booked,
		)


def _of_payment(ours: Ours, live: Sequence[Posting], today: date) -> Iterable[Finding]:
	posting = next((each for each in live if each.invoice == ours.invoice), live[0])
	notes = posting.foreign_notes
	if notes:
		yield _mend(
			"set_off",
			_(
				"{note} is set off against the invoice {invoice}, and is not one of ours: the household got less."
			),
			_("Cancel the debit note in the ledger; where less was due, cancel ours or enter a correction."),
			note=", ".join(notes),
			invoice=posting.invoice,
		)
	elif posting.settled:
		yield from _of_day_paid(ours, posting, today)
	elif posting.paid:
		yield from _of_part(ours, posting)
	elif ours.status == PAID:
		yield _paid_here_only(ours, posting)


def _of_day_paid(ours: Ours, posting: Posting, today: date) -> Iterable[Finding]:
	if ours.status != PAID and posting.paid_on > today:
		yield _passes(
			"paid_later",
			_("The ledger pays it on {day} with {reference}."),
			_("Ours becomes paid on that day by itself."),
			day=posting.paid_on,
			reference=posting.reference,
		)
	elif ours.status != PAID:
		yield _mend(
			"paid_there_only",
			_("The ledger has paid it on {day} with {reference}; ours is “{status}”."),
			_("Bring this report up to date with the ledger. It is done every night as well."),
			day=posting.paid_on,
			reference=posting.reference,
			status=ours.status,
		)
	elif ours.paid_on != posting.paid_on:
		yield _mend(
			"other_day",
			_("Ours says that it was paid on {ours}; the ledger says {theirs}."),
			_("Correct the day on ours: the tax-year statement goes by it."),
			ours=ours.paid_on,
			theirs=posting.paid_on,
		)


def _of_part(ours: Ours, posting: Posting) -> Iterable[Finding]:
	if ours.status == PAID:
		yield _paid_here_only(ours, posting)
		return
	yield _passes(
		"partly_paid",
		_("Of {sum}, the ledger has paid {paid} so far."),
		_("Ours becomes paid by itself when all of it is."),
		sum=posting.total,
		paid=posting.paid,
	)


def _paid_here_only(ours: Ours, posting: Posting) -> Finding:
	return _mend(
		"paid_here_only",
		_("Ours says that it was paid on {day}; in the ledger {open} of the invoice {invoice} are open."),
		_("Enter the payment in the ledger, or bring this report up to date with the ledger."),
		day=ours.paid_on,
		open=posting.total if posting.draft else posting.outstanding,
		invoice=posting.invoice,
	)


# --- through a payment batch


def _of_lines(ours: Ours, lines: Sequence[BatchLine]) -> Iterable[Finding]:
	if not lines:
		yield _mend(
			"not_in_batch",
			_("Ours says that it is in the batch {batch}, which has no line for it that counts."),
			_("Tell whoever looks after the system: the batch was changed past its rules."),
			batch=ours.batch,
		)
		return
	if len(lines) > 1:
		yield _mend(
			"in_two_batches",
			_("More than one line was made for it, in {batches}: it would be paid twice."),
			_("Cancel the batch that was not sent yet, or mark the line as come back from the bank."),
			batches=", ".join(line.batch for line in lines),
		)
	for line in lines:
		yield from _of_line(ours, line)


def _of_line(ours: Ours, line: BatchLine) -> Iterable[Finding]:
	if ours.batch != line.batch:
		yield _mend(
			"batch_not_linked_back",
			_("The batch {batch} has a line for it, and ours names {named}."),
			_("Tell whoever looks after the system: the batch was changed past its rules."),
			batch=line.batch,
			named=ours.batch or _("no batch"),
		)
	if line.amount != ours.amount:
		yield _mend(
			"other_sum_in_batch",
			_("Approved were {ours}; the line in the batch {batch} is over {theirs}."),
			_(
				"Where the batch was not sent yet, cancel it and make it again; else settle what is left by a correction."
			),
			ours=ours.amount,
			theirs=line.amount,
			batch=line.batch,
		)
	if line.household != ours.household:
		yield _mend(
			"other_payee_in_batch",
			_("The line in the batch {batch} is made out to another household."),
			_("Where the batch was not sent yet, cancel it and make it again."),
			batch=line.batch,
		)
	yield from _of_batch_state(ours, line)


def _of_batch_state(ours: Ours, line: BatchLine) -> Iterable[Finding]:
	if line.batch_status == "Draft" and ours.status == "Approved":
		yield _passes(
			"batch_draft",
			_("The batch {batch} was not sent yet."),
			_("Send it when it is complete."),
			batch=line.batch,
		)
	elif (line.sent and line.batch_status != ours.status) or line.batch_status == "Draft":
		yield _mend(
			"other_state_than_batch",
			_("The batch {batch} is “{theirs}”, ours is “{ours}”."),
			_("Record on the batch what the bank has done; ours follows it."),
			batch=line.batch,
			theirs=line.batch_status,
			ours=ours.status,
		)
	elif ours.status == PAID and ours.paid_on != line.paid_on:
		yield _mend(
			"other_day_than_batch",
			_("Ours says that it was paid on {ours}; the batch {batch} says {theirs}."),
			_("Correct the day on ours: the tax-year statement goes by it."),
			ours=ours.paid_on,
			theirs=line.paid_on,
			batch=line.batch,
		)


# --- in no book at all


def _of_neither(ours: Ours, today: date, ledger_there: bool) -> Iterable[Finding]:
	"""Nothing is asked of what comes to nought: nobody posts or pays it."""
	if not ours.counts or not ours.amount or (ours.invoice and ledger_there):
		return
	if ours.invoice:
		yield _passes(
			"ledger_gone",
			_("It was posted as {invoice} in a ledger that is not installed any more."),
			_("Compare it with the records of that ledger."),
			invoice=ours.invoice,
		)
	elif ours.status != "Approved" and ours.through is PaidThrough.LEDGER:
		yield _mend(
			"by_hand_past_ledger",
			_("Ours is “{status}”, recorded by hand; the ledger has no invoice for it."),
			_("Enter the payment in the ledger as well, or correct ours."),
			status=ours.status,
		)
	elif ours.status != "Approved":
		yield _passes(
			"by_hand",
			_("Ours is “{status}”, recorded by hand, in no batch."),
			_("Compare it with the bank statement."),
			status=ours.status,
		)
	elif ours.through is PaidThrough.LEDGER:
		yield _not_posted(ours, today)
	else:
		yield _passes(
			"no_batch_yet",
			_("It is in no payment batch yet."),
			_("Take it into the next batch."),
		)


def _not_posted(ours: Ours, today: date) -> Finding:
	if ours.error:
		return _mend(
			"posting_failed",
			_("It is not in the ledger: {error}"),
			_("Mend the cause, then press “Try again” on it."),
			error=ours.error,
		)
	if ours.approved_on and ours.approved_on >= today:
		return _passes(
			"posted_soon",
			_("It is not in the ledger yet."),
			_("What is approved is posted within the hour."),
		)
	return _mend(
		"not_posted",
		_("It was approved on {day} and is still not in the ledger."),
		_(
			"Press “Try again” on it; where nothing happens, ask whoever looks after the system whether its jobs run."
		),
		day=ours.approved_on,
	)


def _mend(code: str, message: str, remedy: str, **figures: Figure) -> Finding:
	"""A difference that somebody has to do something about."""
	return Finding(RULE, code, Severity.WARN, message, figures, remedy)


def _passes(code: str, message: str, remedy: str, **figures: Figure) -> Finding:
	"""A difference that is explained by what is still under way."""
	return Finding(RULE, code, Severity.PASS, message, figures, remedy)


def _named(postings: Iterable[Posting]) -> str:
	return ", ".join(posting.invoice for posting in postings)


def _sum(amounts: Iterable[Decimal]) -> Decimal:
	return sum(amounts, NOTHING)
