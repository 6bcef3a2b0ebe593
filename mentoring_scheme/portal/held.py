"""What a scheme holds about the user, in plain words: for the page My profile and for the download of own data.

What others have written about somebody in confidence (references, assessments) is named and not shown: whoever wants it
asks the scheme, where a person looks at what it says of third parties.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import frappe
from frappe import _
from frappe.utils import formatdate

from mentoring_scheme.access import reach
from mentoring_scheme.access.terms import inner
from mentoring_scheme.portal import mine
from mentoring_scheme.portal.mine import Side

PERSON = "Mentoring Participant"


@dataclass
class Section:
	"""A part of it: pairs of a label and what is held under it. `note` says what a reader may ask about it."""

	title: str
	facts: list[tuple[str, str]] = field(default_factory=list)
	note: str = ""

	def add(self, label: str, value: Any) -> None:
		"""Add what is held; what is not held is left out."""
		if value not in (None, "", 0):
			self.facts.append((label, str(value)))


def participant() -> Any | None:
	"""The participant document of the user: the oldest, where there are several; None where there is none."""
	person = inner(PERSON)
	names = (
		frappe.qb.from_(person)
		.select(person.name)
		.where(person.name.isin(reach.own_participants(frappe.session.user)))
		.orderby(person.creation)
		.limit(1)
		.run(pluck=True)
	)
	return frappe.get_doc(PERSON, names[0]) if names else None


def sections(person: Any) -> list[Section]:
	"""Everything, in the order in which it is read; as many queries for ten links as for one."""
	found = [
		_about(person),
		_caring(person),
		_experience(person),
		*_as_mentor(person),
		*_as_mentee(person),
		_links(),
		_equality(person),
	]
	return [section for section in found if section.facts or section.note]


def _about(person: Any) -> Section:
	section = Section(_("About you"))
	section.add(_("Name"), person.participant_name)
	section.add(_("Date of birth"), _day(person.date_of_birth))
	section.add(_("E-mail"), person.email)
	section.add(_("Phone"), person.phone)
	section.add(_("Area"), person.area)
	section.add(_("Postcode"), person.postcode)
	if person.location:
		section.add(_("Place"), _("A point on the map, by which distances are worked out"))
	section.add(_("Household"), _name_of("Mentoring Household", person.household, "household_name"))
	section.add(_("Second carer in the household"), _name_of(PERSON, person.second_carer, "participant_name"))
	section.add(_("Supervising social worker"), _name_of("User", person.ssw, "full_name"))
	return section


def _caring(person: Any) -> Section:
	section = Section(_("Approval and caring"))
	for row in person.approvals:
		days = _from_to(row.approved_on, row.ended_on)
		shown = _("{0}, level {1}").format(days, row.level) if row.level else days
		section.add(_("Approved: {0}").format(_(row.approval_type)), shown)
	for row in person.active_periods:
		section.add(_(row.kind or "Active caring"), _from_to(row.from_date, row.to_date))
	return section


def _experience(person: Any) -> Section:
	section = Section(_("Experience and interests"))
	for name in ("experience", "expertise", "interests"):
		section.add(_(person.meta.get_label(name)), person.get(name))
	section.add(_("For matching"), _attributes(PERSON, [person.name])[person.name])
	return section


def _as_mentor(person: Any) -> list[Section]:
	fields = ["name", "scheme", "stage", "kind", "capacity", "availability", "applied_on", "approved_on"]
	fields += ["break_from", "break_until", "stood_down_on", "commitment_confirmed"]
	rows = frappe.get_all("Mentor", {"participant": person.name}, fields, order_by="creation")
	names = [row.name for row in rows]
	trainings = _children("Mentor Training", "Mentor", names, ["training", "due_on", "attended_on"])
	needs = _children("Mentor Development Need", "Mentor", names, ["need", "action", "by_when", "done_on"])
	checks = _of_mentors("Mentor Check", names, ["check_kind", "issued_on", "expires_on"])
	others = [_of_mentors(doctype, names, []) for doctype in ("Mentor Reference", "Mentor Assessment")]
	found = []
	for row in rows:
		section = Section(_("As a mentor: {0}").format(row.scheme))
		section.add(_("Stage"), _(row.stage))
		section.add(_("Kind of mentor"), _(row.kind or ""))
		section.add(_("Mentees at a time"), row.capacity)
		section.add(_("Availability"), row.availability)
		section.add(_("Time and commitment confirmed"), _(row.commitment_confirmed or ""))
		section.add(_("Applied on"), _day(row.applied_on))
		section.add(_("Approved as mentor on"), _day(row.approved_on))
		section.add(_("Break"), _from_to(row.break_from, row.break_until))
		section.add(_("Stood down on"), _day(row.stood_down_on))
		for each in checks[row.name]:
			section.add(_("Check: {0}").format(each.check_kind), _from_to(each.issued_on, each.expires_on))
		for each in trainings[row.name]:
			section.add(_("Training: {0}").format(each.training), _training(each))
		for each in needs[row.name]:
			section.add(_("Development: {0}").format(each.need), _need(each))
		section.note = _in_confidence(*(len(of_kind[row.name]) for of_kind in others))
		found.append(section)
	return found


def _as_mentee(person: Any) -> list[Section]:
	fields = ["name", "scheme", "status", "referred_on", "referred_by", "referral_route", "referral_plan"]
	fields += ["support_type", "mentor_choice", "needs", "wished_outcomes", "what_matters", "consent_on"]
	fields += ["offered_on", "offer_answer", "offer_answered_on", "withdrawn_on", "independent_support"]
	rows = frappe.get_all("Mentee", {"participant": person.name}, fields, order_by="creation")
	names = [row.name for row in rows]
	topics = _attributes("Mentee", names)
	wishes = _children(
		"Mentoring Wish", "Mentee", names, ["criterion", "strength", "attribute", "approval_type"]
	)
	meta, found = frappe.get_meta("Mentee"), []
	for row in rows:
		section = Section(_("As a mentee: {0}").format(row.scheme))
		for name in fields[2:]:
			value = row[name]
			shown = _day(value) if name.endswith("_on") else _chosen_or_typed(meta, name, value)
			section.add(_(meta.get_label(name)), shown)
		section.add(_("Would like support with"), topics[row.name])
		for each in wishes[row.name]:
			what = each.attribute or each.approval_type or ""
			section.add(_("Wish: {0}").format(_(each.criterion)), f"{_(each.strength)} {_(what)}".strip())
		found.append(section)
	return found


def _links() -> Section:
	section = Section(_("Links"))
	for link in mine.links():
		label = _("You support {0}") if link.side is Side.MENTOR else _("{0} supports you")
		days = _from_to(link.start_date, link.ended_on)
		section.add(label.format(link.other), ", ".join(part for part in (_(link.status), days) if part))
	return section


def _equality(person: Any) -> Section:
	section = Section(_("Equality profile"))
	name = frappe.db.get_value("Mentoring Equality Profile", {"participant": person.name})
	if not name:
		return section
	profile = frappe.get_doc("Mentoring Equality Profile", name)
	for each in profile.meta.fields:
		if each.fieldtype in ("Data", "Select", "Small Text") and each.fieldname != "participant_name":
			section.add(_(each.label), profile.get(each.fieldname))
	for row in profile.wishes:
		what = _("the same as your own") if row.same_as_own else row.value
		section.add(_("Wish: {0}").format(_(row.characteristic)), f"{_(row.strength)} {what or ''}".strip())
	section.note = _("Only co-ordinators and managers of the scheme read this.")
	return section


def _in_confidence(references: int, assessments: int) -> str:
	parts = []
	if references:
		parts.append(_("references: {0}").format(references))
	if assessments:
		parts.append(_("notes of interviews and reviews: {0}").format(assessments))
	if not parts:
		return ""
	return _(
		"The scheme also keeps what others wrote in confidence ({0}). Ask your co-ordinator if you want to see it; a person then looks at what it says of others."
	).format(", ".join(parts))


def _training(row: Any) -> str:
	if row.attended_on:
		return _("attended on {0}").format(_day(row.attended_on))
	return _("due on {0}").format(_day(row.due_on)) if row.due_on else _("planned")


def _need(row: Any) -> str:
	if row.done_on:
		return _("done on {0}").format(_day(row.done_on))
	return ", ".join(part for part in (row.action, _day(row.by_when)) if part) or _("open")


def _children(doctype: str, parenttype: str, parents: list[str], fields: list[str]) -> dict[str, list[Any]]:
	rows = frappe.get_all(
		doctype,
		{"parenttype": parenttype, "parent": ["in", parents]},
		["parent", *fields],
		order_by="parent, idx",
	)
	return _grouped(rows, "parent")


def _of_mentors(doctype: str, mentors: list[str], fields: list[str]) -> dict[str, list[Any]]:
	rows = frappe.get_all(doctype, {"mentor": ["in", mentors]}, ["mentor", *fields], order_by="creation")
	return _grouped(rows, "mentor")


def _attributes(parenttype: str, parents: list[str]) -> dict[str, str]:
	row, attribute = frappe.qb.DocType("Mentoring Attribute Row"), frappe.qb.DocType("Mentoring Attribute")
	query = (
		frappe.qb.from_(row)
		.join(attribute)
		.on(attribute.name == row.attribute)
		.select(row.parent, attribute.attribute)
		.where((row.parenttype == parenttype) & row.parent.isin(parents or [""]))
		.orderby(row.idx)
	)
	found = _grouped(query.run(as_dict=True), "parent")
	return {name: ", ".join(each.attribute for each in found[name]) for name in parents}


def _grouped(rows: list[Any], by: str) -> dict[str, list[Any]]:
	found: dict[str, list[Any]] = defaultdict(list)
	for row in rows:
		found[row[by]].append(row)
	return found


def _name_of(doctype: str, name: str | None, fieldname: str) -> str:
	return (frappe.db.get_value(doctype, name, fieldname) or "") if name else ""


def _day(value: Any) -> str:
	return formatdate(value) if value else ""


def _chosen_or_typed(meta: Any, fieldname: str, value: str | None) -> str:
	"""What was chosen, in the reader's language; what was typed, as it was typed."""
	is_choice = meta.get_field(fieldname).fieldtype == "Select"
	return _(value) if is_choice and value else value or ""


def _from_to(start: Any, end: Any) -> str:
	if start and end:
		return _("{0} to {1}").format(_day(start), _day(end))
	if end:
		return _("until {0}").format(_day(end))
	return _("since {0}").format(_day(start)) if start else ""
