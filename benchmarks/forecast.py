"""The forecast, event by event, against the plain way: every question of the policy asked anew on every day.

Run with any Python of this checkout, without a site:
    python benchmarks/forecast.py --preset afc-fostering --mentors 200 --referrals 25 --months 24 --runs 200
Both ways live through the same links in one run of this script and must agree on every payment, contact, review and
task; what matters is their ratio for one link. The whole forecast is then made and its seconds shown for the reader.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from mentoring_scheme.forecast.courses import Course, course_of, new_facts
from mentoring_scheme.forecast.day_by_day import live_through
from mentoring_scheme.forecast.demand import draw_referrals
from mentoring_scheme.forecast.simulation import forecast
from mentoring_scheme.forecast.values import Assumptions
from mentoring_scheme.policy import presets


def measure(act: Callable[[], Any]) -> tuple[float, Any]:
	start = time.process_time()
	result = act()
	return time.process_time() - start, result


def main() -> None:
	parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
	parser.add_argument("--preset", default="afc-fostering", choices=presets.names())
	parser.add_argument("--mentors", type=int, default=200)
	parser.add_argument("--referrals", type=Decimal, default=Decimal(25))
	parser.add_argument("--months", type=int, default=24)
	parser.add_argument("--runs", type=int, default=200)
	parser.add_argument("--links", type=int, default=300, help="how many links both ways live through")
	options = parser.parse_args()
	policy = presets.load(options.preset)
	asked = Assumptions(options.mentors, options.referrals, options.months, date(2026, 12, 1), options.runs)
	referrals = draw_referrals(asked, policy, (), date(2036, 12, 1), 0)[: options.links]
	lives = [
		new_facts(each.support, each.ready_on, each.approved_on, each.fate, policy, asked)
		for each in referrals
	]

	def live(way: Callable[..., Course]) -> list[Course]:
		return [way(facts, end, policy) for facts, end in lives]

	events, by_event = measure(lambda: live(course_of))
	days, by_day = measure(lambda: live(live_through))
	assert by_event == by_day, "the two ways do not agree"
	whole, found = measure(lambda: forecast(policy, asked))
	started = found.by_month["started"]
	links = sum(int(each.mid or 0) for each in started) * options.runs
	plain = days / len(lives) * links
	print(f"\n{len(lives)} links of {options.preset}, both ways agree\n")
	print(f"{'':34}{'ms a link':>12}")
	print(f"{'every question on every day':34}{days / len(lives) * 1000:12.3f}")
	print(f"{'event by event':34}{events / len(lives) * 1000:12.3f}")
	print(f"{'in a forecast, alike links once':34}{whole / max(links, 1) * 1000:12.3f}")
	print(f"\nratio, every day / event by event: {days / events:.0f}")
	print(
		f"ratio, every day / forecast: {plain / whole:.0f} ({links} links, {whole:.1f} s of processor time)\n"
	)


if __name__ == "__main__":
	main()
