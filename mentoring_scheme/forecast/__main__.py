"""What a policy will cost and need, from a preset and a few numbers, in the terminal.

python -m mentoring_scheme.forecast --preset afc-fostering --mentors 40 --referrals-per-month 6 --months 24
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from ..policy import presets
from ..policy.errors import PolicyError, UnknownPreset
from ..policy.months import add_months
from ..policy.scheme import SchemePolicy
from .changes import changed
from .page import as_html
from .plot import picture
from .simulation import Forecast, forecast
from .table import as_csv, as_text
from .values import LIMITS, Assumptions

# Assumptions that have a value when nothing is said, with what each is.
OPTIONAL = {
	"runs": "how often the scheme is lived through",
	"seed": "the same seed gives the same figures",
	"days_to_introduce": "days from a referral to the start of a link, where a mentor is free",
	"days_since_approval": "days from a mentee's approval to the referral",
	"days_to_event": "days until the event that ends a link, on average",
	"open_ended_days": "days that an open-ended link runs, on average",
	"ending_early_percent": "of 100 links, how many end early",
	"extended_percent": "of 100 links, how many are extended",
	"extension_months": "by how many months",
	"suspended_percent": "of 100 links, how many are suspended for a time",
	"suspension_days": "for how many days",
	"supervision_minutes": "how long a supervision takes",
}


def main(arguments: Sequence[str] | None = None) -> int:
	"""Run it with these arguments; returns the exit status: 2 for what makes no sense, which is named."""
	options = _parser().parse_args(arguments)
	try:
		forecasts = _forecasts(options)
		_write_files(options, forecasts)
	except PolicyError as error:
		sys.stderr.write(f"{error}\n")
		return 2
	except OSError as error:
		sys.stderr.write(f"{error.filename}: {error.strerror}\n")
		return 2
	sys.stdout.write(as_text(forecasts))
	return 0


def _forecasts(options: argparse.Namespace) -> list[Forecast]:
	assumptions = _assumptions(options)
	policy = presets.load(options.preset)
	found = [forecast(policy, assumptions, title=options.preset)]
	if options.compare or options.set:
		other = options.compare or options.preset
		title = " with ".join([other, ", ".join(options.set)] if options.set else [other])
		found.append(forecast(changed(_compared(other), options.set), assumptions, title=title))
	return found


def _compared(name: str) -> SchemePolicy:
	"""The policy to set beside the first, by the name of the option that chose it."""
	try:
		return presets.load(name)
	except UnknownPreset as error:
		error.field = "compare"
		raise


def _assumptions(options: argparse.Namespace) -> Assumptions:
	given = {name: getattr(options, name) for name in OPTIONAL if getattr(options, name) is not None}
	return Assumptions(
		mentors=options.mentors,
		referrals_per_month=options.referrals_per_month,
		months=options.months,
		start=options.start or add_months(date.today().replace(day=1), 1),
		mix=tuple(map(_share, options.mix)),
		**given,
	)


def _share(text: str) -> tuple[str, int]:
	name, _equals, share = text.rpartition("=")
	if not name or not share.strip().isdecimal():
		raise PolicyError("mix", "Write a support type, “=” and its share, not {text!r}.", text=text)
	return name.strip(), int(share)


def _write_files(options: argparse.Namespace, forecasts: Sequence[Forecast]) -> None:
	if options.plot:
		options.plot.write_bytes(picture(forecasts, options.plot.suffix.lower().lstrip(".")))
	if options.csv:
		options.csv.write_text(as_csv(forecasts), encoding="utf-8-sig")  # so that Excel knows the pound sign
	if options.html:
		options.html.write_text(as_html(forecasts, _svg_if_any(forecasts)), encoding="utf-8")


def _svg_if_any(forecasts: Sequence[Forecast]) -> str:
	"""The picture for the page; without matplotlib the page has its tables alone."""
	try:
		svg = picture(forecasts, "svg").decode()
	except PolicyError:
		return ""
	return svg[svg.index("<svg") :]


def _number(text: str) -> Decimal:
	try:
		return Decimal(text)
	except InvalidOperation:
		raise argparse.ArgumentTypeError(f"{text!r} is no number") from None


def _parser() -> argparse.ArgumentParser:
	parser = argparse.ArgumentParser(
		prog="python -m mentoring_scheme.forecast",
		description="What a mentoring policy will cost and need, with the very rules that the desk applies.",
	)
	parser.add_argument("--preset", default="afc-fostering", help=", ".join(presets.names()))
	parser.add_argument("--mentors", type=int, default=20, help="mentors who may have links (20)")
	parser.add_argument("--referrals-per-month", type=_number, default=Decimal(4), help="on average (4)")
	parser.add_argument("--months", type=int, default=24, help="how many months (24)")
	parser.add_argument("--start", type=date.fromisoformat, help="YYYY-MM-DD; the first of next month")
	parser.add_argument(
		"--mix", action="append", default=[], metavar="TYPE=SHARE", help="referrals by support type"
	)
	parser.add_argument("--compare", metavar="PRESET", help="another policy, side by side")
	parser.add_argument(
		"--set",
		action="append",
		default=[],
		metavar="FIELD=VALUE",
		help="the same policy (or that of --compare) with a value changed, such as support_types[0].months=9",
	)
	for ending in ("csv", "html", "plot"):
		parser.add_argument(f"--{ending}", type=Path, metavar="FILE")
	for name, help_text in OPTIONAL.items():
		default = getattr(Assumptions, name)
		limits = LIMITS[name]
		parser.add_argument(
			f"--{name.replace('_', '-')}",
			type=int,
			metavar="N",
			help=f"{help_text}: {limits.least} to {limits.most} ({default})",
		)
	return parser


if __name__ == "__main__":
	sys.exit(main())
