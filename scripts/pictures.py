"""Takes the pictures of docs/pictures/ from the demo site: run by scripts/pictures.sh, in the bench's sites folder.

They show the demo as it stands, so they are taken anew whenever a screen changes, and looked at before they are kept.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import frappe
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, TimeoutError, sync_playwright

REPO = Path(__file__).parents[1]
FOLDER = REPO / "docs" / "pictures"
sys.path.insert(0, str(REPO / "tests" / "portal"))

from find_browser import find_browser  # noqa: E402
from serving import served  # noqa: E402

from mentoring_scheme.setup.demo import users  # noqa: E402

CO_ORDINATOR, FINANCE, MENTOR = "coordinator@demo.example", "finance@demo.example", "mentor@demo.example"
SCHEME = "Riverside Fostering Mentoring"
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 860}}
PHONE: dict[str, Any] = {
	"viewport": {"width": 360, "height": 700},
	"device_scale_factor": 2,
	"is_mobile": True,
	"has_touch": True,
}
COLOURS = 96
SETTLES = 2_500  # milliseconds: charts draw themselves slowly


@dataclass(frozen=True)
class Picture:
	"""One picture: whose screen it is, where, and what is done there first. `waits_for`: what must be seen on it."""

	name: str
	user: str
	path: Callable[[], str]
	waits_for: str
	size: dict[str, Any]
	first: Callable[[Page], None] = lambda page: None


def report(name: str, **filters: str) -> Callable[[], str]:
	query = "&".join(f"{key}={quote(value)}" for key, value in filters.items())
	return lambda: f"/app/query-report/{quote(name)}?{query}"


def link(status: str, before: str = "/app/mentoring-link/") -> Callable[[], str]:
	"""The latest link of the scheme in a state."""
	filters = {"scheme": SCHEME, "status": status}
	return lambda: before + frappe.get_all("Mentoring Link", filters, pluck="name", order_by="name desc")[0]


def latest(kind: str) -> Callable[[], str]:
	"""The form of the newest document of a kind in the scheme."""
	filters = {"scheme": SCHEME}
	return lambda: (
		f"/app/{frappe.scrub(kind).replace('_', '-')}/"
		+ (frappe.get_all(kind, filters, pluck="name", order_by="creation desc")[0])
	)


def review() -> str:
	return f"/api/method/mentoring_scheme.mentoring_scheme.review.page.page?scheme={quote(SCHEME)}"


def waiting_mentee() -> str:
	filters = {"scheme": SCHEME, "status": "Waiting"}
	return "/app/mentoring-shortlist/" + frappe.get_all("Mentee", filters, pluck="name", order_by="name")[0]


def own(path: str) -> Callable[[], str]:
	"""A page of the mentor's first running link; `{agreement}` is what the pair has signed."""

	def address() -> str:
		mentor = frappe.db.get_value("Mentor", {"participant": ["in", _persons()]})
		link = frappe.get_all(
			"Mentoring Link", {"mentor": mentor, "status": "Active"}, pluck="name", order_by="name"
		)[0]
		agreement = frappe.db.get_value("Mentoring Agreement", {"link": link, "signing_state": "Signed"})
		return path.format(link=link, agreement=agreement)

	return address


def _persons() -> list[str]:
	return frappe.get_all("Mentoring Participant", {"user": MENTOR}, pluck="name")


def begin_ending(page: Page) -> None:
	page.evaluate("mentoring_scheme.guided_ending.open(cur_frm)")
	page.wait_for_selector(".modal.show .ending-step")


def show_steps(page: Page) -> None:
	page.evaluate("cur_frm.scroll_to_field('steps_html')")


def show_findings(page: Page) -> None:
	page.evaluate("cur_frm.scroll_to_field('template_html')")


def write_days_first(page: Page) -> None:
	"""A browser writes the date in a field as its machine does, which may not be British; a phone in Britain does so."""
	page.evaluate(
		"""document.querySelectorAll("input[type=date]").forEach((field) => {
			const written = field.value.split("-").reverse().join("/");
			field.type = "text";
			field.value = written;
		})"""
	)


def choose_welsh(page: Page) -> None:
	page.get_by_role("button", name="Cymraeg").click()
	page.wait_for_selector("html[lang=cy]")


