"""What a mentee would have changed was one field; it is now the first remark of the conversation about the record.

When it was asked is taken from the last change of the record, which is the nearest that is known. The old column is
emptied, so that nothing confidential stays where no rule reaches it.
"""

from __future__ import annotations

import frappe

RECORD, OLD_FIELD = "Contact Record", "query_text"


def execute() -> None:
	if not frappe.db.has_column(RECORD, OLD_FIELD):
		return
	record = frappe.qb.DocType(RECORD)
	asked = frappe.qb.from_(record).select(
		record.name, record.mentee_user, record.modified, record.query_text
	)
	for row in asked.where(record.query_text.isnotnull() & (record.query_text != "")).run(as_dict=True):
		_keep(row)
	frappe.qb.update(record).set(record.query_text, None).run()


def _keep(row: frappe._dict) -> None:
	remark = {
		"doctype": "Contact Record Remark",
		"parent": row.name,
		"parenttype": RECORD,
		"parentfield": "remarks",
		"idx": 1,
		"party": "Mentee",
		"said_by": row.mentee_user,
		"said_on": row.modified,
		"text": row.query_text,
	}
	frappe.get_doc(remark).db_insert()
