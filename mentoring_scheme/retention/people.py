"""What is special about people: their name stands in many documents, they have an account, and share a household."""

from __future__ import annotations

import frappe
from frappe.query_builder import Table
from frappe.query_builder.functions import Replace

from mentoring_scheme.access.predicates import PARENTS
from mentoring_scheme.access.roles import MENTEE, MENTOR
from mentoring_scheme.retention import traces
from mentoring_scheme.retention.tables import REMOVED, TABLES

PARTICIPANT, HOUSEHOLD, ACCOUNT = "Mentoring Participant", "Mentoring Household", "Mentoring Payee Account"
PORTAL = {MENTOR, MENTEE, "All", "Guest"}
MONEY = ("Mentoring Payment", "Mentor Claim")


def forget(participant: str) -> None:
	"""Take a person's name out of every document that keeps a copy of it, and give up their account and contact."""
	person = frappe.db.get_value(
		PARTICIPANT, participant, ["participant_name", "user", "contact"], as_dict=True
	)
	if person.participant_name and person.participant_name != REMOVED:
		_replace_name(person.participant_name)
	if person.user:
		_retire(person.user, participant)
	if person.contact:
		_remove_contact(person.contact)


def _replace_name(name: str) -> None:
	"""In fields that hold names and nothing else. Of two people of one name both lose it there, never only one."""
	for doctype, table in TABLES.items():
		for fieldname in table.names.split():
			row: Table = frappe.qb.DocType(doctype)
			column = row[fieldname]
			touched = frappe.qb.from_(row).select(row.name).where(column.like(f"%{_literal(name)}%"))
			names = touched.run(pluck=True)
			if not names:
				continue
			frappe.qb.update(row).set(column, Replace(column, name, REMOVED)).where(
				row.name.isin(names)
			).run()
			if doctype not in PARENTS:
				_forget_copies(doctype, names)


def _literal(text: str) -> str:
	return text.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")


def _forget_copies(doctype: str, names: list[str]) -> None:
	traces.remove_from_search(doctype, names)
	for name in names:
		frappe.clear_document_cache(doctype, name)


def _retire(user: str, participant: str) -> None:
	"""A portal account goes with its person. Somebody who also works here keeps theirs, no longer named as the person."""
	roles = set(frappe.get_all("Has Role", {"parent": user, "parenttype": "User"}, pluck="role"))
	others = frappe.db.count(PARTICIPANT, {"user": user, "name": ["!=", participant]})
	if roles - PORTAL or others or user in ("Administrator", "Guest"):
		return
	new_name = f"removed-{participant.lower()}@example.invalid"
	frappe.db.delete("Has Role", {"parent": user, "parenttype": "User"})
	frappe.db.delete("Mentoring Message", {"recipient": user})
	# every document says who made it by this name, so it is changed everywhere
	frappe.rename_doc("User", user, new_name, force=True, show_alert=False, rebuild_search=False)
	frappe.db.set_value(
		"User",
		new_name,
		{
			"enabled": 0,
			"first_name": REMOVED,
			"full_name": REMOVED,
			**dict.fromkeys(("middle_name", "last_name", "username", "phone", "mobile_no", "birth_date")),
			**dict.fromkeys(("gender", "location", "bio", "interest", "user_image", "email_signature")),
		},
		update_modified=False,
	)
	for name in frappe.get_all("Contact", {"user": new_name}, pluck="name", order_by="name"):
		_remove_contact(name)
	frappe.db.delete("DefaultValue", {"parent": user})
	traces.remove_mails_to(user)
	for doctype in ("User", "Notification Settings"):
		traces.remove(doctype, new_name)  # renaming leaves a comment with the old name


def _remove_contact(contact: str) -> None:
	if frappe.db.exists("Contact", contact):
		traces.delete("Contact", contact)


# --- households


def household_of(doctype: str, name: str) -> str | None:
	"""The household that a person lives in, or that was paid."""
	if doctype in (PARTICIPANT, *MONEY):
		return frappe.db.get_value(doctype, name, "household")
	return None


def leave_household(household: str | None, just_done: tuple[str, str]) -> None:
	"""A household in which nobody is left, and to which nothing is on the books with a name, loses its own.

	`just_done`: the document that was disposed of in this moment, which no list says yet.
	"""
	if not household or _is_needed(household, just_done):
		return
	values = TABLES[HOUSEHOLD].values()
	frappe.db.set_value(HOUSEHOLD, household, values, update_modified=False)
	_replace_payee(household)
	traces.remove(HOUSEHOLD, household)
	for account in frappe.get_all(ACCOUNT, {"household": household}, pluck="name", order_by="name"):
		traces.delete(ACCOUNT, account)


def _is_needed(household: str, just_done: tuple[str, str]) -> bool:
	someone = {"household": household, "participant_name": ["!=", REMOVED]}
	if frappe.db.exists(PARTICIPANT, someone):
		return True
	if frappe.db.exists("Mentor", {"payee_household": household, "participant_name": ["!=", REMOVED]}):
		return True
	return any(_has_open_money(household, doctype, just_done) for doctype in MONEY)


def _has_open_money(household: str, doctype: str, just_done: tuple[str, str]) -> bool:
	"""Whether there is a payment or claim of the household that finance still needs with its name."""
	document, row = frappe.qb.DocType(doctype), frappe.qb.DocType("Mentoring Disposal Row")
	done = (
		frappe.qb.from_(row)
		.select(row.document)
		.where((row.document_type == doctype) & row.outcome.isin(("Anonymised", "Deleted")))
	)
	query = frappe.qb.from_(document).select(document.name)
	query = query.where((document.household == household) & document.name.notin(done))
	if doctype == just_done[0]:
		query = query.where(document.name != just_done[1])
	return bool(query.limit(1).run())


def _replace_payee(household: str) -> None:
	frappe.db.set_value(
		"Mentoring Payment Batch Line", {"household": household}, "payee_name", REMOVED, update_modified=False
	)
