"""Templates of prints, mails and pages escape what people have typed, and name fields that exist."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .documents import doctypes
from .problems import Problem, none_of, rule_or_sample
from .template_rules import TEMPLATE_RULES, escaped, fields_exist, impersonal, methods_exist, plain
from .templates import Template, subjects, templates

Rule = Callable[[Template], Iterator[Problem]]


@pytest.mark.parametrize("rule", TEMPLATE_RULES, ids=lambda rule: rule.__name__)
def test_templates(rule: Rule) -> None:
	"""One test a rule; what each asks is said in template_rules.py."""
	none_of(problem for template in templates() for problem in rule(template))


def test_titles_of_messages_name_nobody() -> None:
	none_of(problem for subject in subjects() for problem in impersonal(subject))


def test_titles_of_messages_are_plain_text() -> None:
	none_of(problem for subject in subjects() for problem in plain(subject))


def of_link(text: str) -> Template:
	return Template(Path("sample.html"), text, doctypes()["Mentoring Link"])


CARELESS = [
	(escaped, "{{ doc.title }}"),
	(escaped, "{{ doc.title | e | safe }}"),
	(escaped, "{{- doc.title | upper -}}"),
	(escaped, '{{ doc.get_formatted("start_date") }}'),
	(escaped, "{{ doc.title or doc.name | e }}"),
	(escaped, '{{ "<b>" ~ doc.title | e }}'),
	(escaped, "{{ doc.title if doc.title else doc.name | e }}"),
	(escaped, '{{ _("For {0}").format(doc.title) }}'),
	(escaped, '{{ _("Yes") if doc.title else doc.name }}'),
	(escaped, '{{ _("Page {0}").format("<b>", doc.title) }}'),
	(escaped, "{{ row(doc.title) }}"),
	(escaped, "{% macro row(value) %}{{ value }}{% endmacro %}"),
	(escaped, "{% autoescape false %}"),
	(fields_exist, "{{ doc.tittle | e }}"),
	(fields_exist, "{% if doc.tittle %}{% endif %}"),
	(fields_exist, '{% if doc.status == "Begun" %}{% endif %}'),
	(fields_exist, "{% for row in doc.extensions %}{{ row.longer | e }}{% endfor %}"),
	(methods_exist, "{{ mentoring_scheme.nowhere.name_of(doc) | e }}"),
	(impersonal, "Link with {{ doc.mentor_name }}"),
	(impersonal, "{{ doc.status_reason | e }}"),
	(plain, "{{ doc.scheme | e }}"),
	(plain, "{{ doc.scheme }}"),
]


def test_every_rule_has_a_sample_that_breaks_it() -> None:
	assert {rule for rule, *_ in CARELESS} == {*TEMPLATE_RULES, impersonal, plain}


@pytest.mark.parametrize(("rule", "text"), CARELESS, ids=rule_or_sample)
def test_each_rule_sees_a_careless_template(rule: Rule, text: str) -> None:
	assert list(rule(of_link(text)))


@pytest.mark.parametrize(
	"text",
	[
		'{{ doc.title | e }}{{ _("Agreement") }}{{ loop.index }}{# {{ doc.anything }} #}',
		'{{ (doc.title or doc.name) | e }}{{ _("For {0}").format(doc.title) | e }}',
		'{{ doc.get_formatted("start_date") | e }}',
		'{{ _("Yes") if doc.title else _("No") }}{{ letter_head }}',
		"""{{ _("Page {0}").format('<span class="page"></span>') }}""",
		"{% macro row(value) %}{{ value | e }}{% endmacro %}{{ row(doc.title) }}",
		"{% for row in doc.extensions %}{{ row.reason | e }}{{ row.idx | e }}{% endfor %}",
		'{% if doc.status in ("Active", "Closed") %}{% endif %}',
	],
)
def test_the_rules_let_a_careful_template_be(text: str) -> None:
	none_of(problem for rule in TEMPLATE_RULES for problem in rule(of_link(text)))


def test_a_title_may_hold_a_number_a_date_and_a_state() -> None:
	none_of(impersonal(of_link("{{ doc.name }} {{ doc.status }} {{ doc.planned_end }} {{ doc.scheme }}")))
