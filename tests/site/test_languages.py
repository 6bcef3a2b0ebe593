"""The pages in Welsh: for whoever reads Welsh and nobody else, with what people typed as they typed it."""

from __future__ import annotations

from collections.abc import Iterator

import frappe
import pytest
from frappe.gettext.translate import compile_translations
from frappe.translate import clear_cache
from frappe.utils import getdate
from makers import make_feedback, make_user
from portal_browser import Browser
from portal_families import PortalFamilies

from mentoring_scheme.mentoring_scheme.doctype.mentoring_feedback.key import address_with_key
from mentoring_scheme.patches import make_languages
from mentoring_scheme.portal import languages

MONTHS = ("Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr").split()
TYPED = "Agreed to look at the <rota> & to talk again"


@pytest.fixture(autouse=True)
def compiled(transaction: None) -> None:
	"""As `bench build` does it."""
	compile_translations("mentoring_scheme")
	clear_cache()


@pytest.fixture
def reader(site: str) -> Iterator[Browser]:
	browser = Browser(site)
	yield browser
	browser.close()


@pytest.mark.commits
def test_a_mentor_chooses_welsh_and_reads_every_page_in_it(reader: Browser) -> None:
	cast = PortalFamilies()
	record = frappe.get_doc("Contact Record", cast.documents["agreed"])
	record.db_set("summary", TYPED)
	mentor = reader.sign_in(cast.user)
	page = mentor.open("/mentoring/records").press("Cymraeg", within="footer")
	assert page.path == "/mentoring/records", "it leads back to where it was chosen"
	day = getdate(record.contact_date)
	for path, words in {
		"/mentoring": ["I’w wneud", "Rydych yn cefnogi"],
		"/mentoring/records": ["Cofnodion gyda"],
		f"/mentoring/records/{record.name}": [
			"Yr hyn a drafodwyd",
			TYPED,
			f"{day.day} {MONTHS[day.month - 1]}",
		],
		f"/mentoring/links/{cast.link}/record": ["A ddigwyddodd?", "Galwad ffôn"],
		"/mentoring/worry": ["Ffoniwch 999 yn gyntaf."],
		"/mentoring/claims": ["Misoedd cynharach"],
	}.items():
		page = mentor.open(path)
		assert page.status == 200 and page.soup.html["lang"] == "cy", path
		assert not [each for each in words if each not in page.words], (path, page.words)
		assert "What was discussed" not in page.words
	wrong = mentor.open(f"/mentoring/links/{cast.link}/record").press("Anfon at", summary="")
	assert "Mae yna broblem" in wrong.words
	assert frappe.db.get_value("User", cast.users["mentee"], "language") != "cy", (
		"nobody else's language changed"
	)
	page = mentor.open("/mentoring").press("English", within="footer")
	assert "To do" in page.words and page.soup.html["lang"].startswith("en")


@pytest.mark.commits
def test_feedback_by_link_is_read_in_welsh_by_a_visitor_who_chose_it(reader: Browser) -> None:
	form = make_feedback()
	path = address_with_key(form).partition(frappe.utils.get_url())[2]
	page = reader.open(path).press("Cymraeg", within="footer")
	assert page.path == path and "Gallwch adael unrhyw gwestiwn allan." in page.words
	page = page.press("Rhoi adborth")
	assert page.soup.html["lang"] == "cy" and "Mae yna broblem" in page.words
	assert frappe.db.get_value("User", "Guest", "language") != "cy", "visitors keep it in their own browser"


def test_the_choice_is_what_the_site_allows_and_leads_nowhere_else() -> None:
	frappe.delete_doc("Language", "cy", force=True)
	assert languages.offered() == [], "without Welsh there is nothing to choose"
	make_languages.execute()
	make_languages.execute()
	assert [each["name"] for each in languages.offered()] == ["Cymraeg", "English"]
	frappe.get_doc("Language", "cy").update({"enabled": 0}).save()
	make_languages.execute()
	assert languages.offered() == [], "what an administrator switched off stays off"
	user = make_user("Mentor")
	frappe.set_user(user)
	with pytest.raises(frappe.PermissionError, match="not offered"):
		languages.choose("cy")
	for elsewhere in (
		"https://evil.example/mentoring",
		"//evil.example/mentoring",
		"/login",
		"/mentoringX",
		"\\evil",
	):
		assert languages.way_back(elsewhere) == "/mentoring"
	assert languages.way_back("/mentoring/give-feedback?key=A%26B") == "/mentoring/give-feedback?key=A%26B"
