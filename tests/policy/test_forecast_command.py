"""The forecast in the terminal, and the files that it writes."""

from __future__ import annotations

import ast
import csv
import io
import subprocess
import sys
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest

from mentoring_scheme.forecast import page, plot, table
from mentoring_scheme.forecast.__main__ import main
from mentoring_scheme.forecast.measures import MEASURES, TOTALS, Kind
from mentoring_scheme.forecast.simulation import Forecast, Range, forecast
from mentoring_scheme.forecast.values import Assumptions
from mentoring_scheme.forecast.words import month_label, notes, written, written_range
from mentoring_scheme.policy import presets
from mentoring_scheme.policy.errors import PolicyError

ROOT = Path(__file__).resolve().parents[2]
FORECAST = ROOT / "mentoring_scheme" / "forecast"
SHORT = ["--months", "3", "--runs", "4", "--start", "2026-12-01"]


def a_forecast(title: str = "afc-fostering", preset: str = "afc-fostering") -> Forecast:
	asked = Assumptions(5, Decimal(3), 4, date(2026, 11, 20), runs=4)
	return forecast(presets.load(preset), asked, title=title)


def test_it_prints_months_totals_and_what_they_rest_on(capsys: pytest.CaptureFixture[str]) -> None:
	assert main(["--preset", "afc-fostering", "--mentors", "3", *SHORT]) == 0
	said = capsys.readouterr().out
	for part in ("Dec 2026", "Feb 2027", "Payments in all", "3 mentors", "seed 1", "28 days to introduce"):
		assert part in said
	assert max(map(len, said.split("\n\n* ")[0].splitlines()[3:])) < 140


def test_the_same_line_twice_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
	said = []
	for seed in ("7", "7", "8"):
		main([*SHORT, "--seed", seed, "--referrals-per-month", "9.5"])
		said.append(capsys.readouterr().out)
	assert said[0] == said[1] != said[2]


def test_two_policies_stand_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
	assert main([*SHORT, "--set", "support_types[0].months=9"]) == 0
	said = capsys.readouterr().out
	assert "B: afc-fostering with support_types[0].months=9" in said and "Payments B" in said
	assert "its cap of £300" in said
	assert main([*SHORT, "--compare", "tri-borough-fostering"]) == 0
	assert "tri-borough-fostering: This policy pays nothing" in capsys.readouterr().out


