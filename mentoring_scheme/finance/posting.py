"""What is approved goes into the ledger: after the commit, each in a transaction of its own, once.

Three things keep it to once. Our own row is locked while it is posted. The invoice carries a key that is unique in the
ledger. And invoice, supplier and our note of them are one transaction: it is kept as a whole, or nothing of it is.
"""

from dataclasses import replace
from typing import Any

import frappe
from frappe import _, _lt
from frappe.model.document import Document
from frappe.utils import get_link_to_form, strip_html

from mentoring_scheme.finance import invoices, ledger
from mentoring_scheme.finance.invoices import AMOUNT
from mentoring_scheme.finance.suppliers import BeganTooEarly, hold, supplier_of

PAYERS = ("Mentoring Finance", "Mentoring Manager")
APPROVED = "Approved"
COUNTING = (APPROVED, "Sent", "Paid")
# Where the savepoint stands to which a posting that fails goes back; our row stays locked.
START = "posting"
QUICKER = (frappe.UniqueValidationError, frappe.DuplicateEntryError, BeganTooEarly)

# What to do about what ERPNext refuses, by the name of its exception: its words say only what is wrong.
REMEDIES = {
	"ClosedAccountingPeriod": _lt("Open the period for purchase invoices in the ledger, then try again."),
	"FiscalYearError": _lt("Make the fiscal year in the ledger, then try again."),
	"PartyDisabled": _lt("Enable the supplier in the ledger, then try again."),
	"PartyFrozen": _lt("Unfreeze the supplier in the ledger, then try again."),
	"InvalidAccountDimensionError": _lt(
		"Choose another in the scheme under Accounting dimensions, then try again."
	),
}


def on_payment_submit(payment: Document, method: str | None = None) -> None:
	"""An approved payment of a scheme that pays through the ledger goes there."""
	post_later(payment)


def on_payment_cancel(payment: Document, method: str | None = None) -> None:
	withdraw(payment)


def on_claim_update(claim: Document, method: str | None = None) -> None:
	"""An approved claim goes into the ledger; one that is cancelled or goes back comes out of it."""
	before = claim.get_doc_before_save()
	if not before or before.status == claim.status:
		return
	if claim.status == APPROVED:
		post_later(claim)
	elif before.status in COUNTING and claim.status not in COUNTING:
		withdraw(claim)


def post_later(doc: Document) -> None:
	"""Have it posted once this transaction is kept, by a job that is asked for once however often it is asked."""
	if not is_waiting(doc):
		return
	frappe.enqueue(
		"mentoring_scheme.jobs.ledger.post",
		queue="long",
		doctype=doc.doctype,
		name=doc.name,
		job_id=f"ledger-{doc.doctype}-{doc.name}",
		deduplicate=True,
		enqueue_after_commit=True,
	)


def withdraw(doc: Document) -> None:
	"""Take what is given up out of the ledger again. Raises frappe.ValidationError where it is paid there."""
	if not ledger.is_here():
		return
	invoice = invoices.withdraw(doc.doctype, doc.name)
	if invoice or doc.ledger_error:
		doc.db_set({"ledger_invoice": None, "ledger_error": None})
	if invoice:
		doc.add_comment("Info", _("Taken out of the ledger: {0}").format(invoice))


def waiting(doctype: str) -> list[str]:
	"""What is approved and neither in the ledger nor in a batch. What the ledger has refused waits for people."""
	schemes = frappe.get_all("Mentoring Scheme", {"paid_through": ledger.LEDGER}, pluck="name")
	return frappe.get_all(
		doctype,
		filters={
			"status": APPROVED,
			"scheme": ["in", schemes],
			"batch": ["is", "not set"],
			"ledger_invoice": ["is", "not set"],
			"ledger_error": ["is", "not set"],
			AMOUNT[doctype]: ["!=", 0],
		},
		pluck="name",
		order_by="creation",
	)


def is_waiting(doc: Document) -> bool:
	"""Whether this document belongs into the ledger and is not there. A claim of nothing has nothing to post."""
	return bool(
		doc.status == APPROVED
		and not doc.ledger_invoice
		and not doc.batch
		and invoices.amount_of(doc)
		and ledger.pays(doc.scheme)
	)


