"""What the desk and the portal call about claims. Who asks is the session's account, and nothing else.

The annotations here are types and not text, so that the platform holds what browsers send against them.
"""

from datetime import date
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_months, formatdate, get_first_day, getdate, today

from mentoring_scheme.mentoring_scheme.claims import people, proposals, receipts
from mentoring_scheme.mentoring_scheme.claims.shown import as_choice
from mentoring_scheme.mentoring_scheme.claims.states import CANCELLED, SUBMITTED, WITH_WRITER
from mentoring_scheme.mentoring_scheme.currencies import currency_of
from mentoring_scheme.mentoring_scheme.doctype.mentor_claim.mentor_claim import key_of
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme
from mentoring_scheme.mentoring_scheme.verdict import as_rows
from mentoring_scheme.policy.choices import Claims, Strictness
from mentoring_scheme.policy.claims import last_day
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.verdicts import Assessment

MONTHS_BACK = 12
TAKING_PART = ("Approved", "Active", "On a Break", "Suspended", "Stood Down")


@frappe.whitelist()
def months(scheme: str = "") -> list[dict[str, Any]]:
	"""The months that the session's own mentors can claim, newest first, each with its claim where there is one.

	All schemes in which the account is a mentor, or the one named; none for anybody else's mentor.
	"""
	frappe.has_permission("Mentor Claim", "read", throw=True)
	mentors = [each for each in _own_mentors() if not scheme or each.scheme == scheme]
	claims = _claims_of([each.name for each in mentors])
	rows = [row for mentor in mentors for row in _months_of(mentor, claims)]
	return sorted(rows, key=lambda row: (row["month"], row["scheme"]), reverse=True)


@frappe.whitelist(methods=["POST"])
def open_claim(mentor: str, month: date) -> str:
	"""The name of the mentor's claim of the month; it is made, with its time lines proposed, where there is none.

	Raises frappe.PermissionError for whoever is neither the mentor nor staff of the scheme.
	"""
	frappe.has_permission("Mentor Claim", "create", throw=True)
	if not frappe.db.exists("Mentor", mentor):
		raise frappe.PermissionError
	people.check_writer(mentor)
	frappe.db.savepoint("open_claim")
	try:
		return _existing(mentor, month) or _made(mentor, month)
	except (frappe.DuplicateEntryError, frappe.UniqueValidationError):
		# another window was first; what it has made is there once it is kept
		frappe.db.rollback(save_point="open_claim")
		frappe.clear_messages()
		return _existing(mentor, month, as_committed=True) or _made(mentor, month)


@frappe.whitelist()
def sources(claim: str) -> list[dict[str, Any]]:
	"""What an expense of this claim can rest on: the mentor's own records of the month, by date, length and way."""
	doc = _readable(claim)
	return [as_choice(each) for each in proposals.of_month(doc)]


@frappe.whitelist(methods=["POST"])
def take_up_proposals(claim: str) -> int:
	"""Add a time line for each record of the month that has none yet; returns how many were added."""
	doc = _writable(claim)
	if doc.status not in WITH_WRITER:
		frappe.throw(
			_("The claim is “{0}”. Its lines change only when it is returned.").format(_(doc.status))
		)
	added = proposals.take_up(doc)
	if added:
		doc.save()
	return added


@frappe.whitelist(methods=["POST"])
def send_in(claim: str) -> dict[str, Any]:
	"""Send a claim in, as its mentor or as staff on the mentor's behalf.

	Returns its state, and what whoever checks it will ask about. Raises RuleRefusal with what stands in the way.
	"""
	doc = _writable(claim)
	if doc.status not in WITH_WRITER:
		frappe.throw(_("The claim is “{0}” already.").format(_(doc.status)), title=_(doc.status))
	doc.status = SUBMITTED
	doc.save()
	found = doc.assess()
	asked = Assessment((*found.refusals, *found.warnings))
	return {"status": doc.status, "findings": as_rows(asked, currency=doc.currency)}


