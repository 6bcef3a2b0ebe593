"""A running scheme is brought in from a workbook: checked as a whole, written once, without telling anybody."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import frappe
import pytest
from ended import aged, carried_out
from frappe.utils import add_months, getdate, today
from makers import make_import, make_scheme, make_user
from queries import count_queries
from workbooks import ALL_ROWS, back, change, fill, rows, texts

from mentoring_scheme.importing.template import template
from mentoring_scheme.jobs import import_groups, importing, instalments, reminders
from mentoring_scheme.mentoring_scheme.bringing_in.site import lists_of
from mentoring_scheme.mentoring_scheme.bringing_in.values import Batch
from mentoring_scheme.mentoring_scheme.doctype.mentoring_import import findings
from mentoring_scheme.mentoring_scheme.doctype.mentoring_import.mentoring_import import (
	download_template,
	progress,
)
from mentoring_scheme.patches import import_workbooks_end

WRITTEN = (
	"Mentoring Household",
	"Mentoring Participant",
	"Mentor",
	"Mentee",
	"Mentoring Link",
	"Mentoring Agreement",
	"Contact Record",
	"Mentoring Payment",
	"Mentoring Import Entry",
)
TOLD = ("Email Queue", "Mentoring Message", "User", "ToDo", "Mentoring Reminder", "Workflow Action")


def counts(*doctypes: str) -> dict[str, int]:
	return {doctype: frappe.db.count(doctype) for doctype in doctypes}


@pytest.fixture
def scheme(transaction: None) -> str:
	"""A scheme whose co-ordinator is at work."""
	frappe.local.conf.update({"mail_server": "localhost", "auto_email_id": "scheme@example.org"})
	co_ordinator = make_user("Mentoring Co-ordinator")
	name = make_scheme(members={co_ordinator: "Co-ordinator"}, reminder_days="Every day").name
	frappe.set_user(co_ordinator)
	return name


@pytest.fixture
def uncommitted(monkeypatch: pytest.MonkeyPatch) -> None:
	"""What the job keeps step by step stays in the transaction of the test."""
	for module in (importing, import_groups):
		monkeypatch.setattr(module, "kept", lambda act: act())
	monkeypatch.setattr(importing, "keep_what_was_read", lambda: None)


def empty(scheme: str) -> bytes:
	return template(scheme, lists_of(scheme))


def checked(scheme: str, workbook: bytes) -> Any:
	"""An import with this workbook, checked by the job."""
	doc = make_import(scheme=scheme, workbook=workbook)
	doc.check_workbook()
	importing.check(doc.name)
	return doc.reload()


def brought_in(doc: Any) -> Any:
	doc.bring_in()
	importing.bring_in(doc.name)
	return doc.reload()


def test_a_whole_scheme_comes_in_once_and_nobody_is_told(scheme: str, uncommitted: None):
	workbook, before = fill(empty(scheme), rows()), counts(*WRITTEN, *TOLD)
	doc = checked(scheme, workbook)
	assert (doc.status, doc.rows_ready, doc.rows_kept_back, doc.to_mend) == ("Checked", ALL_ROWS, 0, 0)
	assert counts(*WRITTEN, *TOLD) == before, "a check writes nothing"
	owed = next(each for each in doc.findings if "owed under the policy" in each.problem)
	assert (owed.sheet, owed.row_number, "50.00" in owed.problem) == ("Links", 2, True)

	doc = brought_in(doc)
	assert (doc.status, doc.rows_brought_in, doc.workbook) == ("Brought in", ALL_ROWS, None)
	assert not frappe.db.exists("File", {"attached_to_name": doc.name}), "the workbook has done its work"
	new = {doctype: number - before[doctype] for doctype, number in counts(*WRITTEN, *TOLD).items()}
	assert new == dict(zip(WRITTEN, (1, 5, 2, 3, 2, 1, 2, 1, ALL_ROWS), strict=True)) | dict.fromkeys(TOLD, 0)

	links = frappe.get_all("Mentoring Link", {"scheme": scheme}, pluck="name", order_by="start_date desc")
	active, ended = (frappe.get_doc("Mentoring Link", name) for name in links)
	assert (active.status, active.planned_end) == ("Active", getdate(add_months(back(4), 6)))
	assert (ended.status, ended.ended_on) == ("Ended Early", back(4))
	assert {row.reason for row in active.decisions} == {f"Brought in from {doc.workbook_name}"}
	assert "R9" in {row.rule for row in ended.decisions}, (
		"a mentor who has stood down is on record, not passed over"
	)
	assert {row.rule for row in active.decisions} == {"R21", "R23"}, "its agreement is here, signed"
	assert frappe.db.get_value("Mentoring Agreement", {"link": active.name}, "completed_on") == back(4)
	assert set(frappe.get_all("Contact Record", {"scheme": scheme}, pluck="status")) == {"Agreed"}
	states = frappe.get_all("Mentee", {"scheme": scheme}, pluck="status", order_by="participant_name")
	assert states == ["In a Link", "Ended", "Waiting"]
	assert frappe.db.get_value("Mentor", active.mentor, "stage") == "Active"
	history = frappe.get_all("Version", {"docname": active.mentor}, pluck="data")
	assert [json.loads(each)["changed"] for each in history] == [[["stage", "Applied", "Active"]]]

	again = checked(scheme, workbook)
	assert (again.rows_ready, again.rows_there, again.to_mend) == (0, ALL_ROWS, 0)
	with pytest.raises(frappe.ValidationError, match="No row is ready"):
		again.bring_in()
	changed = checked(scheme, change(workbook, "People", 4, "phone", "020 7946 0000"))
	(differs,) = [each for each in changed.findings if "something else now" in each.problem]
	assert (differs.sheet, differs.row_number, differs.column_heading) == ("People", 4, "Phone")
	assert not frappe.db.get_value("Mentoring Participant", {"participant_name": "Cy Ellis"}, "phone")


def test_a_contact_costs_its_number_and_its_row_and_no_other_query(scheme: str, uncommitted: None):
	def queries(contacts: int) -> int:
		of_scheme = rows()
		of_scheme["Past contacts"] = [
			{"link": "L1", "contact_date": back(1), "way": "Phone call", "number": number}
			for number in range(1, contacts + 1)
		]
		doc = checked(scheme, fill(empty(scheme), of_scheme))
		doc.bring_in()
		frappe.db.savepoint("not_yet")
		asked = count_queries(lambda: importing.bring_in(doc.name))
		assert doc.reload().status == "Brought in"
		frappe.db.rollback(save_point="not_yet")
		return asked

	queries(1)  # what is read into the cache is read by now
	few, many = queries(2), queries(12)
	assert many - few <= 10 * 3


def test_what_was_paid_is_not_paid_again_and_reminders_begin_today(scheme: str, uncommitted: None):
	of_scheme = rows()
	of_scheme["Links"][1] |= {"status": "Closed", "ending_kind": "Completed"}
	doc = brought_in(checked(scheme, fill(empty(scheme), of_scheme)))
	link, closed = (
		frappe.db.get_value("Mentoring Link", {"scheme": scheme, "status": status})
		for status in ("Active", "Closed")
	)
	files = [frappe.get_doc("Mentoring File Entry", each) for each in on_file(closed)]
	assert {each.as_role for each in files} == {"Mentor", "Mentee"}
	assert [[row.document_type for row in each.documents] for each in files] == [["Contact Record"]] * 2
	assert frappe.db.get_value("Mentoring Link", closed, "filed_on") == getdate(today())
	assert on_file(link) == [], "a link that runs is filed when it ends"
	assert instalments.make_due(running(scheme), getdate(today())) == 1
	assert instalments.make_due(running(scheme), getdate(today())) == 0
	paid, owed = frappe.get_all(
		"Mentoring Payment",
		{"link": link},
		["kind", "status", "amount", "sequence", "docstatus"],
		order_by="kind desc",
	)
	assert (paid.kind, paid.status, paid.amount, paid.docstatus) == ("Instalment", "Paid", 100, 1)
	assert (owed.kind, owed.status, Decimal(str(owed.amount))) == ("Correction", "Due", Decimal("50"))
	ended = {"scheme": scheme, "link": ["!=", link]}
	assert not frappe.db.exists("Mentoring Payment", ended), "a link that has ended is paid for no more"

	about = {
		name
		for name in frappe.get_all("Mentoring Import Entry", {"mentoring_import": doc.name}, pluck="document")
	}
	today_, later = getdate(today()), getdate(add_months(today(), 2))
	assert [each for each in told_of(today_) if each[1] in about] == [], (
		"the last contact is long ago; nobody is reminded the first day"
	)
	frappe.get_doc("Contact Record", {"link": link}).db_set("contact_date", back(1))
	assert ("Contact overdue", link) in told_of(later), "what comes from now on is told"
	frappe.db.delete("Mentoring Import Entry", {"mentoring_import": doc.name})
	frappe.get_doc("Contact Record", {"link": link}).db_set("contact_date", back(3))
	assert ("Contact overdue", link) in told_of(today_), "a record that began here would be told at once"


def on_file(link: str) -> list[str]:
	return frappe.get_all("Mentoring File Entry", {"link": link}, pluck="name")


def running(scheme: str) -> list[Any]:
	"""What the nightly job takes up of this scheme."""
	return [
		row
		for row in (*instalments.running_links(), *instalments.other_links_with_open_payments())
		if row.scheme == scheme
	]


def told_of(day: date) -> set[tuple[str, str]]:
	"""What somebody is reminded of on that day, by its kind and its document."""
	letters = reminders.letters_of(day)
	return {(row["kind"], row["reference_name"]) for letter in letters for row in letter.rows.values()}


def test_what_is_mended_is_all_that_is_added(scheme: str, uncommitted: None):
	workbook = change(fill(empty(scheme), rows()), "Past contacts", 2, "contact_date", "31/02/2026")
	doc = checked(scheme, workbook)
	finding = doc.findings[0]
	assert (finding.severity, finding.sheet, finding.row_number) == ("To mend", "Past contacts", 2)
	assert (finding.column_heading, finding.value) == ("Date", "31/02/2026")
	assert "such as 28/02/2026" in finding.remedy
	assert (doc.rows_ready, doc.rows_kept_back) == (8, 8), "the link goes with its people and its payments"

	doc = brought_in(doc)
	assert (doc.status, doc.rows_brought_in) == ("Partly brought in", 8)
	file = frappe.get_doc("File", {"attached_to_name": doc.name, "attached_to_field": "mend_workbook"})
	to_mend = file.get_content()
	assert file.is_private
	assert "31/02/2026" in texts(to_mend, "Past contacts")[0]
	assert "not a date of the calendar" in texts(to_mend, "Past contacts")[0][-1]
	mended = checked(scheme, change(to_mend, "Past contacts", 2, "contact_date", back(3)))
	assert (mended.rows_ready, mended.rows_there, mended.to_mend) == (8, 0, 0)

	# the document itself refuses: all rows of the group are taken back, and it says which row it was
	before = counts(*WRITTEN)
	frappe.db.set_value("Mentoring Scheme", scheme, "enabled", 0)
	frappe.clear_document_cache("Mentoring Scheme", scheme)
	mended.db_set("status", "Being brought in")
	importing.bring_in(mended.name)
	mended.reload()
	assert (mended.status, counts(*WRITTEN)) == ("Partly brought in", before)
	assert "is not enabled" in mended.findings[0].problem
	frappe.db.set_value("Mentoring Scheme", scheme, "enabled", 1)
	frappe.clear_document_cache("Mentoring Scheme", scheme)
	mended.check_workbook()
	importing.check(mended.name)
	assert brought_in(mended.reload()).rows_brought_in == 8
	assert frappe.db.count("Mentoring Link", {"scheme": scheme}) == 2

	# what was sent goes when its time is over; that its rows were brought in stays known
	frappe.set_user("Administrator")
	aged(doc)
	carried_out(scheme)
	assert not frappe.db.exists("File", {"attached_to_name": doc.name})
	assert not any(each.value for each in doc.reload().findings)
	assert frappe.db.count("Mentoring Import Entry", {"scheme": scheme}) == ALL_ROWS


def test_who_is_stopped_half_way_goes_on_where_it_was(
	scheme: str, uncommitted: None, monkeypatch: pytest.MonkeyPatch
):
	class Killed(BaseException):
		"""The worker is gone."""

	doc = checked(scheme, fill(empty(scheme), rows()))
	doc.bring_in()
	write, written = import_groups.write, []

	def write_one_group(group: Any, batch: Any) -> Any:
		if written:
			raise Killed
		written.append(group)
		return write(group, batch)

	monkeypatch.setattr(import_groups, "write", write_one_group)
	with pytest.raises(Killed):
		importing.bring_in(doc.name)
	assert (doc.reload().status, doc.rows_brought_in) == ("Being brought in", len(written[0].rows))
	monkeypatch.setattr(import_groups, "write", write)
	importing.bring_in(doc.name)
	importing.bring_in(doc.name)  # a second worker of the same import finds that it is done
	assert (doc.reload().status, doc.rows_brought_in) == ("Brought in", ALL_ROWS)
	assert frappe.db.count("Mentoring Import Entry", {"scheme": scheme}) == ALL_ROWS
	assert frappe.db.count("Mentoring Link", {"scheme": scheme}) == 2
	groups = [each for each in written if import_groups.bring_in_groups(doc, [each], batch_of(scheme)) != []]
	assert groups == [], "and one that had the rows in hand before writes none of them twice"
	assert frappe.db.count("Mentoring Import Entry", {"scheme": scheme}) == ALL_ROWS
	frappe.db.delete("Mentoring Import Entry", {"scheme": scheme, "sheet": "Payments made"})
	(partly,) = import_groups.bring_in_groups(doc, written, batch_of(scheme))
	assert (partly.sheet, "a part" in partly.finding.text) == ("Payments made", True), (
		"nothing gets lost in between"
	)


def batch_of(scheme: str) -> Batch:
	return Batch(scheme, "Brought in", getdate(today()))


@pytest.mark.parametrize(
	("content", "said"),
	[
		(b"Reference,Name\nP1,Ann", "no Excel workbook"),
		(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel"),
	],
)
def test_a_file_that_is_no_workbook_is_answered_in_words(scheme: str, content: bytes, said: str):
	doc = checked(scheme, content)
	assert (doc.status, doc.findings) == ("Cannot be read", [])
	assert said in doc.problem


def test_of_too_many_findings_some_of_each_kind_are_shown(
	scheme: str, uncommitted: None, monkeypatch: pytest.MonkeyPatch
):
	monkeypatch.setattr(findings, "MOST_SHOWN", 4)
	of_scheme = rows()
	of_scheme["Households"] = [{"reference": f"H{number}"} for number in range(9)]
	of_scheme["Past contacts"][0]["way"] = "By pigeon"
	doc = checked(scheme, fill(empty(scheme), of_scheme))
	assert doc.to_mend == 10
	assert [each.sheet for each in doc.findings] == [
		"Households",
		"Households",
		"Households",
		"Past contacts",
	]


def test_only_staff_of_the_scheme_bring_it_in(scheme: str, uncommitted: None, as_user: Callable[[str], Any]):
	doc = checked(scheme, fill(empty(scheme), rows()))
	file = frappe.get_doc("File", {"attached_to_name": doc.name, "attached_to_field": "workbook"})
	strangers = [
		make_user_as_admin(*roles)
		for roles in (
			("Mentoring Co-ordinator",),
			("Supervising Social Worker",),
			("Mentoring Finance",),
			("Mentor",),
		)
	]
	for user in strangers:
		with as_user(user):
			with pytest.raises(frappe.PermissionError):
				download_template(scheme)
			with pytest.raises(frappe.PermissionError):
				frappe.get_doc("Mentoring Import", doc.name).bring_in()
			with pytest.raises(frappe.PermissionError):
				progress(doc.name)
			with pytest.raises(frappe.PermissionError):
				make_import(scheme=scheme)
			assert not frappe.has_permission("File", "read", doc=file)
	assert progress(doc.name) == {"status": "Checked", "rows_ready": ALL_ROWS, "rows_brought_in": 0}
	download_template(scheme)
	assert frappe.response.filecontent.startswith(b"PK")
	# nothing that a browser sends makes it say that it was checked, or reads a file of somebody else
	doc.update({"rows_ready": 99, "status": "Brought in", "workbook_hash": "x"})
	doc.save()
	assert (doc.rows_ready, doc.status) == (ALL_ROWS, "Checked")
	other = make_import(scheme=scheme)
	other.workbook = file.file_url
	with pytest.raises(frappe.ValidationError, match="No workbook is attached"):
		other.save()
	link = {"doctype": "Mentoring Import Entry", "name": "made up", "scheme": scheme}
	with pytest.raises(frappe.PermissionError):
		frappe.get_doc(link).insert()
	# nor does somebody bring it in who has left before the work begins
	before = counts(*WRITTEN)
	doc.bring_in()
	frappe.db.delete("Mentoring Scheme Member", {"parent": scheme})
	importing.bring_in(doc.name)
	assert (doc.reload().status, counts(*WRITTEN)) == ("Stopped", before)
	assert "may no longer bring in" in doc.problem


def make_user_as_admin(*roles: str) -> str:
	before = frappe.session.user
	frappe.set_user("Administrator")
	try:
		return make_user(*roles)
	finally:
		frappe.set_user(before)


def test_old_schemes_learn_how_long_workbooks_are_kept():
	scheme = make_scheme()
	rules = [row for row in scheme.retention_rules if row.kind != "Import workbook"]
	scheme.set("retention_rules", rules)
	scheme.save()
	for _ in range(2):
		import_workbooks_end.execute()
	kinds = [row.kind for row in scheme.reload().retention_rules]
	assert kinds.count("Import workbook") == 1
