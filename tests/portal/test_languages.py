"""The pages in Welsh in a real browser: chosen with a finger, and English again by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from frappe.gettext.translate import compile_translations
from frappe.translate import clear_cache
from playwright.sync_api import expect
from visitor import Visitor

Visit = Callable[[], Visitor]


@pytest.fixture
def translated(transaction: None) -> None:
	"""As `bench build` does it."""
	compile_translations("mentoring_scheme")
	clear_cache()


def test_the_pages_are_read_in_welsh_and_in_english_again(translated: None, mentor: Visitor) -> None:
	html = mentor.page.locator("html")
	mentor.open("/mentoring/worry").press("Cymraeg", within="footer").says("Ffoniwch 999 yn gyntaf.")
	expect(html).to_have_attribute("lang", "cy")
	mentor.press("Anfon").says("Mae yna broblem", "Dewiswch beth yr hoffech ei ddweud")
	mentor.open("/mentoring/claims").press("Dechrau’r hawliad").says("Ychwanegu traul")
	expect(mentor.page.locator("footer strong")).to_have_text("Cymraeg")
	mentor.tab_to("English").key("Enter").says("Add an expense")
	expect(html).not_to_have_attribute("lang", "cy")
