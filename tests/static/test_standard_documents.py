"""Notifications, prints, reports, workspaces and cards name nothing that is not there."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mentoring_scheme.policy.states import WITHOUT_MENTOR

from .app_files import files, tree_of
from .documents import doctypes, exists
from .problems import Problem, none_of, rule_or_sample
from .standard_rules import (
	ABOUT,
	STANDARD_RULES,
	Document,
	conditions,
	filters,
	letters,
	placed,
	recipients,
	roles,
	sources,
	subject_exists,
	web_form,
	workspace,
)
from .templates import standard_documents

Rule = Callable[[Path, Document], Iterator[Problem]]

# Kinds of document that name nothing which these tests could look up.
WITHOUT_SUBJECT = {
	"Workspace",
	"Email Template",
	"Dashboard",
	"Module Onboarding",
	"Role",
	"Workflow",
	"Letter Head",
	"Page",
	"Dashboard Chart Source",
}


@cache
def names_by_kind() -> dict[str, set[str]]:
	names: dict[str, set[str]] = {}
	for _path, document in standard_documents():
		names.setdefault(document["doctype"], set()).add(document.get("name") or "")
	return names


@pytest.mark.parametrize("rule", STANDARD_RULES, ids=lambda rule: rule.__name__)
def test_standard_documents(rule: Rule) -> None:
	"""One test a rule; what each asks is said in standard_rules.py."""
	none_of(problem for path, document in standard_documents() for problem in rule(path, document))


def test_everything_on_a_workspace_exists() -> None:
	none_of(
		problem
		for path, document in standard_documents()
		for problem in workspace(path, document, names_by_kind())
	)


def test_cards_charts_and_the_onboarding_rest_on_what_there_is() -> None:
	none_of(
		problem
		for path, document in standard_documents()
		for problem in sources(path, document, names_by_kind())
	)


def test_who_waits_is_the_same_on_the_card_as_in_the_reports() -> None:
	(card,) = (each for _path, each in standard_documents() if each.get("label") == "Mentees waiting")
	assert json.loads(card["filters_json"]) == [["Mentee", "status", "in", list(WITHOUT_MENTOR), False]]


def test_every_list_says_what_to_do_where_it_is_empty() -> None:
	"""The platform shows the description of a DocType where its list holds nothing."""
	none_of(
		Problem(doctype.path, 1, f"{doctype.name} has no description for its empty list")
		for doctype in doctypes().values()
		if not doctype.is_child and not doctype.data.get("description")
	)


def test_every_kind_of_document_that_ships_is_looked_at() -> None:
	none_of(
		Problem(
			path, 1, f"{document['doctype']}: the tests do not know this kind; add it to standard_rules.py"
		)
		for path, document in standard_documents()
		if document["doctype"] not in {*ABOUT, *WITHOUT_SUBJECT}
	)


def test_every_print_and_notification_has_its_text() -> None:
	empty = (
		Problem(path, 1, f"{document['doctype']} {document.get('name')} has no text")
		for path, document in standard_documents()
		if document["doctype"] in ("Print Format", "Notification")
		and not (document.get("html") or document.get("raw_commands") or document.get("message"))
		and not any(each.stem == path.stem for each in files(".html", ".md", under=path.parent))
	)
	none_of(empty)


def dashboard_problems(path: Path) -> Iterator[Problem]:
	"""The connections that `<doctype>_dashboard.py` adds to a form lead to DocTypes that exist."""
	for node in ast.walk(tree_of(path)):
		if isinstance(node, ast.Dict):
			for key, value in zip(node.keys, node.values, strict=True):
				if isinstance(key, ast.Constant) and key.value == "items" and isinstance(value, ast.List):
					for item in value.elts:
						if isinstance(item, ast.Constant) and not exists(str(item.value)):
							yield Problem(path, item.lineno, f"there is no DocType {item.value}")


def test_dashboards_of_forms_lead_somewhere() -> None:
	none_of(problem for path in files("_dashboard.py") for problem in dashboard_problems(path))


def test_the_rule_for_dashboards_sees_what_is_missing(sample: Callable[..., Path]) -> None:
	assert list(dashboard_problems(sample('get = {"transactions": [{"items": ["Mentro", "Mentor"]}]}')))


LINK = "Mentoring Link"

PUBLIC_FORM: Document = {
	"doctype": "Web Form",
	"name": "ask-for-a-mentor",
	"doc_type": "Mentoring Application",
	"anonymous": 1,
	"apply_document_permissions": 1,
	"web_form_fields": [{"fieldname": "scheme", "fieldtype": "Select"}],
}


LETTER: Document = {
	"doctype": "Notification",
	"name": "A letter",
	"subject": "{{ doc.scheme }}",
	"message": '{{ doc.scheme|e }} <a href="{{ letter_address(doc, doc.mentor_user)|e }}">Read it</a>',
	"recipients": [{"receiver_by_document_field": "mentor_user"}],
}

CARELESS = [
	(subject_exists, {"doctype": "Report", "ref_doctype": "Mentoring Lnk"}),
	(subject_exists, {"doctype": "Notification", "document_type": LINK, "date_changed": "planned_ned"}),
	(subject_exists, {"doctype": "Dashboard Chart", "document_type": LINK, "group_by_based_on": "stat"}),
	(subject_exists, {"doctype": "Web Form", "doc_type": LINK, "web_form_fields": [{"fieldname": "stat"}]}),
	(conditions, {"doctype": "Notification", "document_type": LINK, "condition": "doc.stat"}),
	(conditions, {"doctype": "Notification", "document_type": LINK, "condition": 'doc.status == "Begun"'}),
	(
		filters,
		{"doctype": "Number Card", "document_type": LINK, "filters_json": f'[["{LINK}","stat","=","x"]]'},
	),
	(filters, {"doctype": "Number Card", "filters_json": f'[["{LINK}","status","=","Begun",false]]'}),
	(filters, {"doctype": "Number Card", "filters_json": f'[["{LINK}","status","in",["Active","Begun"]]]'}),
	(recipients, {"doctype": "Notification", "document_type": LINK, "recipients": []}),
	(recipients, {"doctype": "Notification", "recipients": [{"receiver_by_role": "Boss"}]}),
	(
		recipients,
		{
			"doctype": "Notification",
			"document_type": LINK,
			"recipients": [{"receiver_by_document_field": "mentor_name"}],
		},
	),
	(roles, {"doctype": "Report", "roles": [{"role": "Boss"}]}),
	(placed, {"doctype": "Report", "name": "Other Report", "is_standard": "Yes"}),
	(web_form, {"doctype": "Web Form", "apply_document_permissions": 1}),
	(web_form, {"doctype": "Web Form", "login_required": 1}),
	(
		web_form,
		{
			"doctype": "Web Form",
			"doc_type": LINK,
			"login_required": 1,
			"apply_document_permissions": 1,
			"web_form_fields": [{"fieldname": "status", "fieldtype": "Select"}],
		},
	),
	*(
		(letters, LETTER | spoilt)
		for spoilt in (
			{"subject": "An agreement"},
			{"message": LETTER["message"].replace("doc.scheme", "doc.name")},
			{"message": "{{ doc.scheme|e }}"},
			{"message": LETTER["message"].replace("doc.mentor_user", "doc.mentee_user")},
			{
				"message": LETTER["message"].replace(
					"letter_address(doc, doc.mentor_user)", "frappe.utils.get_url()"
				)
			},
		)
	),
	*(
		(web_form, PUBLIC_FORM | spoilt)
		for spoilt in (
			{"name": "another-form"},
			{"doc_type": LINK},
			{"anonymous": 0},
			{"show_list": 1},
			{"web_form_fields": [{"fieldname": "about", "fieldtype": "Attach"}]},
			{"web_form_fields": [{"fieldname": "scheme", "fieldtype": "Link"}]},
			{"web_form_fields": [{"fieldname": "participant", "fieldtype": "Select"}]},
			{"web_form_fields": [{"fieldname": "status", "fieldtype": "Select"}]},
		)
	),
]


def test_every_rule_has_a_sample_that_breaks_it() -> None:
	assert {rule for rule, *_ in CARELESS} == set(STANDARD_RULES)


@pytest.mark.parametrize(("rule", "document"), CARELESS, ids=rule_or_sample)
def test_each_rule_sees_a_careless_document(
	rule: Rule, document: Document, sample: Callable[..., Path]
) -> None:
	assert list(rule(sample("{}", "x.json"), document))


def test_a_careful_letter_passes(sample: Callable[..., Path]) -> None:
	none_of(letters(sample("{}", "x.json"), LETTER))


def test_a_careful_form_for_visitors_passes(sample: Callable[..., Path]) -> None:
	none_of(web_form(sample("{}", "x.json"), PUBLIC_FORM))


@pytest.mark.parametrize(
	"changes",
	[
		{"links": [{"link_type": "DocType", "link_to": "Mentoring Lnk"}]},
		{"shortcuts": [{"type": "Report", "link_to": "No Report"}]},
		{"number_cards": [{"number_card_name": "No Card"}]},
		{"charts": [{"chart_name": "No Chart"}]},
		{"quick_lists": [{"document_type": "Mentoring Lnk"}]},
		{"shortcuts": [{"type": "DocType", "link_to": "Mentor", "kanban_board": "No Board"}]},
		{"content": '[{"type":"shortcut","data":{"shortcut_name":"Links"}}]'},
		{"content": '[{"type":"onboarding","data":{"onboarding_name":"No Onboarding"}}]'},
	],
)
def test_the_rule_for_workspaces_sees_what_is_missing(
	changes: dict[str, Any], sample: Callable[..., Path]
) -> None:
	document = {"doctype": "Workspace", "content": "[]", **changes}
	assert list(workspace(sample("{}", "x.json"), document, names_by_kind()))


@pytest.mark.parametrize(
	"document",
	[
		{"doctype": "Number Card", "type": "Custom", "method": "mentoring_scheme.no_such.card"},
		{"doctype": "Dashboard Chart", "chart_type": "Custom", "source": "No Source"},
		{"doctype": "Dashboard Chart Source", "name": "Without a script"},
		{"doctype": "Module Onboarding", "steps": [{"step": "No Step"}]},
		{"doctype": "Onboarding Step", "form_tour": "No Tour"},
		{"doctype": "Onboarding Step", "path": "no-page"},
		{"doctype": "Onboarding Step", "path": "List/Mentoring Lnk/List"},
	],
)
def test_the_rule_for_what_they_rest_on_sees_what_is_missing(
	document: Document, sample: Callable[..., Path]
) -> None:
	assert list(sources(sample("{}", "x.json"), document, names_by_kind()))
