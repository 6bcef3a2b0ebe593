"""The server time of each page of the portal against the platform's own page /me, its queries, and what its visitor loads.

Run with the Python of a bench: `make benchmark`, or
    env/bin/python <checkout>/benchmarks/portal.py --site mentoring.test
Both are made in one process and one run, so their ratio says something on any machine. The people and the list of pages
are those of the tests. Nothing is kept: they are made in a transaction that is rolled back.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

import frappe
import on_site

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "site")]

from portal_families import PortalFamilies  # noqa: E402
from portal_pages import PAGES  # noqa: E402
from queries import count_queries  # noqa: E402
from rendering import render  # noqa: E402

HOME, PLATFORMS_OWN = "/mentoring", "/me"
BUDGET = 100_000  # bytes of ours that the home page may load
OURS = re.compile(r'(?:href|src)="(/assets/mentoring_scheme/[^"?]+)')


def seconds(path: str, times: int) -> float:
	"""The median of so many runs, once the page is warm."""
	frappe.cache.delete_keys("rl:")  # how often somebody asked: some pages do not answer without end
	assert render(path).status_code == 200, path
	runs = []
	for _run in range(times):
		start = perf_counter()
		render(path)
		runs.append(perf_counter() - start)
	return median(runs)


def weight(path: str) -> int:
	"""The bytes of the page itself, in which the platform's own icons stand, and of what it loads from us."""
	html = render(path).get_data()
	assets = set(OURS.findall(html.decode()))
	return len(html) + sum((ROOT / "mentoring_scheme/public" / _file(each)).stat().st_size for each in assets)


def _file(address: str) -> str:
	return address.removeprefix("/assets/mentoring_scheme/")


def report(times: int, grown: int) -> None:
	cast = PortalFamilies()
	cast.grow(grown)
	frappe.set_user(cast.user)
	paths = [path for page in PAGES if "mentor" in page.of for path in page.paths(cast.documents)]
	print(f"\na mentor with {grown + 1} links, records, claims and messages; the median of {times} runs\n")
	print(f"{'':56}{'ms':>8}{'/ me':>8}{'queries':>9}{'kB more':>9}")
	own, own_weight = seconds(PLATFORMS_OWN, times), weight(PLATFORMS_OWN)
	for path in (PLATFORMS_OWN, *paths):
		taken = seconds(path, times)
		queries = count_queries(lambda path=path: render(path))
		more = (weight(path) - own_weight) / 1000
		print(f"{path:56}{taken * 1000:8.1f}{taken / own:8.2f}{queries:9d}{more:9.1f}")
	page = HOME if HOME in paths else max(paths, key=weight)
	more = (weight(page) - own_weight) / 1000
	print(
		f"\n{page}: {more:.1f} kB more than {PLATFORMS_OWN}, of {BUDGET / 1000:.0f}, before it is compressed\n"
	)


def main() -> None:
	line = on_site.parser(__doc__)
	line.add_argument("--times", type=int, default=15)
	line.add_argument("--links", type=int, default=20, help="how many links, records and so on there are")
	options = line.parse_args()
	with on_site.connected(options.site, options.bench):
		report(options.times, options.links)


if __name__ == "__main__":
	main()
