"""A forecast as a page that stands by itself: no script, nothing loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .simulation import Forecast
from .table import months_table, totals
from .words import notes, rests_on

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #1b1b1b; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.9rem; margin: 1rem 0 2rem; }
caption { text-align: left; font-weight: 600; padding-bottom: 0.4rem; }
th, td { padding: 0.3rem 0.7rem; text-align: right; border-bottom: 1px solid #d5d5d5; white-space: nowrap; }
th:first-child, td:first-child { text-align: left; font-weight: 400; }
thead th { border-bottom: 2px solid #555; font-weight: 600; vertical-align: bottom; }
svg { width: 100%; height: auto; }
@media print { body { margin: 0; max-width: none; font-size: 12px; } table { font-size: 0.75rem; } }
"""


def as_html(forecasts: Sequence[Forecast], svg: str = "") -> str:
	"""The page, with the picture where there is one."""
	title = "Forecast: " + " and ".join(each.title for each in forecasts)
	parts = [
		'<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">',
		'<meta name="viewport" content="width=device-width, initial-scale=1">',
		f"<title>{escape(title)}</title><style>{STYLE}</style></head><body><main>",
		f"<h1>{escape(title)}</h1><p>{escape(str(rests_on(forecasts[0])))}</p>",
		_table("In all", totals(forecasts)),
		f'<div role="img" aria-label="The same figures by month as lines">{svg}</div>' if svg else "",
		*(_table(each.title, months_table(each)) for each in forecasts),
		*(_notes(each) for each in forecasts),
		"</main></body></html>\n",
	]
	return "\n".join(filter(None, parts))


def _table(caption: str, rows: list[list[str]]) -> str:
	heads, *body = rows
	head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in heads)
	lines = [
		f'<tr><th scope="row">{escape(first)}</th>'
		+ "".join(f"<td>{escape(cell)}</td>" for cell in others)
		+ "</tr>"
		for first, *others in body
	]
	return (
		f'<div class="wide"><table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>'
		f"<tbody>{''.join(lines)}</tbody></table></div>"
	)


def _notes(forecast: Forecast) -> str:
	items = "".join(f"<li>{escape(str(note))}</li>" for note in notes(forecast))
	return f"<h2>{escape(forecast.title)}</h2><ul>{items}</ul>"