PICTURES = (
	Picture("workspace", CO_ORDINATOR, lambda: "/app/mentoring", ".codex-editor", DESK),
	Picture("caseload", CO_ORDINATOR, report("Mentoring Caseload", scheme=SCHEME), ".dt-row", DESK),
	Picture("link", CO_ORDINATOR, link("Active"), ".form-layout", DESK),
	Picture("find-a-mentor", CO_ORDINATOR, waiting_mentee, ".layout-main h3, .layout-main table", DESK),
	Picture("ending", CO_ORDINATOR, link("Closing"), ".form-layout", DESK, begin_ending),
	Picture("payments", FINANCE, report("Mentoring Payments", scheme=SCHEME), ".dt-row", DESK),
	Picture(
		"forecast", CO_ORDINATOR, report("Mentoring Forecast", scheme=SCHEME), ".chart-container svg", DESK
	),
	Picture("review", CO_ORDINATOR, review, "h2", DESK),
	Picture("setting-up", CO_ORDINATOR, latest("Mentoring Setup Plan"), ".form-layout", DESK, show_steps),
	Picture("bringing-in", CO_ORDINATOR, latest("Mentoring Import"), ".import-findings", DESK, show_findings),
	Picture("home", MENTOR, lambda: "/mentoring", "h2", PHONE),
	Picture(
		"record-a-contact", MENTOR, own("/mentoring/links/{link}/record"), "form", PHONE, write_days_first
	),
	Picture("agreement", MENTOR, own("/mentoring/agreements/{agreement}"), "h1", PHONE),
	Picture("claims", MENTOR, lambda: "/mentoring/claims", "h1", PHONE),
	Picture("welsh", MENTOR, lambda: "/mentoring", "h2", PHONE, choose_welsh),
)


def main() -> None:
	options = argparse.ArgumentParser(description=__doc__)
	options.add_argument("--site", required=True)
	options.add_argument("names", nargs="*", help="only these pictures")
	asked = options.parse_args()
	frappe.init(asked.site, sites_path=".")
	frappe.connect()
	passwords = users.passwords() or sys.exit("The site has no demo: run make site first.")
	FOLDER.mkdir(exist_ok=True)
	log = Path(tempfile.mkdtemp()) / "log"
	with served(asked.site, log) as address, sync_playwright() as playwright:
		browser = playwright.chromium.launch(executable_path=find_browser())
		for picture in PICTURES:
			if not asked.names or picture.name in asked.names:
				take(picture, browser, address, passwords)
		browser.close()
	# the demo's mentor reads English again
	frappe.db.set_value("User", MENTOR, "language", None)
	frappe.db.commit()


def take(picture: Picture, browser: Browser, address: str, passwords: dict[str, str]) -> None:
	context = browser.new_context(locale="en-GB", timezone_id="Europe/London", **picture.size)
	context.set_default_timeout(60_000)
	context.route("**/socket.io/**", lambda route: route.abort())
	sign_in(context, address, picture.user, passwords[picture.user])
	page = context.new_page()
	page.goto(address + picture.path())
	page.wait_for_selector(picture.waits_for)
	settle(page)
	picture.first(page)
	settle(page)
	keep(page.screenshot(), FOLDER / f"{picture.name}.png")
	context.close()


def sign_in(context: BrowserContext, address: str, user: str, password: str) -> None:
	answer = context.request.post(f"{address}/api/method/login", form={"usr": user, "pwd": password})
	assert answer.ok, answer.text()


def settle(page: Page) -> None:
	try:
		page.wait_for_load_state("networkidle", timeout=20_000)
		page.wait_for_function("!document.body.innerText.includes('Loading...')", timeout=20_000)
	except TimeoutError:
		pass  # the desk may ask on; what is waited for is there
	page.wait_for_timeout(SETTLES)


def keep(shot: bytes, path: Path) -> None:
	"""Few colours are enough for a screen, and make a small file."""
	picture = Image.open(BytesIO(shot)).convert("RGB")
	few = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
	few.save(path, optimize=True)
	print(f"{path.relative_to(REPO)}: {picture.width} × {picture.height}, {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
	main()
