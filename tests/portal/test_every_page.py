"""Every page in a real browser, at its fullest with the worst that people may type, and at its emptiest.

What is asked of any page (no wider than the screen, no script that broke, nothing that axe-core finds) the visitor asks
of each.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from makers import make_user
from playwright.sync_api import expect
from portal_families import MARK, PortalFamilies
from portal_pages import EVERYBODY, PAGES
from visitor import Visitor

Visit = Callable[[], Visitor]

sizes = pytest.mark.parametrize("options", ["phone", "desktop"], indirect=True)
MEMBERS = ("mentor", "mentee", "both")

# What hostile words would have done: run a script, put a picture there, or been evaluated.
HARM = """() => [
	window.hacked && "a script ran",
	document.querySelector('img[src="x"], [onerror]') && "an element was put there",
].filter(Boolean)"""
EVALUATED = (f"{MARK}49", '"Sons" & 49')


def see(visitor: Visitor, path: str) -> str:
	"""Open a page, find it whole and no harm done on it, and return what is read there."""
	visitor.open(path)
	assert visitor.page.evaluate(HARM) == [], path
	assert visitor.page.locator("h1").count() == 1, path
	expect(visitor.page.locator("footer").get_by_role("link", name="Help")).to_be_visible()
	words = visitor.words
	assert not [each for each in EVALUATED if each in words or each in visitor.page.title()], path
	return words


@sizes
def test_whatever_people_type_stays_words(transaction: None, visit: Visit) -> None:
	families = PortalFamilies()
	families.spoil()
	for who in MEMBERS:
		visitor = visit().sign_in(families.users[who])
		own = [path for page in PAGES if who in page.of for path in page.paths(families.documents)]
		read = [see(visitor, path) for path in own]
		assert any(MARK in words for words in read), f"nothing hostile was shown to {who}"


@sizes
def test_whoever_has_nothing_yet_sees_whole_pages_too(transaction: None, visit: Visit) -> None:
	visitor = visit().sign_in(make_user("Mentor", "Mentee"))
	for page in PAGES:
		if page.of == EVERYBODY:
			see(visitor, page.address)


@sizes
def test_the_other_pages_are_come_to_by_keyboard(transaction: None, visit: Visit) -> None:
	visitor = visit().sign_in(make_user("Mentor")).open("/mentoring")
	link = visitor.page.get_by_role("link", name="My profile")
	expect(link).to_be_hidden()
	visitor.tab_to("More").page.keyboard.press("Enter")
	expect(link).to_be_visible()
	visitor.look().tab_to("My profile").key("Enter").says("My profile")
	expect(link).to_be_hidden()