def post(doctype: str, name: str, last_try: bool = True) -> int:
	"""Post one approved document, if it is still to be posted; returns how many invoices were made.

	The document keeps why it could not be posted. Raises frappe.QueryDeadlockError, and unless it is the `last_try`
	one of QUICKER where another worker was: the caller begins again in a new transaction, which sees what the other
	has done.
	"""
	doc = frappe.get_doc(doctype, name, for_update=True)
	household = hold(doc.household)
	if not is_waiting(doc):
		return 0
	frappe.db.savepoint(START)
	messages = list(frappe.local.message_log)
	try:
		invoice = _posted(doc, household)
	except frappe.QueryDeadlockError:
		raise
	except Exception as error:
		if isinstance(error, QUICKER) and not last_try:
			raise
		frappe.db.rollback(save_point=START)
		_keep_error(doc, _reason(error))
		return 0
	finally:
		# what the ledger tells its own people stays out of the job's answer; the reason is kept with the document
		frappe.local.message_log = messages
	doc.db_set({"ledger_invoice": invoice, "ledger_error": None}, notify=True)
	doc.add_comment(
		"Info", _("Posted to the ledger: {0}").format(get_link_to_form(invoices.INVOICE, invoice))
	)
	return 1


@frappe.whitelist(methods=["POST"])
def try_again(kind: str, names: list[str] | str) -> int:
	"""Try once more what the ledger has refused of these payments or claims (`kind`); returns how many are tried.

	`names`: a list, or a list as JSON, which is what a browser sends.
	"""
	frappe.only_for(PAYERS)
	if kind not in AMOUNT:
		frappe.throw(_("Only payments and claims are posted to the ledger."))
	if not ledger.is_here():
		frappe.throw(_("ERPNext is not installed on this site, so there is no ledger to post to."))
	wanted = [str(name) for name in frappe.parse_json(names)]
	tried = [doc for doc in _readable(kind, wanted) if is_waiting(doc)]
	for doc in tried:
		post_later(doc)
	return len(tried)


def _readable(doctype: str, names: list[str]) -> list[Any]:
	fields = ["name", "status", "scheme", "batch", "ledger_invoice", AMOUNT[doctype]]
	rows = frappe.get_list(doctype, filters={"name": ["in", names]}, fields=fields)
	return [frappe._dict(row, doctype=doctype) for row in rows]


def _posted(doc: Document, household: Document | None) -> str:
	"""The name of the document's invoice: one that exists is taken up, otherwise it is made."""
	existing = invoices.standing(doc.doctype, doc.name)
	if existing:
		return existing
	scheme = frappe.get_cached_doc("Mentoring Scheme", doc.scheme)
	place = ledger.place_of(scheme)
	# what is approved keeps its own currency, whatever the scheme pays in since
	place = replace(place, currency=doc.currency or place.currency)
	problems = ledger.problems_of(place)
	if problems:
		frappe.throw(" ".join([_("The scheme {0} has to be put right:").format(scheme.name), *problems]))
	if not household:
		frappe.throw(_("No household is named that could be paid. Name one with the mentor."))
	supplier = supplier_of(household, place)
	return invoices.make(doc, place, supplier, submit=scheme.invoices_as == "Submitted").name


def _keep_error(doc: Document, reason: str) -> None:
	doc.db_set("ledger_error", reason, notify=True)


def _reason(error: Exception) -> str:
	"""Why it could not be posted, in words for finance; what nobody foresaw is logged as well."""
	if isinstance(error, frappe.QueryTimeoutError):
		return _("The ledger was busy with something else. Try again in a few minutes.")
	if not isinstance(error, frappe.ValidationError | frappe.PermissionError | frappe.DoesNotExistError):
		log = frappe.log_error(title="Not posted to the ledger")
		return _("Something went wrong that nobody foresaw; the details are in the error log {0}.").format(
			log.name
		)
	said = " ".join(strip_html(str(error)).split()) or type(error).__name__
	sentence = said if said.endswith((".", "!", "?")) else f"{said}."
	remedy = REMEDIES.get(type(error).__name__)
	return f"{sentence} {remedy}" if remedy else sentence
