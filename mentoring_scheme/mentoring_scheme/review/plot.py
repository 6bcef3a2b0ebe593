"""Small plots as SVG, drawn here so that a browser and the PDF engine show the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from frappe.utils import escape_html
from markupsafe import Markup

WIDTH, BAR, GAP, LABEL = 660, 15, 7, 230
COLOURS = ("#1d4f91", "#b5541c")  # told apart by people who see no red or no green, too
HEIGHT, FOOT, HEAD = 150, 24, 22


class Series(NamedTuple):
	"""What is drawn in one colour: its name in the legend, and a value for each label."""

	name: str
	values: Sequence[float]


def bars(labels: Sequence[str], values: Sequence[float], shown: Sequence[str], most: float = 0) -> Markup:
	"""Bars from left to right, one a line, each with its value in words; for shares and steps."""
	most = max([most, *values, 1])
	room = WIDTH - LABEL - 110
	lines = []
	for number, (label, value, words) in enumerate(zip(labels, values, shown, strict=True)):
		top = number * (BAR + GAP)
		length = max(room * value / most, 1 if value else 0)
		lines.append(_text(LABEL - 8, top + 12, label, "end"))
		lines.append(_box(LABEL, top, length, BAR, COLOURS[0]))
		lines.append(_text(LABEL + length + 6, top + 12, words))
	return _svg(len(labels) * (BAR + GAP), lines)


def columns(labels: Sequence[str], series: Sequence[Series]) -> Markup:
	"""Columns side by side for each label, such as the months of a year; with a legend."""
	most = max([*(value for each in series for value in each.values), 1])
	slot = WIDTH / max(len(labels), 1)
	wide = slot * 0.7 / len(series)
	lines = _legend(series)
	for place, label in enumerate(labels):
		lines.append(_text(place * slot + slot / 2, HEIGHT - 6, label, "middle"))
		for number, each in enumerate(series):
			tall = (HEIGHT - FOOT - HEAD - 14) * each.values[place] / most
			left, top = place * slot + slot * 0.15 + number * wide, HEIGHT - FOOT - tall
			lines.append(_box(left, top, wide - 1, tall, COLOURS[number]))
			if each.values[place]:
				lines.append(_text(left + wide / 2, top - 3, f"{each.values[place]:g}", "middle"))
	lines.append(_box(0, HEIGHT - FOOT, WIDTH, 1, "#888888"))
	return _svg(HEIGHT, lines)


def _legend(series: Sequence[Series]) -> list[str]:
	lines = []
	for number, each in enumerate(series):
		left = number * 170
		lines += [_box(left, 2, 11, 11, COLOURS[number]), _text(left + 16, 12, each.name)]
	return lines


def _svg(height: float, lines: Sequence[str]) -> Markup:
	# safe: the lines are made by the two functions below, which escape what they are given
	return Markup(
		f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
		f'role="img" aria-hidden="true">{"".join(lines)}</svg>'
	)


def _box(left: float, top: float, width: float, height: float, colour: str) -> str:
	return f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"></rect>'


def _text(left: float, top: float, words: str, anchor: str = "start") -> str:
	return (
		f'<text x="{left:.1f}" y="{top:.1f}" text-anchor="{anchor}" font-size="11" fill="#222222" '
		f'font-family="Helvetica, Arial, sans-serif">{escape_html(words)}</text>'
	)
