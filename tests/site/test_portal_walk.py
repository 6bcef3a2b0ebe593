"""Every page of the portal, opened by everybody: whose it is sees it, and for all others it does not exist."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from urllib.parse import quote

import pytest
from portal_browser import Browser
from portal_browser import Page as Answer
from portal_families import PortalFamilies
from portal_pages import EVERYBODY, PAGES, Page
from queries import count_queries
from rendering import render

from mentoring_scheme import hooks

AsUser = Callable[[str], AbstractContextManager[None]]
NONE = "NONE-1900-00001"
OF_PAIR = ("mentor", "mentee")
FAILURES = ("Traceback (most recent call last)", "Internal Server Error", "jinja2.exceptions")
# besides its own address, a page with a document in it answers at the address of its file
TARGETS = {rule["from_route"]: f"/{rule['to_route']}" for rule in hooks.website_route_rules}


@pytest.fixture
def cast() -> PortalFamilies:
	return PortalFamilies()


def paths(page: Page, documents: dict[str, str]) -> list[str]:
	"""Everything at which a page answers."""
	found = page.paths(documents)
	if page.names and not page.shows:
		asked = "&".join(f"{name}={document}" for name, document in page.named(documents).items())
		found.append(f"{TARGETS[page.address]}?{asked}")
	return found


def missing(cast: PortalFamilies) -> dict[str, str]:
	return dict.fromkeys(cast.documents, NONE)


def check_page(answer: Answer, who: str, cast: PortalFamilies) -> None:
	"""It is the page, and says nothing of the first pair to anybody else."""
	where = f"{answer.path} for {who}"
	text = answer.response.get_data(as_text=True)
	assert answer.status == 200, where
	assert not any(failure in text for failure in FAILURES), where
	if who not in OF_PAIR:
		assert [word for word in cast.private_words if word in text] == [], where


def check_absent(answer: Answer, none: Answer, where: str, cast: PortalFamilies) -> None:
	"""It answers like the same page of what does not exist, down to the last word."""
	assert answer.status == none.status == 404, where
	assert answer.soup.title == none.soup.title and answer.words == none.words, where
	assert not any(name in answer.soup.text for name in cast.documents.values()), where


@pytest.mark.commits
def test_whose_it_is_sees_a_page_and_for_others_it_does_not_exist(cast: PortalFamilies, site: str) -> None:
	absent: dict[str, Answer] = {}
	for who in EVERYBODY:
		browser = Browser(site).sign_in(cast.users[who])
		for page in PAGES:
			for path, other in zip(paths(page, cast.documents), paths(page, missing(cast)), strict=True):
				answer = browser.open(path)
				if who in page.of:
					check_page(answer, who, cast)
				else:
					none = absent[other] = absent.get(other) or browser.open(other)
					check_absent(answer, none, f"{path} for {who}", cast)
		browser.close()
	visitor = Browser(site)
	for page in PAGES:
		for path in paths(page, cast.documents):
			if page.for_visitors:
				check_page(visitor.open(path), "a visitor", cast)
			else:
				sign_in = f"/login?redirect-to={quote(path, safe='')}"
				assert visitor.sent_on(path) == sign_in, "who signs in comes back to the very page"
	visitor.close()


def queries_of(path: str) -> int:
	"""The queries that a page takes once it is warm."""
	assert render(path).status_code == 200, path
	return count_queries(lambda: render(path))


def test_a_page_takes_as_many_queries_for_much_as_for_little(cast: PortalFamilies, as_user: AsUser) -> None:
	def counted() -> dict[str, int]:
		with as_user(cast.user):
			return {path: queries_of(path) for page in own for path in page.paths(cast.documents)}

	own = [page for page in PAGES if "mentor" in page.of]
	cast.grow(2)
	few = counted()
	cast.grow(18)
	assert counted() == few
