"""A forecast in the terminal, and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from .measures import MEASURES, TOTALS
from .simulation import Forecast, Range
from .words import month_label, notes, rests_on, written, written_range

SIDE_BY_SIDE = ("payments", "running", "waiting", "needed", "supervision")


def as_text(forecasts: Sequence[Forecast]) -> str:
	"""The months of one forecast; of two, what differs side by side; then the totals and what they rest on."""
	first = forecasts[0]
	parts = [_heading(forecasts), str(rests_on(first)), ""]
	parts += _lines(_months(first) if len(forecasts) == 1 else _months_of_both(forecasts))
	parts += ["", *_lines(totals(forecasts)), ""]
	for forecast in forecasts:
		prefix = f"{forecast.title}: " if len(forecasts) > 1 else ""
		parts += [f"* {prefix}{note}" for note in notes(forecast)]
	return "\n".join(parts) + "\n"


def as_csv(forecasts: Sequence[Forecast]) -> str:
	"""One row for each policy, month and measure, and for each total."""
	out = io.StringIO()
	writer = csv.writer(out, lineterminator="\n")
	writer.writerow(["policy", "month_from", "measure", "unit", "low", "median", "high"])
	for forecast in forecasts:
		for measure in MEASURES:
			for start, found in zip(forecast.months.starts, forecast.by_month[measure.key], strict=True):
				writer.writerow(
					[_plain(forecast.title), start, measure.label, measure.kind.value, *_cells(found)]
				)
		for total in TOTALS:
			found = forecast.totals[total.key]
			writer.writerow([_plain(forecast.title), "total", total.label, total.kind.value, *_cells(found)])
	return out.getvalue()


def totals(forecasts: Sequence[Forecast]) -> list[list[str]]:
	"""The totals as a table, a column for each policy."""
	heads = [["In all", *(each.title or "" for each in forecasts)]]
	rows = [
		[total.label, *(written_range(each.totals[total.key], total.kind) for each in forecasts)]
		for total in TOTALS
	]
	return heads + rows


def months_table(forecast: Forecast) -> list[list[str]]:
	"""Every measure of every month, in the middle run; the payments with their range."""
	return _months(forecast)


def _months(forecast: Forecast) -> list[list[str]]:
	rows = [["Month", *(each.short for each in MEASURES)]]
	for index in range(len(forecast.months)):
		row = [month_label(forecast.months, index)]
		for measure in MEASURES:
			found = forecast.by_month[measure.key][index]
			with_range = measure.key == "payments"
			row.append(written_range(found, measure.kind) if with_range else written(found.mid, measure.kind))
		rows.append(row)
	return rows


def _months_of_both(forecasts: Sequence[Forecast]) -> list[list[str]]:
	shown = [each for each in MEASURES if each.key in SIDE_BY_SIDE]
	rows = [
		["Month", *(f"{each.short} {letter}" for each in shown for letter in "AB"[: len(forecasts)])],
	]
	for index in range(len(forecasts[0].months)):
		figures = [
			written(forecast.by_month[each.key][index].mid, each.kind)
			for each in shown
			for forecast in forecasts
		]
		rows.append([month_label(forecasts[0].months, index), *figures])
	return rows


def _heading(forecasts: Sequence[Forecast]) -> str:
	if len(forecasts) == 1:
		return forecasts[0].title
	return "\n".join(f"{letter}: {each.title}" for letter, each in zip("AB", forecasts, strict=False))


def _lines(rows: list[list[str]]) -> list[str]:
	"""The rows with columns of even width: the first to the left, figures to the right."""
	widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
	lines = []
	for row in rows:
		first, *others = zip(row, widths, strict=True)
		lines.append(
			"  ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]).rstrip()
		)
	lines.insert(1, "-" * max(map(len, lines)))
	return lines


def _cells(found: Range) -> list[str]:
	return ["" if each is None else str(each) for each in (found.low, found.mid, found.high)]


def _plain(text: str) -> str:
	"""A title that a spreadsheet does not take for a formula."""
	return f"'{text}" if text[:1] in "=+-@" and text else text
