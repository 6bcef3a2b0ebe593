"""Reads form and list scripts: their code without comments, and the handlers that they register."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .app_files import files, text_of
from .documents import DocType, doctype_of_folder, doctypes
from .problems import Problem

# A string, a template literal, or one of the two kinds of comment, whichever begins first.
_TOKEN = re.compile(
	r""""(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|(?P<comment>//[^\n]*|/\*.*?\*/)""",
	re.DOTALL,
)
_REGISTERED = re.compile(r"""frappe\.ui\.form\.on\(\s*["']([^"']+)["']\s*,\s*\{""")


@dataclass(frozen=True)
class Script:
	"""One script of the desk."""

	path: Path

	@cached_property
	def code(self) -> str:
		"""The text with comments blanked out, so that every position and line stays."""
		return _TOKEN.sub(_blank, text_of(self.path))

	@cached_property
	def doctype(self) -> DocType | None:
		"""Whose form `frm` is: the DocType of the folder, or the only one that the script registers."""
		own = doctype_of_folder(self.path)
		parents = {name for name, _ in self.handlers if name in doctypes() and not doctypes()[name].is_child}
		return own or (doctypes()[parents.pop()] if len(parents) == 1 else None)

	@cached_property
	def handlers(self) -> list[tuple[str, int]]:
		"""Each DocType with handlers, and where their object begins."""
		return [(match[1], match.end()) for match in _REGISTERED.finditer(self.code)]

	def keys_from(self, position: int) -> Iterator[tuple[str, int]]:
		"""The keys of the object that begins just before `position`: names of events and fields."""
		depth, at = 1, position
		for token in re.finditer(
			rf"{_TOKEN.pattern}|(?P<key>\b\w+)\s*[:(]|(?P<bracket>[{{}}()\[\]])", self.code[at:], re.DOTALL
		):
			if token["bracket"]:
				depth += 1 if token["bracket"] in "{([" else -1
			elif token["key"]:
				if depth == 1 and _begins_a_member(self.code, at + token.start("key")):
					yield token["key"], at + token.start("key")
				depth += token[0].endswith("(")
			if depth == 0:
				return

	def problem(self, position: int, text: str) -> Problem:
		return Problem(self.path, self.code.count("\n", 0, position) + 1, text)


def scripts() -> list[Script]:
	return [Script(path) for path in files(".js")]


def _blank(match: re.Match[str]) -> str:
	return re.sub(r"[^\n]", " ", match[0]) if match["comment"] else match[0]


def _begins_a_member(code: str, position: int) -> bool:
	before = code[:position].rstrip().removesuffix("async").rstrip()
	return before.endswith(("{", ","))
