"""What is handed to `_()` in Python files and templates, and what the catalogues of strings hold of it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from .app_files import APP, files, line_of, text_of, tree_of
from .calls import called_name, calls_in
from .problems import Problem

LOCALE = APP / "locale"
PORTAL = (APP / "portal", APP / "www" / "mentoring", APP / "templates" / "portal")
IN_TEMPLATE = re.compile(r"""\b_\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*[,)]""")
NOT_ALONE = re.compile(r"""\b__?\(\s*("[^"]*"|'[^']*')\s*[+~%]""")
PIECES = (ast.JoinedStr, ast.BinOp)
PLACEHOLDER = re.compile(r"{\w*}")
ENTRY = re.compile(r'^(msgctxt|msgid|msgstr) ("(?:[^"\\]|\\.)*")((?:\n"(?:[^"\\]|\\.)*")*)', re.MULTILINE)
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')


def of_portal() -> Iterator[tuple[Path, str]]:
	"""Each string of the pages of mentors and mentees, with its file."""
	for folder in PORTAL:
		for path in files(".py", ".html", under=folder):
			yield from ((path, text) for text in literals(path))


def literals(path: Path) -> Iterator[str]:
	"""The strings that a file hands to `_()`."""
	if path.suffix == ".html":
		yield from (ast.literal_eval(found[1]) for found in IN_TEMPLATE.finditer(text_of(path)))
		return
	for call in _marked(path):
		if call.args and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str):
			yield call.args[0].value


def in_pieces(path: Path) -> Iterator[Problem]:
	"""What is put together before it is translated, which no catalogue can hold."""
	if path.suffix == ".py":
		for call in _marked(path):
			if call.args and isinstance(call.args[0], PIECES):
				yield Problem(path, call.lineno, "a string is put together inside of _()")
		return
	for found in NOT_ALONE.finditer(text_of(path)):
		yield Problem(path, text_of(path).count("\n", 0, found.start()) + 1, f"put together: {found[0]}")


@cache
def catalogue(path: Path) -> dict[str, str]:
	"""The strings of a catalogue with their translations, which may be empty."""
	found: dict[str, str] = {}
	last = ""
	for kind, first, more in ENTRY.findall(text_of(path)):
		text = "".join(ast.literal_eval(part) for part in QUOTED.findall(first + more))
		if kind == "msgid":
			last = text
		elif kind == "msgstr" and last:
			found[last] = text
	return found


def languages() -> tuple[Path, ...]:
	return files(".po", under=LOCALE)


def differing(path: Path) -> Iterator[Problem]:
	"""Translations that have other places for figures and names than what they translate."""
	for text, translation in catalogue(path).items():
		if translation and sorted(PLACEHOLDER.findall(text)) != sorted(PLACEHOLDER.findall(translation)):
			yield Problem(
				path, line_of(path, translation), f"other placeholders than in “{text}”: “{translation}”"
			)


def _marked(path: Path) -> Iterator[ast.Call]:
	return (call for call in calls_in(tree_of(path)) if called_name(call) in ("_", "_lt"))
