"""A browser without JavaScript: it opens pages, fills in their forms as they stand, and follows where it is sent.

Each request runs in a thread, which has a `frappe.local` of its own, and commits: tests that use it are marked so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import frappe
from bs4 import BeautifulSoup, Tag
from frappe.utils.password import update_password
from werkzeug.test import Client, TestResponse

PASSWORD = "Kettle-Garden-47"
ANSWERS = ("input", "textarea", "select")


@dataclass
class Page:
	"""What was answered. `path`: where the browser was sent in the end, with its query."""

	browser: Browser
	response: TestResponse
	path: str

	@cached_property
	def soup(self) -> BeautifulSoup:
		return BeautifulSoup(self.response.get_data(as_text=True), "html.parser")

	@property
	def status(self) -> int:
		return self.response.status_code

	@property
	def main(self) -> Tag:
		return self.soup.select_one("main") or self.soup

	@property
	def words(self) -> str:
		"""What is read on the page."""
		return " ".join(self.main.get_text(" ").split())

	@property
	def summary(self) -> dict[str, str]:
		"""The summary of what is wrong: the field that each entry leads to, and what it says."""
		entries = self.soup.select(".mentoring-summary li")
		return {
			(entry.a["href"].removeprefix("#") if entry.a else ""): entry.get_text().strip()
			for entry in entries
		}

	def error_at(self, field: str) -> str:
		"""What is said beside a field, found as a screen reader finds it."""
		place = self.soup.find(id=field)
		place = place if place.get("aria-describedby") else place.find_parent("fieldset")
		texts = [self.soup.find(id=each) for each in place["aria-describedby"].split()]
		return " ".join(text.get_text() for text in texts if "mentoring-error" in text["class"])

	def form(self, button: str, within: str = "main") -> Tag:
		"""The form whose button reads so."""
		return self.button(button, within).find_parent("form")

	def button(self, button: str, within: str = "main") -> Tag:
		"""The button of a form that reads so."""
		for place in self.soup.select(within):
			for each in place.select("form button"):
				if each.get_text(" ").split()[: len(button.split())] == button.split():
					return each
		raise AssertionError(f"There is no button “{button}” in: {self.words}")

	def answers(self, button: str) -> dict[str, str]:
		"""What would be sent as the form stands."""
		return dict(_answers(self.form(button)))

	def press(
		self,
		button: str,
		files: Mapping[str, tuple[str, bytes]] | None = None,
		within: str = "main",
		**typed: str,
	) -> Page:
		"""Fill in the form of a button, and press it."""
		pressed = self.button(button, within)
		form = pressed.find_parent("form")
		answers = dict(_answers(form))
		if pressed.get("name"):
			answers[pressed["name"]] = pressed["value"]
		fields = {each.get("name") for each in form.find_all(ANSWERS)}
		assert set(typed) <= fields, f"the form has no {set(typed) - fields}"
		sent: dict[str, Any] = {**answers, **typed}
		for name, (file_name, content) in (files or {}).items():
			sent[name] = (BytesIO(content), file_name)
		return self.browser.post(form["action"], sent)

	def follow(self, text: str) -> Page:
		"""Follow the link that begins with these words."""
		for link in self.main.find_all("a"):
			if " ".join(link.get_text(" ").split()).startswith(text):
				return self.browser.open(link["href"])
		raise AssertionError(f"There is no link “{text}” in: {self.words}")


class Browser:
	"""Somebody's browser. Nobody has signed in until `sign_in`."""

	def __init__(self, site: str) -> None:
		self.site = site
		self.pool = ThreadPoolExecutor(1)
		self.client: Client | None = None
		self.users: list[str] = []

	def sign_in(self, user: str) -> Browser:
		self.users.append(user)
		update_password(user, PASSWORD)
		answer = self._send("POST", "/api/method/login", data={"usr": user, "pwd": PASSWORD})
		assert answer.status_code == 200, answer.get_data(as_text=True)
		return self

	def close(self) -> None:
		"""Sign out: a session has no name, so that it is not among the rows that a test's end removes."""
		self.pool.shutdown()
		frappe.db.delete("Sessions", {"user": ("in", self.users or [""])})
		frappe.db.commit()

	def open(self, path: str) -> Page:
		return self._followed(self._send("GET", path), path)

	def sent_on(self, path: str) -> str:
		"""Where a page sends the browser on to; empty where it answers itself."""
		return self._send("GET", path).headers.get("Location", "")

	def post(self, path: str, data: Mapping[str, Any]) -> Page:
		return self._followed(self._send("POST", path, data=dict(data)), path)

	def _followed(self, answer: TestResponse, path: str) -> Page:
		while answer.status_code in (301, 302, 303):
			parts = urlsplit(answer.headers["Location"])
			path = f"{parts.path}?{parts.query}" if parts.query else parts.path
			answer = self._send("GET", path)
		return Page(self, answer, path)

	def _send(self, verb: str, path: str, **options: Any) -> TestResponse:
		frappe.db.commit()
		answer = self.pool.submit(self._in_thread, verb, path, options).result(timeout=60)
		frappe.db.rollback()  # what the request has kept is seen from here on
		return answer

	def _in_thread(self, verb: str, path: str, options: dict[str, Any]) -> TestResponse:
		from frappe.app import application

		self.client = self.client or Client(application, TestResponse)
		headers = {"X-Frappe-Site-Name": self.site, "Accept": "text/html,application/xhtml+xml"}
		answer = self.client.open(path, method=verb, headers=headers, **options)
		answer.get_data()
		return answer


@contextmanager
def browsers(site: str) -> Iterator[Callable[[str], Browser]]:
	"""A function that gives each user that it is told a browser of their own; all are closed in the end."""
	opened: list[Browser] = []

	def browser_of(user: str) -> Browser:
		opened.append(Browser(site))
		return opened[-1].sign_in(user)

	try:
		yield browser_of
	finally:
		for browser in opened:
			browser.close()


def _answers(form: Tag) -> list[tuple[str, str]]:
	found = []
	for field in form.find_all(ANSWERS):
		kind = field.get("type", "")
		if (
			not field.get("name")
			or kind == "file"
			or (kind in ("radio", "checkbox") and not field.has_attr("checked"))
		):
			continue
		if field.name == "select":
			chosen = field.find("option", selected=True) or field.find("option")
			found.append((field["name"], chosen["value"]))
		else:
			found.append((field["name"], field.get_text() if field.name == "textarea" else field["value"]))
	return found
