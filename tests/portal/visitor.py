"""Somebody with a browser. What they see is found as people find it: by what it is and what it is called.

Every page that is come to is looked at: it is no wider than the screen, has no script that broke, and axe-core finds
nothing in it against WCAG 2.2 at level AA. Pages that are made of the same parts are examined once in each size.
(Without JavaScript axe-core does not run; the pages are the same.)
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import frappe
from axe_playwright_python.sync_playwright import Axe
from frappe.utils.password import update_password
from playwright.sync_api import BrowserContext, Error, Locator, Page, expect

PASSWORD = "Kettle-Garden-47"
WCAG_2_2_AA = {
	"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
	"resultTypes": ["violations"],
}
STOPS_AT_MOST = 60

# What a page is made of: its elements, how they look, and which of them say something.
PARTS = """() => [...document.querySelectorAll("*")].map((it) =>
	it.tagName + it.className + [...it.attributes].map((each) => each.name) + Boolean(it.textContent.trim())
).join()"""

# What has the focus: what it is called, and why it could not be seen that it has it.
FOCUS = """() => {
	const it = document.activeElement;
	if (it === document.body) return null;
	const name = (it.labels?.[0] || it).innerText.replace(/\\s+/g, " ").trim();
	const style = getComputedStyle(it);
	const box = it.getBoundingClientRect();
	const on_top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 10));
	let unseen = "";
	if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) unseen = "it has no outline";
	else if (box.top < 0 || box.top >= innerHeight || box.left < 0) unseen = "it is off the screen";
	else if (!it.contains(on_top)) unseen = `it is hidden by ${on_top?.outerHTML.slice(0, 80)}`;
	return { name, unseen };
}"""


class Visitor:
	"""`context`: a browser of a size, with or without JavaScript. Nobody has signed in until `sign_in`."""

	examined: ClassVar[set[tuple[int, str]]] = set()

	def __init__(self, context: BrowserContext, address: str, scripts: bool) -> None:
		self.context, self.address, self.scripts = context, address, scripts
		self.users: list[str] = []
		self.broken: list[str] = []
		self.page: Page = context.new_page()
		self.page.on("pageerror", self._note_broken)

	def _note_broken(self, error: Error) -> None:
		self.broken.append(str(error))

	def may_sign_in(self, user: str) -> None:
		"""Give an account its password."""
		self.users.append(user)
		update_password(user, PASSWORD)
		frappe.db.commit()

	def sign_in(self, user: str) -> Visitor:
		"""Sign in without going through the page for it."""
		self.may_sign_in(user)
		answer = self.context.request.post(
			f"{self.address}/api/method/login", form={"usr": user, "pwd": PASSWORD}
		)
		assert answer.ok, answer.text()
		return self

	# --- going about

	def open(self, path: str) -> Visitor:
		frappe.db.commit()
		self.page.goto(self.address + path)
		return self.look()

	def press(self, name: str, within: str = "main") -> Visitor:
		return self._go(self.page.locator(within).get_by_role("button", name=name))

	def follow(self, name: str) -> Visitor:
		return self._go(self.page.locator("#portal").get_by_role("link", name=name))

	def _go(self, target: Locator) -> Visitor:
		frappe.db.commit()  # what the test has done is seen there, and what is done there is seen by the test
		with self.page.expect_navigation():
			target.first.click()
		return self.look()

	def fill(self, **answers: str) -> Visitor:
		"""Fill in fields by their labels, as `What_did_you_spend="7.40"`."""
		for label, value in answers.items():
			self.field(label.replace("_", " ")).fill(value)
		return self

	def field(self, label: str) -> Locator:
		return self.page.get_by_label(label).first

	def choose(self, label: str) -> Visitor:
		"""Tap one of several, by how its words begin."""
		self.page.get_by_role("radio", name=label).first.check()
		return self

	def photograph(self, label: str, photo: Path) -> Visitor:
		self.field(label).set_input_files(photo)
		return self

	# --- by keyboard alone

	def tab_to(self, name: str) -> Visitor:
		"""Press Tab until what has these words has the focus; at every stop on the way it is seen where the focus is."""
		stops = []
		for _stop in range(STOPS_AT_MOST):
			self.page.keyboard.press("Tab")
			if focus := self._focus():
				assert not focus["unseen"], f"“{focus['name']}” has the focus, but {focus['unseen']}"
				if name in focus["name"]:
					return self
				stops.append(focus["name"])
		raise AssertionError(f"Tab does not lead to “{name}” on {self.page.url}, but to {stops}")

	def _focus(self) -> dict[str, str] | None:
		"""What has the focus, once the page has come to rest there: browsers scroll to it a moment later."""
		for _moment in range(10):
			focus = self.page.evaluate(FOCUS)
			if not focus or not focus["unseen"]:
				break
			self.page.wait_for_timeout(100)
		return focus

	def key(self, key: str) -> Visitor:
		"""Press a key that leads to another page."""
		frappe.db.commit()
		with self.page.expect_navigation():
			self.page.keyboard.press(key)
		return self.look()

	def type(self, text: str) -> Visitor:
		self.page.keyboard.type(text)
		return self

	# --- what is seen

	@property
	def words(self) -> str:
		"""What is read on the page."""
		return " ".join(self.page.locator("body").inner_text().split())

	def says(self, *texts: str) -> Visitor:
		for text in texts:
			expect(self.page.locator("main")).to_contain_text(text)
		return self

	def look(self) -> Visitor:
		"""What is asked of every page."""
		assert not self.broken, self.broken
		screen = self.page.viewport_size["width"]
		wide = self.page.evaluate("document.documentElement.scrollWidth")
		assert wide <= screen, f"{self.page.url} is {wide} wide"
		# what the platform's own pages are like is not ours to say
		if self.scripts and self.page.locator("body.mentoring-page").count():
			self._examine(screen)
		return self

	def _examine(self, screen: int) -> None:
		parts = (screen, self.page.evaluate(PARTS))
		if parts not in self.examined:
			found = Axe().run(self.page, options=WCAG_2_2_AA)
			assert not found.violations_count, f"{self.page.url}: {found.generate_report()}"
			self.examined.add(parts)