@pytest.mark.parametrize(
	("arguments", "said"),
	[
		(["--preset", "nothing"], "preset: "),
		(["--compare", "nothing"], "compare: "),
		(["--mentors", "-1"], "mentors: -1 is not between 0 and 5000."),
		(["--months", "0"], "months: "),
		(["--referrals-per-month", "nan"], "referrals_per_month: "),
		(["--referrals-per-month", "1e9"], "referrals_per_month: "),
		(["--runs", "5000", "--months", "120", "--referrals-per-month", "900"], "runs: "),
		(["--start", "0001-01-01"], "start: 0001-01-01 is no usable date."),
		(["--ending-early-percent", "70", "--extended-percent", "70"], "extended_percent: "),
		(["--set", "support_types[9].months=3"], "support_types[9].months: "),
		(["--mix", "Adversity"], "mix: "),
		(["--mix", "Nobody=3"], "mix[0]: "),
		(["--plot", "plot.pdf"], "plot: "),
		(["--csv", "/nowhere/at/all.csv"], "/nowhere/at/all.csv: "),
	],
)
def test_what_makes_no_sense_is_named_without_a_traceback(
	arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
	assert main(["--runs", "2", "--months", "2", *arguments]) == 2
	assert capsys.readouterr().err.startswith(said)


@pytest.mark.parametrize("argument", ["--referrals-per-month=many", "--mentors=4.5", "--start=soon"])
def test_what_is_no_number_or_date_is_named(argument: str, capsys: pytest.CaptureFixture[str]) -> None:
	with pytest.raises(SystemExit):
		main([argument])
	assert argument.split("=")[0] in capsys.readouterr().err


def test_referrals_by_support_type(capsys: pytest.CaptureFixture[str]) -> None:
	assert main([*SHORT, "--mix", "Adversity=3", "--mix", "Newly approved carer=1"]) == 0
	assert capsys.readouterr().out


def test_the_csv_holds_every_figure(tmp_path: Path) -> None:
	assert main([*SHORT, "--csv", str(tmp_path / "f.csv"), "--compare", "kent-adoption"]) == 0
	rows = list(csv.DictReader((tmp_path / "f.csv").read_text(encoding="utf-8-sig").splitlines()))
	assert len(rows) == 2 * (3 * len(MEASURES) + len(TOTALS))
	found = a_forecast()
	cells = [
		row for row in csv.DictReader(io.StringIO(table.as_csv([found]))) if row["measure"] == "Payments"
	]
	assert [Decimal(row["median"]) for row in cells] == [each.mid for each in found.by_month["payments"]]


def test_a_title_is_no_formula() -> None:
	assert "\n'=1+1," in table.as_csv([a_forecast("=1+1")])


class Tags(HTMLParser):
	def __init__(self) -> None:
		super().__init__()
		self.open: list[str] = []
		self.seen: set[str] = set()

	def handle_starttag(self, tag: str, attrs: object) -> None:
		self.seen.add(tag)
		if tag != "meta":
			self.open.append(tag)

	def handle_endtag(self, tag: str) -> None:
		assert self.open.pop() == tag


def test_the_page_stands_by_itself(tmp_path: Path) -> None:
	assert main([*SHORT, "--html", str(tmp_path / "f.html")]) == 0
	assert "Payments in all" in (tmp_path / "f.html").read_text(encoding="utf-8")
	found = page.as_html([a_forecast("<script>alert(1)</script>")])
	tags = Tags()
	tags.feed(found)
	assert tags.open == [] and "script" not in tags.seen
	assert "http" not in found


def test_without_matplotlib_the_plot_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
	monkeypatch.setitem(sys.modules, "matplotlib", None)
	with pytest.raises(PolicyError, match="pip install"):
		plot.picture([a_forecast()], "svg")
	assert main([*SHORT, "--html", str(tmp_path / "f.html")]) == 0


def test_figures_in_words() -> None:
	assert written(Decimal("1250.00"), Kind.MONEY) == "£1,250"
	assert written(Decimal("12.50"), Kind.MONEY) == "£12.50"
	assert written(None, Kind.DAYS) == "–"
	assert written(0.5, Kind.SHARE) == "0.50"
	assert written_range(Range(1, 2, 3), Kind.NUMBER) == "2 (1–3)"
	assert written_range(Range(2, 2, 2), Kind.NUMBER) == "2"
	assert month_label(a_forecast().months, 0) == "rest of Nov 2026"


@pytest.mark.parametrize("preset", presets.names())
def test_every_ready_made_policy_can_be_forecast(preset: str) -> None:
	found = a_forecast(preset, preset)
	assert {len(rows) for rows in found.by_month.values()} == {5}
	assert all(str(note).endswith(".") and "{" not in str(note) for note in notes(found))
	assert table.as_text([found, a_forecast()])


RUN = """
import sys
sys.path.insert(0, sys.argv[1])
from mentoring_scheme.forecast.__main__ import main
assert main(["--runs", "2", "--months", "2"]) == 0
assert not [name for name in sys.modules if name.split(".")[0] in ("frappe", "matplotlib", "numpy")]
"""


def test_it_runs_without_frappe_and_without_any_package(tmp_path: Path) -> None:
	command = [sys.executable, "-I", "-S", "-c", RUN, str(ROOT)]
	run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
	assert run.returncode == 0, run.stderr


def test_no_module_of_the_forecast_knows_the_platform() -> None:
	for path in FORECAST.glob("*.py"):
		tree = ast.parse(path.read_text(encoding="utf-8"))
		names = [
			alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
		]
		names += [
			node.module or ""
			for node in ast.walk(tree)
			if isinstance(node, ast.ImportFrom) and not node.level
		]
		assert not any(name.split(".")[0] == "frappe" for name in names), path.name
