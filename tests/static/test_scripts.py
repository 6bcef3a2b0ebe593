"""Scripts of the desk call functions that may be called, name fields that exist, and escape what people have typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .documents import doctypes
from .problems import Problem, none_of, rule_or_sample
from .script_html import unsafe_places
from .script_rules import (
	KNOWN_SAFE,
	SCRIPT_RULES,
	doctype_names,
	field_lists,
	form_fields,
	form_methods,
	handler_names,
	has_code,
	html,
	list_views,
	server_methods,
)
from .scripts import Script, scripts

Rule = Callable[[Script], Iterator[Problem]]


@pytest.mark.parametrize("rule", SCRIPT_RULES, ids=lambda rule: rule.__name__)
def test_scripts(rule: Rule) -> None:
	"""One test a rule; what each asks is said in script_rules.py."""
	none_of(problem for script in scripts() for problem in rule(script))


def form(body: str) -> str:
	return f'frappe.ui.form.on("Mentoring Link", {{\n\trefresh(frm) {{\n\t\t{body}\n\t}},\n}});\n'


def listing(body: str) -> str:
	return f'frappe.listview_settings["Mentoring Link"] = {{\n\t{body}\n}};\n'


CARELESS = [
	(has_code, "// frappe.ui.form.on('Mentor', {\n/* nothing */"),
	(server_methods, form('frappe.call("mentoring_scheme.setup.roles.make_roles");')),
	(server_methods, form("frappe.xcall('mentoring_scheme.nowhere.act');")),
	(form_methods, form('frm.call("save_all");')),
	(form_methods, form('frm.call({ doc: frm.doc, method: "set_title" });')),
	(form_methods, form('frappe.call({ doc: frm.doc, method: "set_title" });')),
	(form_fields, form("frm.toggle_display(frm.doc.stat);")),
	(form_fields, form('frm.set_value("stat", 1);')),
	(form_fields, form('frm.set_value({ start_date: 1, stat: "x" });')),
	(form_fields, form('frm.toggle_reqd(["start_date", "stat"], true);')),
	(form_fields, form("frm.fields_dict.stat.refresh();")),
	(form_fields, form('frm.set_query("mentro", () => ({}));')),
	(form_fields, form('frm.set_query("mentor", "extension", () => ({}));')),
	(form_fields, form('frm.set_query("mentor", "extensions", () => ({}));')),
	(form_fields, form('if (frm.doc.status === "Begun") return;')),
	(form_fields, form('if (["Begun"].includes(frm.doc.status)) return;')),
	(field_lists, 'const LOOKED_AT = ["mentor", "mentee", "start_dat"];'),
	(handler_names, 'frappe.ui.form.on("Mentoring Link", {\n\trefresh(frm) {},\n\tstat(frm) {},\n});'),
	(handler_names, 'frappe.ui.form.on("Mentoring Link", {\n\tasync extensions_added(frm) {},\n});'),
	(handler_names, 'frappe.ui.form.on("Mentoring Link", {\n\trefrsh: (frm) => {},\n});'),
	(doctype_names, 'frappe.ui.form.on("Mentoring Lnk", {});'),
	(doctype_names, form('frappe.new_doc("Mentoring Lnk");')),
	(doctype_names, form('frappe.set_route("List", "Mentoring Lnk");')),
	(doctype_names, form('if (frappe.user.has_role("Boss")) return;')),
	(list_views, listing('add_fields: ["status", "stat"],')),
	(list_views, listing('get_indicator: (doc) => [doc.stat, "red"],')),
	(list_views, listing('get_indicator: () => ["x", "red", "status,=,Begun"],')),
	(html, form("frm.set_intro(`<b>${frm.doc.title}</b>`);")),
	(html, form("frm.set_intro(`<b>${rows.length ? frm.doc.title : ``}</b>`);")),
	(html, form("frm.set_intro(`<b>${frm.doc.title || __('None')}</b>`);")),
	(html, form('frm.set_intro(`<b>${__("For {0}", [frm.doc.title])}</b>`);')),
	(html, form("const shown = frm.doc.title; frm.set_intro(`<b>${shown}</b>`);")),
	(html, form("let shown = ``; shown += frm.doc.title; frm.set_intro(`<b>${shown}</b>`);")),
	(html, form("frm.set_intro(`<p>${rows.map((row) => `<b>${row.title}</b>`).join('')}</p>`);")),
	(html, form('frm.set_intro("<b>" + frm.doc.title + "</b>");')),
	(html, form('frm.set_intro(__("For {0}", [frm.doc.mentor_name]));')),
]


def test_every_rule_has_a_sample_that_breaks_it() -> None:
	assert {rule for rule, *_ in CARELESS} == set(SCRIPT_RULES)


@pytest.mark.parametrize(("rule", "code"), CARELESS, ids=rule_or_sample)
def test_each_rule_sees_a_careless_script(rule: Rule, code: str, script_of_link: Callable) -> None:
	assert list(rule(script_of_link(code, "_list.js" if rule is list_views else ".js")))


GOOD = """
// frm.doc.anything in a comment is not looked at: "mentoring_scheme.nowhere"
frappe.ui.form.on("Mentoring Link", {
	setup(frm) {
		frm.set_query("mentor", () => ({ filters: { scheme: frm.doc.scheme } }));
		frm.trigger("panel");
	},
	refresh: (frm) => {
		if (frm.doc.status === "Active" && !frm.doc.__unsaved) frm.set_value("start_date", frm.doc.planned_end);
		const title = frm.doc.title ? `<i>${frappe.utils.escape_html(frm.doc.title)}</i>` : __("None");
		frm.set_intro(`<b>${title}</b>${rows(frm)}${__("Done")}${__("{0} rows", [frm.doc.extensions.length])}`);
		frm.set_intro(__("For {0} until {1}", [frappe.utils.escape_html(frm.doc.mentor_name), frm.doc.planned_end]));
	},
	panel(frm) {},
	extensions_add(frm) {},
	async mentor(frm) {},
});
function rows(frm) {
	return frm.doc.extensions.map((row) => `<li>${cint(row.months)}</li>`).join("");
}
"""


def test_the_rules_let_a_careful_script_be(script_of_link: Callable) -> None:
	none_of(problem for rule in SCRIPT_RULES for problem in rule(script_of_link(GOOD, ".js")))


def test_the_places_that_are_known_to_be_safe_still_exist() -> None:
	places = {(script.path.name, place) for script in scripts() for _, place in unsafe_places(script.code)}
	assert set(KNOWN_SAFE) <= places, f"take out of KNOWN_SAFE: {set(KNOWN_SAFE) - places}"


@pytest.fixture
def script_of_link(sample: Callable[..., Path]) -> Callable[[str, str], Script]:
	"""Makes a script that counts as one of the Mentoring Link."""

	class OfLink(Script):
		doctype = doctypes()["Mentoring Link"]

	return lambda code, ending: OfLink(sample(code, f"mentoring_link{ending}"))
