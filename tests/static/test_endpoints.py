"""Everything that a browser may call is typed, guarded, and by POST where it changes something."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .endpoint_rules import (
	ENDPOINT_RULES,
	asks_enough,
	enforced,
	for_members,
	guarded,
	named,
	on_what_is_stored,
	posted,
	typed,
)
from .endpoints import Endpoint, endpoints, endpoints_in
from .problems import Problem, none_of, rule_or_sample
from .test_hooks import hook

Rule = Callable[[Endpoint], Iterator[Problem]]


def fixed_by_platform() -> frozenset[str]:
	"""Endpoints that stand in for the platform's own and therefore take its arguments."""
	return frozenset({*hook("standard_queries").values(), *hook("override_whitelisted_methods").values()})


def test_endpoints_are_found() -> None:
	assert len(endpoints()) >= 10


@pytest.mark.parametrize("rule", ENDPOINT_RULES, ids=lambda rule: rule.__name__)
def test_endpoints(rule: Rule) -> None:
	"""One test a rule; what each asks is said in endpoint_rules.py."""
	none_of(problem for endpoint in endpoints() for problem in rule(endpoint))


def test_no_endpoint_is_told_by_the_browser_who_asks() -> None:
	none_of(problem for endpoint in endpoints() for problem in named(endpoint, fixed_by_platform()))


def bad(body: str, head: str = "def act(link: str) -> None", options: str = "") -> str:
	lines = body.replace("\n", "\n\t")
	return f"import frappe\n\n@frappe.whitelist({options})\n{head}:\n\t{lines}\n"


def method(body: str) -> str:
	return f"class Mentor:\n\t@frappe.whitelist({POST})\n\tdef act(self) -> None:\n\t\t{body}\n"


POST = 'methods=["POST"]'


CARELESS = [
	(typed, bad("pass", "def act(link) -> None")),
	(typed, bad("pass", "def act(link: str)")),
	(typed, bad("pass", "def act(link: Any) -> None")),
	(typed, bad("pass", "def act(**values: str) -> None")),
	(enforced, "from __future__ import annotations\n\n" + bad("pass")),
	(enforced, bad("pass", 'def act(link: "str") -> None')),
	(enforced, bad("pass", 'def act(links: list["str"]) -> None')),
	(enforced, bad("pass", 'def act(answer: Literal["Yes", "No"]) -> None')),
	(named, bad("pass", "def act(user: str) -> None")),
	(named, bad("pass", "def act(*, doctype: str) -> None")),
	(for_members, bad("pass", options="allow_guest=True")),
	(posted, bad('doc = frappe.get_doc("Mentor", link)\ndoc.check_permission("write")\ndoc.save()')),
	(posted, bad("settle(link)") + "\ndef settle(link):\n\tfrappe.db.set_value(1, 2, 3)\n"),
	(posted, bad("link.save()", options='methods=["GET", "POST"]')),
	(guarded, bad('return frappe.get_all("Mentor")')),
	(guarded, bad('frappe.has_permission("Mentor", "read")\nreturn frappe.get_all("Mentor")')),
	(guarded, bad('if link:\n\tfrappe.only_for("Mentor")\nreturn frappe.get_all("Mentor")')),
	(guarded, bad('doc = frappe.get_doc("Mentor", link)\ndoc.save()\ndoc.check_permission("write")')),
	(guarded, bad('link and frappe.only_for("Mentor")\nreturn frappe.get_all("Mentor")')),
	(guarded, bad('helper()\nreturn frappe.get_all("Mentor")') + "\ndef helper():\n\tpass\n"),
	(guarded, bad('if may_see(link):\n\tpass\nreturn frappe.get_all("Mentor")')),
	(guarded, bad('frappe.get_list("Mentor")\nreturn frappe.get_all("Mentor")')),
	(asks_enough, bad('doc.check_permission("read")\ndoc.save()', options=POST)),
	(asks_enough, bad("doc.check_permission()\ndoc.save()", options=POST)),
	(on_what_is_stored, method('self.check_permission("write")\n\t\tself.save()')),
	(on_what_is_stored, method("self.save()\n\t\tself.reload()")),
]


@pytest.mark.parametrize(("rule", "code"), CARELESS, ids=rule_or_sample)
def test_each_rule_sees_a_careless_endpoint(rule: Rule, code: str, sample: Callable[..., Path]) -> None:
	(endpoint,) = endpoints_in(sample(code))
	assert list(rule(endpoint))


def test_every_rule_has_a_sample_that_breaks_it() -> None:
	assert {rule for rule, _ in CARELESS} == {*ENDPOINT_RULES, named}


@pytest.mark.parametrize(
	"code",
	[
		bad('doc = frappe.get_doc("Mentor", link)\ndoc.check_permission("write")\ndoc.save()', options=POST),
		bad(
			'frappe.get_doc("Mentor", link).check_permission("write")\nfrappe.delete_doc(1, 2)', options=POST
		),
		bad('with stored(link) as doc:\n\tdoc.check_permission("write")\n\tdoc.save()', options=POST),
		bad('frappe.has_permission("Mentor", "read", throw=True)\nreturn frappe.get_all("Mentor")'),
		bad(
			'if not link:\n\tfrappe.throw("Which?")\nfrappe.only_for("Mentor")\nreturn frappe.get_all("Mentor")'
		),
		bad(
			"if link != mine:\n\tfrappe.throw('No', frappe.PermissionError)\nreturn frappe.get_all('Mentor')"
		),
		bad("if not may_see(link):\n\treturn link\nreturn frappe.get_all('Mentor')"),
		bad("own(link)\nreturn frappe.get_all('Mentor')")
		+ "\ndef own(link):\n\tlink.check_permission('read')\n",
		bad('return frappe.get_list("Mentor")'),
		method('with stored(self) as doc:\n\t\t\tdoc.check_permission("write")\n\t\t\tdoc.save()'),
		method('self.check_permission("write")\n\t\tself.reload()\n\t\tself.save()'),
		bad('frappe.only_for("Mentor")\nnames = [1]\nnames.insert(0, 2)'),
		bad('frappe.only_for("Mentor")', 'def act(link: str | None = "") -> "Mentor"'),
	],
)
def test_the_rules_let_a_careful_endpoint_be(code: str, sample: Callable[..., Path]) -> None:
	(endpoint,) = endpoints_in(sample(code))
	none_of(problem for rule in ENDPOINT_RULES for problem in rule(endpoint))
