"""What is asked of every Jinja template. Frappe escapes nothing by itself. Each rule yields the problems of one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .documents import TABLES, DocType, doctypes
from .dotted_paths import find
from .expressions import wrong_in
from .problems import Problem
from .templates import Template

_PRINTED = re.compile(r"\{\{-?(.*?)-?\}\}", re.DOTALL)
_STATEMENT = re.compile(r"\{%-?(.*?)-?%\}", re.DOTALL)
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_LOOP = re.compile(r"^\s*for\s+(\w+)\s+in\s+doc\.(\w+)\s*$")
_ESCAPED = re.compile(r"\|\s*(e|escape)\s*$")
_ROW_OF_FILE = re.compile(r"^doc\.csv_row\(\[[^\[\]]*\]\)$")
_LOOSE = re.compile(r"\s(or|and|if|else|not|in|is)\s|[~+<>=]")

# What needs no escape: sentences of ours into which nothing is put but other texts of ours, and Jinja's own figures.
_OURS = r"""(?:"[^"]*"|'[^']*')"""
SAFE = re.compile(
	rf"""^(_\(\s*{_OURS}\s*\)(\.format\(\s*{_OURS}(\s*,\s*{_OURS})*\s*\))?|{_OURS}"""
	r"""|loop\.(index0?|length|revindex0?)|caller\(\)|super\(\))$"""
)

# HTML that the platform hands to a print: the council's own letter head, written by those who may write letter heads.
FROM_PLATFORM = {"letter_head", "footer"}

_MACRO = re.compile(
	r"\{%-?\s*macro\s+(\w+)|\{%-?\s*from\s+[\"']mentoring_scheme/[^\"']+[\"']\s+import\s+(\w+)"
)

# What a document answers to besides its fields.
DOCUMENT_METHODS = {
	"get_formatted",
	"get",
	"as_dict",
	"get_url",
	"meta",
	"flags",
	"get_title",
	"precision",
	"is_new",
}

# What may stand in the title of a mail or message, which everybody on the way can read.
IMPERSONAL = {"Date", "Datetime", "Int", "Select", "Check"}


def escaped(template: Template) -> Iterator[Problem]:
	"""Whatever is printed ends in `| e`, which then holds for all of it, or is known to be safe.

	In a file of values `| e` would spoil a name; there every line is quoted as a whole.
	"""
	text = _without_comments(template.text)
	for match in _PRINTED.finditer(text):
		expression = " ".join(match[1].split())
		if template.is_file:
			if not _ROW_OF_FILE.match(expression):
				yield template.problem(
					match.start(),
					f"{{{{ {expression} }}}} does not go through doc.csv_row([…]), which quotes it",
				)
			continue
		if _is_safe(expression, text):
			continue
		if not _ESCAPED.search(expression):
			yield template.problem(match.start(), f"{{{{ {expression} }}}} is printed without | e")
		elif _LOOSE.search(_outside_brackets(_ESCAPED.sub("", expression))):
			yield template.problem(
				match.start(), f"{{{{ {expression} }}}}: | e holds for the last part only; use brackets"
			)
	for match in re.finditer(r"\|\s*safe\b|autoescape\s+false", text):
		yield template.problem(match.start(), f"“{match[0]}” lets HTML through")


def _is_safe(expression: str, text: str) -> bool:
	"""Whether an expression is safe as it is; a macro of ours is, because what it prints is looked at where it stands."""
	choice = re.match(r"^(.+?)\s+if\s+.+?\s+else\s+(.+)$", expression)
	if choice:
		return _is_safe(choice[1], text) and _is_safe(choice[2], text)
	macros = {name for names in _MACRO.findall(text) for name in names if name}
	called = re.match(r"^(\w+)\(.*\)$", expression)
	return bool(SAFE.match(expression)) or expression in FROM_PLATFORM or bool(called and called[1] in macros)


def fields_exist(template: Template) -> Iterator[Problem]:
	"""Every field of `doc`, and of the rows of its tables, exists; choices are compared with choices that there are."""
	if template.doctype is None:
		return
	text = _without_comments(template.text)
	for match in [*_PRINTED.finditer(text), *_STATEMENT.finditer(text)]:
		for problem in wrong_in(match[1], template.doctype, answers_of(template.doctype)):
			yield template.problem(match.start(), problem)
		loop = _LOOP.match(match[1])
		if loop:
			yield from _rows(template, text, loop, match.start())


def _rows(template: Template, text: str, loop: re.Match[str], position: int) -> Iterator[Problem]:
	row, table = loop[1], loop[2]
	field = (template.doctype.by_name if template.doctype else {}).get(table, {})
	if field.get("fieldtype") not in TABLES:
		return
	child = doctypes()[field["options"]]
	body = re.split(r"\{%-?\s*endfor", text[position:])[0]
	for name in sorted(set(re.findall(rf"(?<![\w.]){row}\.(\w+)", body))):
		if name not in child.known_names | answers_of(child):
			yield template.problem(position, f"{child.name} has no field {name}")


def answers_of(doctype: DocType) -> frozenset[str]:
	"""The names of methods and properties of a document, of the platform's and of its own class."""
	body = doctype.class_node.body if doctype.class_node else []
	return frozenset(DOCUMENT_METHODS | {node.name for node in body if hasattr(node, "name")})


def methods_exist(template: Template) -> Iterator[Problem]:
	"""Every function of the app that a template calls by its dotted path exists."""
	for match in re.finditer(r"mentoring_scheme(?:\.\w+)+(?=\()", template.text):
		found = find(match[0])
		if found is None or found.function is None:
			yield template.problem(match.start(), f"{match[0]} does not exist")


def plain(subject: Template) -> Iterator[Problem]:
	"""A title is no HTML: escaping would show “O&#39;Brien”. What looks like a tag is taken out instead."""
	for match in _PRINTED.finditer(subject.text):
		if not re.search(r"\|\s*striptags\s*$", " ".join(match[1].split())):
			yield subject.problem(match.start(), f"{{{{ {match[1]} }}}} in a title ends in | striptags")


def impersonal(subject: Template) -> Iterator[Problem]:
	"""A title names nobody: it may hold the number of a document, dates, figures and choices, not names or texts."""
	for match in re.finditer(r"(?<![\w.])doc\.(\w+)", subject.text):
		field = subject.doctype.by_name.get(match[1], {}) if subject.doctype else {}
		of_scheme = field.get("options") == "Mentoring Scheme"
		if match[1] != "name" and field.get("fieldtype") not in IMPERSONAL and not of_scheme:
			yield subject.problem(
				match.start(), f"puts {match[1]} into the title of a message, where anybody may read it"
			)
	if subject.doctype is None and "{{" in subject.text:
		yield subject.problem(
			0, "puts something into the title of a message, and it cannot be told of what document"
		)


TEMPLATE_RULES = (escaped, fields_exist, methods_exist)


def _without_comments(text: str) -> str:
	return _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def _outside_brackets(expression: str) -> str:
	"""The expression without what stands in brackets or quotes."""
	plain = re.sub(r'"[^"]*"' + r"|'[^']*'", "", expression)
	while True:
		shorter = re.sub(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}", "", plain)
		if shorter == plain:
			return plain
		plain = shorter
