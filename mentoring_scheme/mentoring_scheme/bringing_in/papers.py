"""Past contacts, and what was paid elsewhere (R28, R42)."""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from mentoring_scheme.importing.columns import Row
from mentoring_scheme.importing.sheets import LINKS
from mentoring_scheme.mentoring_scheme.bringing_in.values import Batch, taken
from mentoring_scheme.mentoring_scheme.doctype.mentoring_link.facts import term_facts
from mentoring_scheme.mentoring_scheme.doctype.mentoring_payment import paid_elsewhere
from mentoring_scheme.mentoring_scheme.doctype.mentoring_payment.lines import Terms
from mentoring_scheme.policy import terms
from mentoring_scheme.policy.record_writing import needs_mentee
from mentoring_scheme.policy.settlement import Wanted, lived

OF_CONTACT = ("contact_date", "way", "minutes", "next_contact_on")


def contact(row: Row, batch: Batch) -> Document:
	"""A contact that took place, agreed on paper: it counts as the last contact, and nobody is asked about it."""
	is_first = batch.named(LINKS, row.text("link")) not in batch.pairs
	pair = batch.pair(row.text("link"))
	record = frappe.new_doc("Contact Record")
	record.update({"link": pair.link, **taken(row, *OF_CONTACT)})
	record.update({"outcome": "Took place", "planned": 1, "summary": row.text("summary") or batch.source})
	record.contact_time = None  # the platform has put the time of day there
	if is_first:  # who may record one contact of a link may record the others
		record.check_permission("create")
	# what it says was held against the policy when the workbook was checked
	record.flags.by_method = record.flags.brought_in = True
	record.flags.pair = pair
	if needs_mentee(pair.policy):
		record.sign_on_paper(row.day("agreed_on") or row.day("contact_date"))
	record.settle()
	return record


def payment(row: Row, batch: Batch) -> Document:
	"""An instalment that was paid elsewhere, with the period that the policy gives it."""
	link = batch.link(row.text("link"))
	life = lived(terms.plan(term_facts(link), link.policy, batch.today), link.policy, link.support_type)
	owed = next(each for each in life.instalments if each.sequence == row.whole("sequence"))
	wanted = Wanted(row.money("amount"), owed.due_on, owed.period_start, owed.period_end, owed.months)
	return paid_elsewhere.record(
		Terms(link.name, link.policy_version, link.policy),
		owed.sequence,
		wanted,
		paid_elsewhere.Paid(getdate(row.day("paid_on")), row.text("payment_reference"), batch.source),
	)
