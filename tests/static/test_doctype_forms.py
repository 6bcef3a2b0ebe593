"""What a co-ordinator needs of every document: a name she knows it by, a list she can read, a history, help."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from .app_files import MODULE, files, json_of, line_of
from .documents import NUMBERS, DocType, children, doctypes, documents
from .problems import Problem, none_of

# Documents that need no history of their own.
NO_HISTORY: dict[str, str] = {}

# Fields of the policy, and of its tables, that their label explains. Every other says what it does.
OBVIOUS = {
	"Mentoring Scheme": {
		"contact_unit",
		"mandatory_training",
		"age_gap_rule",
		"mentees_rule",
		"extension_reason_required",
		"extension_approver",
		"group_supervision",
		"supervision_combined",
		"agreement_needs_ssw",
		"payment_part_period",
		"payment_exception_role",
		"pay_while_suspended",
		"claims",
		"claims_rest_on_records",
		"ending_reflection",
		"ending_formal_record",
		"ending_agreed_by_both",
		"feedback_midterm",
	},
	"Mentoring Contact Way": {"way", "use"},
	"Mentoring Feedback Question": {"asked_of", "kind"},
	"Mentoring Scheme Section": {"mandatory"},
}

# The DocTypes in which the policy of a scheme is written.
POLICY_DOCTYPES = (
	"Mentoring Scheme",
	"Mentoring Eligibility Rule",
	"Mentoring Support Type",
	"Mentoring Contact Way",
	"Mentoring Scheme Section",
	"Mentoring Scheme Topic",
	"Mentoring Feedback Question",
)


def form_problems(doctype: DocType) -> Iterator[Problem]:
	"""A document is found by a readable name, listed with something to tell it by, sorted, and kept with its history."""
	data = doctype.data
	if not data.get("track_changes") and doctype.name not in NO_HISTORY:
		yield doctype.near("track_changes", "track_changes is off: nobody could tell who changed what")
	if not data.get("title_field") and not named_by_a_field(doctype):
		yield doctype.near(
			"autoname", "has no title_field and is not named by a field: people would see bare numbers"
		)
	if data.get("title_field") and not data.get("show_title_field_in_link"):
		yield doctype.near(
			"title_field", "show_title_field_in_link is off: links to it would show bare numbers"
		)
	if not any(field.get("in_list_view") for field in doctype.fields):
		yield doctype.near("fields", "no field is shown in the list")
	if not data.get("search_fields") and doctype.name in linked_to() and not named_by_a_field(doctype):
		yield doctype.near("fields", "no search_fields: whoever links to it would find it by its number only")


def named_by_a_field(doctype: DocType) -> bool:
	return bool(re.match(r"field:|format:\{[a-z_]+\}", doctype.data.get("autoname") or ""))


@cache
def linked_to() -> set[str]:
	"""The DocTypes that some other one links to."""
	return {
		field["options"]
		for doctype in doctypes().values()
		for field in doctype.fields
		if field["fieldtype"] == "Link" and field["options"] != doctype.name
	}


def sort_problems(doctype: DocType) -> Iterator[Problem]:
	"""The default order differs between versions of Frappe."""
	for key in ("sort_field", "sort_order"):
		if not doctype.data.get(key):
			yield doctype.near(key, f"{key} is not set; the default differs between versions")


def list_problems(doctype: DocType) -> Iterator[Problem]:
	"""The rows of a table, and the list of a document, show what can be shown in one line."""
	for name, field in doctype.by_name.items():
		if field.get("in_list_view") and field["fieldtype"] in {
			"Table",
			"HTML",
			"Text Editor",
			"Code",
			"Long Text",
		}:
			yield doctype.at(name, f"a {field['fieldtype']} cannot be a column of a list")
		if field.get("in_list_view") and field.get("hidden"):
			yield doctype.at(name, "is hidden and in the list")


def help_problems(doctype: DocType) -> Iterator[Problem]:
	"""The fields of the policy say what they do: choices, yes/no and numbers that their label does not explain."""
	obvious = OBVIOUS.get(doctype.name, set())
	for name, field in doctype.by_name.items():
		asked = field["fieldtype"] in NUMBERS | {"Check", "Select"}
		described = bool(field.get("description"))
		if asked and not described and name not in obvious:
			yield doctype.at(
				name, "says nowhere what it does; give it a description, or list it as obvious here"
			)
		if described and name in obvious:
			yield doctype.at(name, "has a description; take it out of OBVIOUS in this test")


def zero_problems(doctype: DocType) -> Iterator[Problem]:
	"""Where a number of the policy may be left at 0, the help says what 0 means."""
	for name, field in doctype.by_name.items():
		if field["fieldtype"] in NUMBERS and not re.search(r"\b0: ", field.get("description") or ""):
			yield doctype.at(name, "its help does not say what 0 means (“0: not asked.”)")


def test_documents_have_a_title_a_list_and_a_history() -> None:
	none_of(problem for doctype in documents() for problem in form_problems(doctype))


def test_documents_and_rows_are_sorted_the_same_in_every_version() -> None:
	none_of(problem for doctype in doctypes().values() for problem in sort_problems(doctype))


def test_lists_show_only_what_fits_a_line() -> None:
	none_of(problem for doctype in doctypes().values() for problem in list_problems(doctype))


def test_every_table_shows_at_least_one_column() -> None:
	none_of(
		doctype.near("fields", "a table whose rows show nothing")
		for doctype in children()
		if not any(field.get("in_list_view") for field in doctype.fields)
	)


def test_the_policy_explains_itself_field_by_field() -> None:
	none_of(problem for name in POLICY_DOCTYPES for problem in help_problems(doctypes()[name]))


def test_the_policy_says_what_zero_means() -> None:
	none_of(problem for name in POLICY_DOCTYPES for problem in zero_problems(doctypes()[name]))


def test_the_list_of_obvious_fields_names_fields_that_exist() -> None:
	none_of(
		doctypes()[name].near(name, f"OBVIOUS names {field}, which is no field")
		for name, fields in OBVIOUS.items()
		for field in fields - set(doctypes()[name].by_name)
	)


def test_no_permission_is_given_to_everybody() -> None:
	"""Nothing in the app, of whatever kind, is for the roles All, Guest or Desk User."""
	none_of(
		Problem(path, line_of(path, f'"role": "{role}"'), f"gives a permission to {role}")
		for path in files(".json")
		for role in open_roles(json_of(path))
	)


def open_roles(value: Any) -> Iterator[str]:
	"""Each mention of a role that every visitor or every member of staff has."""
	if isinstance(value, dict):
		if value.get("role") in {"All", "Guest", "Desk User"}:
			yield value["role"]
		for each in value.values():
			yield from open_roles(each)
	elif isinstance(value, list):
		for each in value:
			yield from open_roles(each)


def test_tests_stay_out_of_the_folders_of_the_app() -> None:
	tests = (path for path in files(".py") if path.name.startswith("test_"))
	none_of(Problem(path, 1, "tests belong in tests/, so that a site does not carry them") for path in tests)


def test_a_folder_of_a_doctype_holds_a_doctype() -> None:
	folders = {path.parent for path in files(".json", under=MODULE / "doctype")}
	none_of(
		Problem(folder, 1, "no DocType JSON of that name in it")
		for folder in folders - {doctype.folder for doctype in doctypes().values()}
	)


def test_each_rule_sees_a_spoilt_form(broken: Any) -> None:
	assert list(form_problems(broken("Mentor", track_changes=0)))
	assert list(form_problems(broken("Mentor", title_field="")))
	assert list(form_problems(broken("Mentor", search_fields="")))
	assert list(sort_problems(broken("Mentor", sort_field="")))
	assert list(list_problems(broken("Mentoring Link", "extensions", in_list_view=1)))
	assert list(help_problems(broken("Mentoring Scheme", "may_start_by_phone", description="")))
	assert list(help_problems(broken("Mentoring Scheme", "claims", description="Explained after all.")))
	assert list(zero_problems(broken("Mentoring Scheme", "contact_every", description="How often.")))
	assert list(open_roles({"permissions": [{"role": "All", "read": 1}]})) == ["All"]
