"""Every name that a DocType uses for something else is the name of something."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from .documents import CORE, DocType, doctypes
from .field_rules import (
	FIELD_RULES,
	child_names,
	choices,
	conditions,
	connections,
	currencies,
	defaults,
	fetched,
	form_settings,
	order,
	targets,
)
from .problems import Problem, none_of, rule_or_sample

Rule = Callable[[DocType], Iterator[Problem]]


def test_the_doctypes_are_found() -> None:
	assert {"Mentoring Scheme", "Mentor", "Mentee", "Mentoring Link", "Contact Record"} <= set(doctypes())


@pytest.mark.parametrize("rule", FIELD_RULES, ids=lambda rule: rule.__name__)
def test_fields(rule: Rule) -> None:
	"""One test a rule; what each asks is said in field_rules.py."""
	none_of(problem for doctype in doctypes().values() for problem in rule(doctype))


def test_the_list_of_the_platforms_doctypes_holds_none_of_ours() -> None:
	assert not set(CORE) & set(doctypes())


SPOILT = [
	(targets, "mentor", {"options": "Mentro"}),
	(targets, "extensions", {"options": "Mentor"}),
	(targets, "mentor", {"fieldtype": "Dynamic Link", "options": "mentee"}),
	(fetched, "mentor_name", {"fetch_from": "mentor.participant_nam"}),
	(fetched, "mentor_name", {"fetch_from": "start_date.participant_name"}),
	(fetched, "mentor_participant", {"fetch_from": "mentor.scheme"}),
	(conditions, "status_reason", {"depends_on": 'eval:doc.state=="Declined"'}),
	(conditions, "status_reason", {"depends_on": 'eval:["Decline"].includes(doc.status)'}),
	(conditions, "status_reason", {"mandatory_depends_on": 'eval:doc.status == "Decline"'}),
	(conditions, "status_reason", {"depends_on": "declined"}),
	(order, "mentor", {"fieldname": "mentro"}),
	(currencies, "start_date", {"fieldtype": "Currency", "options": "money"}),
	(defaults, "status", {"default": "Suggested"}),
	(choices, "status", {"options": "Proposed\nActive \nProposed"}),
	(child_names, "reflection", {"label": "Child's first name"}),
	(child_names, "reflection", {"fieldname": "child_full_name"}),
	(form_settings, "", {"title_field": "tittle"}),
	(form_settings, "", {"search_fields": "mentor_name, nobody"}),
	(form_settings, "", {"autoname": "format:{mentro}-{#####}"}),
	(form_settings, "", {"sort_field": "changed"}),
	(connections, "", {"links": [{"link_doctype": "Mentoring Payment", "link_fieldname": "links"}]}),
	(connections, "", {"links": [{"link_doctype": "Mentoring Payment", "link_fieldname": "mentor"}]}),
]


def test_every_rule_has_a_sample_that_breaks_it() -> None:
	assert {rule for rule, *_ in SPOILT} == set(FIELD_RULES)


@pytest.mark.parametrize(("rule", "field", "changes"), SPOILT, ids=rule_or_sample)
def test_each_rule_sees_a_spoilt_link(
	broken: Callable[..., DocType], rule: Rule, field: str, changes: dict[str, object]
) -> None:
	assert list(rule(broken("Mentoring Link", field, **changes)))


@pytest.mark.parametrize("field", ["children_at_home", "named_person", "child_minding"])
def test_a_field_about_children_that_asks_for_no_name_is_let_be(
	broken: Callable[..., DocType], field: str
) -> None:
	assert not list(child_names(broken("Mentoring Link", "reflection", fieldname=field, label=field)))
