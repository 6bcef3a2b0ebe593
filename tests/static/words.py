"""The words that users read, wherever they stand in the app, and which of them do not belong there."""

from __future__ import annotations

import ast
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .app_files import ROOT, files, json_of, line_of, text_of, tree_of
from .calls import called_name, calls_in

# American spellings with the British one, each a whole word that has no other use in what we write.
AMERICAN = {
	r"organiz(e|es|ed|er|ers|ing|ation|ations|ational)": "organis…",
	r"recogniz(e|es|ed|ing)": "recognis…",
	r"authoriz(e|es|ed|ing|ation)": "authoris…",
	r"summariz(e|es|ed|ing)": "summaris…",
	r"finaliz(e|es|ed|ing)": "finalis…",
	r"apologiz(e|es|ed|ing)": "apologis…",
	r"analyz(e|es|ed|ing)": "analys…",
	r"colors?": "colour",
	r"centers?|centered": "centre",
	r"programs?": "programme",
	r"behaviors?": "behaviour",
	r"favorites?": "favourite",
	r"neighbors?": "neighbour",
	r"honors?": "honour",
	r"labors?": "labour",
	r"enroll?ments?": "enrolment",
	r"enrolls?": "enrol",
	r"fulfills?": "fulfil",
	r"cancel(ed|ing)": "cancelled, cancelling",
	r"travel(ed|ing|er|ers)": "travelled, travelling",
	r"counsel(ed|ing|or|ors)": "counselled, counselling, counsellor",
	r"gray": "grey",
	r"mom|moms": "mum",
	r"coordinators?|coordinate[sd]?": "co-ordinator",
}
AMERICAN_WORD = re.compile(rf"\b({'|'.join(AMERICAN)})\b", re.IGNORECASE)

BINARY = {".png", ".jpg", ".ico", ".woff2", ".pdf", ".mo", ".gz", ".pyc", ".pyo"}

# Keys of JSON files whose values people read.
SHOWN_KEYS = {
	"label",
	"description",
	"options",
	"subject",
	"message",
	"title",
	"introduction_text",
	"action_label",
}
MARKDOWN_CODE = re.compile(r"```.*?```|`[^`\n]*`|\]\([^)]*\)|https?://\S+", re.DOTALL)
HTML_TAG = re.compile(r"<(style|script)\b.*?</\1>|<[^>]*>|\{[{%#].*?[}%#]\}", re.DOTALL)
SCRIPT_SENTENCE = re.compile(r"""__\(\s*(["'`])(.*?)(?<!\\)\1""", re.DOTALL)


def shown_in(path: Path) -> Iterator[tuple[int, str]]:
	"""Each text of a file that users read, with its line."""
	if path.suffix == ".py":
		yield from _sentences(path)
	elif path.suffix == ".json":
		yield from (
			(line_of(path, json.dumps(text, ensure_ascii=False)[1:-1]), text)
			for text in _values(json_of(path))
		)
	elif path.suffix == ".js":
		text = text_of(path)
		yield from (
			(text.count("\n", 0, match.start()) + 1, match[2]) for match in SCRIPT_SENTENCE.finditer(text)
		)
	elif path.suffix in (".md", ".html"):
		pattern = MARKDOWN_CODE if path.suffix == ".md" else HTML_TAG
		plain = pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text_of(path))
		yield from enumerate(plain.splitlines(), 1)


def read_by_users() -> Iterator[Path]:
	yield from files(".py", ".json", ".js", ".html", ".md")
	yield from files(".md", under=ROOT / "docs")
	yield ROOT / "README.md"


def american(text: str) -> Iterator[tuple[str, str]]:
	"""Each American word in a text with its British spelling."""
	for match in AMERICAN_WORD.finditer(text):
		yield (
			match[0],
			next(
				word for pattern, word in AMERICAN.items() if re.fullmatch(pattern, match[0], re.IGNORECASE)
			),
		)


def _sentences(path: Path) -> Iterator[tuple[int, str]]:
	"""Every string that is handed to `_()`; in setup/, the names of states and actions as well."""
	for call in calls_in(tree_of(path)):
		if called_name(call).rpartition(".")[2] in ("_", "_lt", "State", "Move"):
			for node in ast.walk(call):
				if isinstance(node, ast.Constant) and isinstance(node.value, str):
					yield node.lineno, node.value


def _values(value: Any, key: str = "") -> Iterator[str]:
	if isinstance(value, dict):
		for name, each in value.items():
			yield from _values(each, name)
	elif isinstance(value, list):
		for each in value:
			yield from _values(each, key)
	elif isinstance(value, str) and (
		key in SHOWN_KEYS or key in ("topic", "guidance", "question", "section", "source")
	):
		yield value


def tracked_files() -> Iterator[Path]:
	"""Every file of the repository that is text: what git knows or would add, else what lies in no hidden folder."""
	listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
	try:
		names = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split(
			"\0"
		)
		found = [ROOT / name for name in names if name]
	except (OSError, subprocess.CalledProcessError):
		found = [path for path in files("", under=ROOT) if not _is_hidden(path.relative_to(ROOT))]
	return (path for path in found if path.is_file() and path.suffix not in BINARY)


def _is_hidden(path: Path) -> bool:
	return any(part.startswith(".") and part not in (".github", ".ci") for part in path.parts[:-1])