@frappe.whitelist(methods=["POST"])
def attach_receipt(claim: str = "") -> dict[str, Any]:
	"""Keep the file of this request as a private attachment of the claim; returns its address and name.

	Raises ReceiptRefused, with what to do, for a file that cannot serve as a receipt.
	"""
	# Frappe's uploader hands the request on without its arguments, and says in `docname` where it is attached
	doc = _writable(claim or frappe.form_dict.docname or "")
	if doc.status not in WITH_WRITER:
		frappe.throw(
			_("The claim is “{0}”. Its receipts change only when it is returned.").format(_(doc.status))
		)
	sent = frappe.request.files.get("file")
	content = (
		frappe.local.uploaded_file if hasattr(frappe.local, "uploaded_file") else sent and sent.stream.read()
	)
	if not content:
		frappe.throw(_("No file came with the request. Choose the photograph or PDF again."))
	file = receipts.attach(doc.name, sent.filename, content)
	return {"file_url": file.file_url, "file_name": file.file_name, "name": file.name, "is_private": 1}


def _readable(claim: str) -> Document:
	doc = frappe.get_doc("Mentor Claim", claim)
	doc.check_permission("read")
	return doc


def _writable(claim: str) -> Document:
	"""The claim as it is stored, held until the transaction ends. Raises frappe.PermissionError."""
	doc = frappe.get_doc("Mentor Claim", claim, for_update=True)
	doc.check_permission("write")
	people.check_writer(doc.mentor)
	return doc


def _existing(mentor: str, month: date, *, as_committed: bool = False) -> str | None:
	return frappe.db.get_value("Mentor Claim", {"claim_key": key_of(mentor, month)}, for_update=as_committed)


def _made(mentor: str, month: date) -> str:
	claim = frappe.new_doc("Mentor Claim")
	claim.update({"mentor": mentor, "month": month})
	return claim.insert().name


def _own_mentors() -> list[Any]:
	"""The session's own mentors in schemes that have claims, once they are or have been approved."""
	own = frappe.get_all("Mentoring Participant", {"user": frappe.session.user}, pluck="name")
	mentors = frappe.get_all(
		"Mentor",
		{"participant": ["in", own or [""]], "stage": ["in", TAKING_PART]},
		["name", "scheme", "approved_on", "creation"],
		order_by="name",
	)
	return [each for each in mentors if policy_of_scheme(each.scheme).claims is not Claims.NONE]


def _claims_of(mentors: list[str]) -> dict[str, Any]:
	"""The claims of these mentors that were not cancelled, by their key."""
	rows = frappe.get_all(
		"Mentor Claim",
		{"mentor": ["in", mentors or [""]], "status": ["!=", CANCELLED]},
		["name", "status", "total", "claim_key", "mentor", "month"],
		order_by="month desc",
	)
	return {row.claim_key: row for row in rows}


def _months_of(mentor: Any, claims: dict[str, Any]) -> list[dict[str, Any]]:
	"""The months that can still be claimed, and all older ones of which there is a claim."""
	policy = policy_of_scheme(mentor.scheme)
	open_months = [month for month in _months_since(mentor) if _can_be_sent_in(month, policy)]
	claimed = [getdate(row.month) for row in claims.values() if row.mentor == mentor.name]
	return [
		_shown(mentor, month, claims.get(key_of(mentor.name, month))) for month in {*open_months, *claimed}
	]


def _months_since(mentor: Any) -> list[date]:
	"""The first days of the months since the mentor was approved, a year of them at most."""
	this_month = getdate(get_first_day(today()))
	began = getdate(get_first_day(mentor.approved_on or mentor.creation))
	back = [getdate(add_months(this_month, -number)) for number in range(MONTHS_BACK)]
	return [month for month in back if month >= began or month == this_month]


def _can_be_sent_in(month: date, policy: SchemePolicy) -> bool:
	last = last_day(month, policy)
	too_late = last is not None and last < getdate(today())
	return not (too_late and policy.late_claim_rule is Strictness.REFUSE)


def _shown(mentor: Any, month: date, claim: Any) -> dict[str, Any]:
	return {
		"scheme": mentor.scheme,
		"mentor": mentor.name,
		"month": month.isoformat(),
		"label": formatdate(month, "MMMM yyyy"),
		"claim": claim.name if claim else None,
		"status": claim.status if claim else None,
		"total": claim.total if claim else None,
		"currency": currency_of(frappe.get_cached_value("Mentoring Scheme", mentor.scheme, "currency")),
	}
