"""A forecast as a picture. It is drawn by matplotlib, which is installed on request: pip install mentoring_scheme[forecast]."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from typing import Any

from ..policy.errors import PolicyError
from ..policy.text import _
from .measures import MEASURES
from .simulation import Forecast
from .words import month_label, rests_on

FORMATS = ("svg", "png")
PANELS = ("payments", "running", "waiting", "needed", "contacts", "supervision")
COLOURS = ("#1d4f91", "#b5541c")  # told apart by people who see no red or no green, too
STYLES = ("-", "--")  # so that one line does not hide the other


def picture(forecasts: Sequence[Forecast], format: str) -> bytes:
	"""The months of one or two forecasts as SVG or PNG: the middle run as a line, eight of ten runs as a band.

	Raises PolicyError for another format, and where matplotlib is not installed.
	"""
	if format not in FORMATS:
		raise PolicyError(
			"plot", _("The file must end in .svg or .png, not in “{ending}”."), ending=format or "nothing"
		)
	figure_class = _matplotlib()
	figure = figure_class(figsize=(11, 11), layout="constrained")
	for axes, key in zip(figure.subplots(3, 2).flat, PANELS, strict=True):
		_panel(axes, forecasts, key)
	handles = figure.axes[1].get_legend_handles_labels()
	figure.legend(*handles, loc="outside upper left", frameon=False)
	figure.supxlabel(textwrap.fill(str(rests_on(forecasts[0])), 130), x=0.01, ha="left", fontsize=9)
	out = io.BytesIO()
	figure.savefig(out, format=format, dpi=144, metadata={"Date": None} if format == "svg" else None)
	return out.getvalue()


def _matplotlib() -> Any:
	try:
		import matplotlib
		from matplotlib.figure import Figure
	except ImportError:
		raise PolicyError(
			"plot",
			_("Plots are drawn by matplotlib, which is not installed. Install it with: {command}"),
			command='pip install "matplotlib>=3.8"',
		) from None
	matplotlib.rcParams.update({"svg.hashsalt": "mentoring", "font.size": 10, "svg.fonttype": "none"})
	return Figure


def _panel(axes: Any, forecasts: Sequence[Forecast], key: str) -> None:
	measure = next(each for each in MEASURES if each.key == key)
	axes.set_title(f"{measure.label} (£)" if key == "payments" else measure.label, loc="left", fontsize=10.5)
	for colour, style, forecast in zip(COLOURS, STYLES, forecasts, strict=False):
		_line(axes, forecast, key, (colour, style))
	if not axes.lines:
		axes.text(0.5, 0.5, "The policy sets no figure for this.", transform=axes.transAxes, ha="center")
		axes.set_axis_off()
		return
	if key == "needed":
		axes.axhline(forecasts[0].mentors, color="#444444", linestyle=":", linewidth=1.2)
		axes.annotate(
			f"mentors there are: {forecasts[0].mentors}",
			(1, forecasts[0].mentors),
			xycoords=("axes fraction", "data"),
			textcoords="offset points",
			xytext=(-2, 3),
			ha="right",
			fontsize=9,
			color="#444444",
		)
	_finish(axes, forecasts[0])


def _line(axes: Any, forecast: Forecast, key: str, look: tuple[str, str]) -> None:
	found = forecast.by_month[key]
	if all(each.mid is None for each in found):
		return
	places, (colour, style) = range(len(found)), look
	low, mid, high = ([float(getattr(each, name) or 0) for each in found] for name in ("low", "mid", "high"))
	axes.fill_between(places, low, high, color=colour, alpha=0.18, linewidth=0)
	axes.plot(places, mid, style, color=colour, linewidth=1.8, marker="o", markersize=3, label=forecast.title)


def _finish(axes: Any, forecast: Forecast) -> None:
	count = len(forecast.months)
	every = max(1, -(-count // 6))
	places = range(0, count, every)
	axes.set_xticks(list(places), [month_label(forecast.months, place) for place in places], fontsize=8.5)
	axes.set_ylim(bottom=0, top=max(axes.get_ylim()[1], 1))
	axes.yaxis.get_major_locator().set_params(integer=True)
	axes.yaxis.set_major_formatter(lambda value, _position: f"{value:,.0f}")
	axes.grid(axis="y", color="#dddddd", linewidth=0.7)
	axes.set_axisbelow(True)
	for side in ("top", "right"):
		axes.spines[side].set_visible(False)
