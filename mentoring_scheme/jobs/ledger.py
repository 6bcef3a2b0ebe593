"""What is approved is posted to the ledger: at once after the approval, and every hour whatever was left over.

The ledger's own rules of who may write there are for its people. What is posted here somebody has approved under our
rules, and no user chooses a word of it; so the jobs post as the site itself.
"""

from __future__ import annotations

from functools import partial

import frappe

from mentoring_scheme.finance import ledger, posting
from mentoring_scheme.finance.invoices import AMOUNT
from mentoring_scheme.jobs.batches import kept


def post(doctype: str, name: str) -> int:
	"""Post one document, keeping what was done; returns how many invoices were made."""
	frappe.set_user("Administrator")
	try:
		return kept(partial(posting.post, doctype, name, last_try=False))
	except posting.QUICKER:
		frappe.db.rollback()
		return kept(partial(posting.post, doctype, name))


def sweep() -> int:
	"""Post whatever waits: a job that was killed or never began loses nothing. One that fails stops no other."""
	if not ledger.is_here():
		return 0
	return sum(_post_or_log(doctype, name) for doctype in AMOUNT for name in posting.waiting(doctype))


def _post_or_log(doctype: str, name: str) -> int:
	try:
		return post(doctype, name)
	except Exception:
		frappe.db.rollback()
		frappe.log_error(title="Not posted to the ledger")
		frappe.db.commit()
		return 0
