"""Follows what a script puts into HTML: the places of its template literals, and whether each is safe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

# What may stand in HTML as it is: escaped text, figures and dates of the platform's own making.
_SAFE_CALL = re.compile(
	r"^(frappe\.utils\.(escape_html|get_form_link)|escape_html|escape|encodeURIComponent|cint|flt|Number"
	r"|frappe\.datetime\.\w+|format_currency)\("
)
_LITERAL = re.compile(r"""^("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|-?\d+(\.\d+)?)$""", re.DOTALL)
_SENTENCE = re.compile(
	r"""^__\(\s*("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')\s*(?:,\s*(?P<values>.*))?\)$""", re.DOTALL
)
_FUNCTION = re.compile(
	r"\bfunction\s+(\w+)\s*\(|\b(?:const|let)\s+(\w+)\s*=\s*(?:async\s*)?(?:\([^()]*\)|\w+)\s*=>"
)
_OPENING, _CLOSING = "([{", ")]}"


@dataclass(frozen=True)
class TemplateLiteral:
	"""A text in backticks: where it begins, its text without what is put in, and each expression that is."""

	start: int
	text: str
	places: tuple[str, ...]


def template_literals(code: str) -> list[TemplateLiteral]:
	"""Every template literal, those within the places of others too."""
	found: list[TemplateLiteral] = []
	_scan(code, 0, len(code), found)
	return found


class Html:
	"""What is safe in one script."""

	def __init__(self, code: str) -> None:
		self.code = code

	@cached_property
	def functions(self) -> set[str]:
		"""The script's own functions. The HTML that they return is looked at where they make it."""
		return {name for match in _FUNCTION.finditer(self.code) for name in match.groups() if name}

	def is_safe(self, expression: str, at: int) -> bool:
		"""Whether an expression that stands at `at` holds nothing that people have typed without its being escaped."""
		expression = _unwrapped(expression)
		if _LITERAL.match(expression) or _SAFE_CALL.match(expression) or expression.endswith(".length"):
			return True
		if expression.startswith("`") and expression.endswith("`"):
			return all(self.is_safe(place, at) for place in template_literals(expression)[-1].places)
		if sentence := _SENTENCE.match(expression):
			values = _unwrapped(sentence["values"] or "")
			return all(self.is_safe(each, at) for each in split(values.strip("[]"), ",") if each.strip())
		for operator in ("?", "||", "??", "&&"):
			parts = split(expression, operator)
			if len(parts) > 1:
				return self._all_safe(operator, parts, at)
		if re.match(r"^[A-Z][A-Z_]*(\[[^\]]*\]|\.\w+)$", expression) or re.search(
			r'\.join\(\s*""\s*\)$', expression
		):
			return True
		called = re.match(r"^(?:\w+\.)*(\w+)\(", expression)
		if called and (called[1] in self.functions or called[1].endswith("_html")):
			return True
		return self._is_safe_name(expression, at)

	def _all_safe(self, operator: str, parts: list[str], at: int) -> bool:
		if operator == "?":
			parts = split("?".join(parts[1:]), ":")
		elif operator == "&&":
			parts = parts[-1:]
		return all(self.is_safe(each, at) for each in parts)

	def _is_safe_name(self, name: str, at: int) -> bool:
		"""A name is safe where its last declaration above, and whatever is assigned to it since, is."""
		assigned = re.compile(
			rf"(?:(\b(?:const|let|var)\s+)|^\s*|[;{{}}]\s*){name}\s*\+?=(?![=>])\s*", re.MULTILINE
		)
		values: list[tuple[int, str]] = []
		for match in assigned.finditer(self.code, 0, at) if re.fullmatch(r"[a-zA-Z_]\w*", name) else ():
			if match[1]:
				values = []
			values.append((match.start(), _expression_from(self.code, match.end())))
		return bool(values) and all(self.is_safe(value, position) for position, value in values)


def split(expression: str, operator: str) -> list[str]:
	"""The parts of an expression between operators that stand outside brackets, strings and templates."""
	parts, depth, start, at = [], 0, 0, 0
	while at < len(expression):
		character = expression[at]
		if character in "\"'`":
			at = _end_of_string(expression, at)
			continue
		depth += (character in _OPENING) - (character in _CLOSING)
		chained = operator == "?" and (
			expression[at : at + 2] in ("?.", "??") or expression[at - 1 : at] == "?"
		)
		if depth == 0 and expression.startswith(operator, at) and not chained:
			parts.append(expression[start:at])
			start = at = at + len(operator)
			continue
		at += 1
	return [*parts, expression[start:]]


def _unwrapped(expression: str) -> str:
	expression = expression.strip()
	while expression.startswith("(") and _end_of_brackets(expression, 0) == len(expression):
		expression = expression[1:-1].strip()
	return expression


def _expression_from(code: str, start: int) -> str:
	"""The expression that begins at `start`, to its semicolon, comma or closing bracket."""
	at = start
	while at < len(code):
		if code[at] in "\"'`":
			at = _end_of_string(code, at)
		elif code[at] in _OPENING:
			at = _end_of_brackets(code, at)
		elif code[at] in ";," + _CLOSING:
			break
		else:
			at += 1
	return code[start:at]


def _end_of_brackets(code: str, start: int) -> int:
	depth, at = 0, start
	while at < len(code):
		if code[at] in "\"'`":
			at = _end_of_string(code, at)
			continue
		depth += (code[at] in _OPENING) - (code[at] in _CLOSING)
		at += 1
		if depth == 0:
			break
	return at


def _end_of_string(code: str, start: int) -> int:
	quote, at = code[start], start + 1
	while at < len(code) and code[at] != quote:
		if code[at] == "\\":
			at += 2
		elif quote == "`" and code.startswith("${", at):
			at = _end_of_brackets(code, at + 1)
		else:
			at += 1
	return at + 1


def _scan(code: str, start: int, end: int, found: list[TemplateLiteral]) -> None:
	at = start
	while at < end:
		if code[at] == "`":
			closing = _end_of_string(code, at)
			found_inside: list[TemplateLiteral] = []
			text, places = _parts(code, at + 1, closing - 1, found_inside)
			found += [*found_inside, TemplateLiteral(at, text, tuple(places))]
			at = closing
		elif code[at] in "\"'":
			at = _end_of_string(code, at)
		else:
			at += 1


def _parts(code: str, start: int, end: int, found: list[TemplateLiteral]) -> tuple[str, list[str]]:
	text, places, at = "", [], start
	while at < end:
		if code[at] == "\\":
			at += 2
		elif code.startswith("${", at):
			closing = _end_of_brackets(code, at + 1)
			places.append(code[at + 2 : closing - 1].strip())
			_scan(code, at + 2, closing - 1, found)
			text, at = text + " ", closing
		else:
			text, at = text + code[at], at + 1
	return text, places


def unsafe_places(code: str) -> Iterator[tuple[int, str]]:
	"""Each place in a template literal with a tag that lets through what people have typed."""
	html = Html(code)
	for literal in template_literals(code):
		if re.search(r"</?[a-z][a-z0-9]*(\s|>|/|$)", literal.text):
			yield from (
				(literal.start, place) for place in literal.places if not html.is_safe(place, literal.start)
			)
