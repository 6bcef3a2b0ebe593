"""My profile, help and the download of own data, as a browser without JavaScript meets them."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import frappe
import pytest
from casts import Cast, make_cast
from frappe.utils import formatdate
from frappe.website.doctype.personal_data_download_request.personal_data_download_request import (
	get_user_data,
)
from makers import (
	make_assessment,
	make_check,
	make_concern,
	make_equality_profile,
	make_feedback,
	make_file,
	make_link,
	make_mentee,
	make_reference,
	make_scheme,
	stand,
)
from portal_browser import Browser, Page
from queries import count_queries

from mentoring_scheme.policy.requests import RequestKind
from mentoring_scheme.portal import branding, held, help, own_data

AsUser = Callable[[str], AbstractContextManager[None]]
SignIn = Callable[[str], Browser]
HOSTILE = '<img src=x onerror=alert(1)> & "so" {{ 7*7 }}'
PROFILE = "/mentoring/profile"


@pytest.fixture
def cast() -> Cast:
	return make_cast()


def person_of(user: str) -> Any:
	return frappe.get_doc("Mentoring Participant", {"user": user})


def mentor_of(user: str) -> Any:
	return frappe.get_doc("Mentor", {"participant": person_of(user).name})


def facts() -> dict[str, str]:
	"""What the user of the session reads about themselves."""
	return dict(fact for section in held.sections(held.participant()) for fact in section.facts)


# --- what is held


def test_everybody_reads_what_is_held_about_them(as_user: AsUser) -> None:
	cast = make_cast(required_checks=[{"check": "Enhanced DBS", "valid_months": 36}])
	mentor = mentor_of(cast.mentor)
	make_check(mentor=mentor.name, notes="A secret note")
	make_reference(mentor=mentor.name, summary="A secret summary")
	make_assessment(mentor=mentor.name, conclusion="A secret conclusion")
	make_equality_profile(participant=person_of(cast.mentor).name, religion="Quaker")
	make_equality_profile(participant=person_of(cast.mentee).name, religion="Buddhist")
	with as_user(cast.mentor):
		read = facts()
		everything = str([vars(section) for section in held.sections(held.participant())])
	assert read["Name"] == person_of(cast.mentor).participant_name
	assert read["Religion or belief"] == "Quaker" and "Buddhist" not in everything
	assert "level 3" in read["Approved: Mainstream"] and "Check: Enhanced DBS" in read
	assert "references: 1" in everything and "reviews: 1" in everything and "secret" not in everything


def test_a_mentee_reads_their_referral_and_not_the_mentors(cast: Cast, as_user: AsUser) -> None:
	mentee = frappe.get_doc("Mentee", {"participant": person_of(cast.mentee).name})
	with as_user(cast.mentee):
		read = facts()
	assert read["Needs"] == mentee.needs and read["Status"] == "In a Link"
	assert not [label for label in read if label.startswith(("Check", "Stage"))]


def test_a_page_takes_as_many_queries_for_ten_links_as_for_one(cast: Cast, as_user: AsUser) -> None:
	def ask() -> int:
		with as_user(cast.mentor):
			return count_queries(lambda: (own_data.gathered(), help.page()))

	ask()  # what is read of the platform once is read
	before = ask()
	mentor = mentor_of(cast.mentor).name
	for _more in range(3):
		mentee = make_mentee(scheme=cast.scheme).name
		link = make_link(scheme=cast.scheme, mentor=mentor, mentee=mentee, decision_reason="For the test.")
		make_feedback(link=stand(link, status="Active").name, given_by="Mentor")
	assert ask() == before


# --- changing it


@pytest.mark.commits
def test_own_details_are_changed_and_the_change_is_on_record(cast: Cast, sign_in: SignIn) -> None:
	browser, mentor, person = sign_in(cast.mentor), mentor_of(cast.mentor), person_of(cast.mentor)
	form = browser.open(PROFILE).follow("Change my details")
	availability = f"availability-{mentor.name}"
	page = form.press("Save", phone="call me", interests=HOSTILE, **{availability: "Evenings"})
	assert list(page.summary) == ["phone"] and page.answers("Save")["interests"] == HOSTILE
	assert person.reload().interests != HOSTILE and page.main.find("img") is None
	page = page.press("Save", phone="01632 960 001", interests="Walking & maps")
	assert "Saved." in page.words and "01632 960 001" in page.words and "Walking & maps" in page.words
	assert mentor.reload().availability == "Evenings"
	versions = frappe.get_all("Version", {"docname": ["in", [person.name, mentor.name]]}, ["owner", "data"])
	assert {each.owner for each in versions} == {cast.mentor}
	stand(person, phone="01632 960 999")  # staff have heard of a new number meanwhile
	form.press("Save", phone="01632 960 999", interests="Walking & maps", **{availability: "Evenings"})
	assert len(frappe.get_all("Version", {"docname": ["in", [person.name, mentor.name]]})) == len(versions)


@pytest.mark.commits
def test_nobody_changes_what_is_somebody_elses(cast: Cast, sign_in: SignIn) -> None:
	browser, stranger = sign_in(cast.mentee), mentor_of(cast.stranger)
	form = browser.open(f"{PROFILE}/change").form("Save")
	data = {each["name"]: each.get("value") or "" for each in form.select("input")}
	sent = {
		**data,
		"interests": "Mine",
		f"availability-{stranger.name}": "Never",
		"participant": stranger.participant,
		"participant_name": "Somebody else",
		"email": "new@example.org",
	}
	browser.post(form["action"], sent)
	assert person_of(cast.mentee).interests == "Mine"
	assert stranger.reload().availability != "Never"
	assert person_of(cast.mentee).participant_name != "Somebody else" and not person_of(cast.mentee).email


@pytest.mark.commits
def test_a_change_is_asked_for_and_its_answer_read(cast: Cast, sign_in: SignIn, as_user: AsUser) -> None:
	form = sign_in(cast.mentee).open(PROFILE).follow("Ask for another change")
	page = form.press("Ask", text="")
	assert list(page.summary) == ["text"]
	for _tap in range(2):
		page = form.press("Ask", text="My new e-mail is me@example.org")
	assert "Your co-ordinator has your request." in page.words and "Not answered yet" in page.words
	(name,) = frappe.get_all("Mentoring Request", {"asked_by": cast.mentee}, pluck="name")
	request = frappe.get_doc("Mentoring Request", name)
	assert request.kind == RequestKind.DETAILS.value
	with as_user(cast.co_ordinator):
		request.close_with("Done", "It is changed.")
	stand(request, asked_text=HOSTILE, answer=f"It is changed. {HOSTILE}")
	page = page.browser.open(PROFILE)
	assert f"It is changed. {HOSTILE}" in page.words and page.main.find("img") is None
	elsewhere = make_scheme().name
	other = page.browser.post(
		"/api/method/mentoring_scheme.portal.api.profile.ask",
		{"scheme": elsewhere, "text": "Let me in", "csrf_token": form.answers("Ask")["csrf_token"]},
	)
	assert "scheme" in other.summary or other.status >= 400
	assert frappe.db.count("Mentoring Request", {"scheme": elsewhere}) == 0


# --- taking it along


def download(browser: Browser) -> tuple[Page, dict[str, Any], str]:
	page = browser.open(PROFILE).press("Download my data")
	assert page.status == 200, page.words
	archive = ZipFile(BytesIO(page.response.get_data()))
	assert sorted(archive.namelist()) == ["my-data.html", "my-data.json"]
	return page, json.loads(archive.read("my-data.json")), archive.read("my-data.html").decode()


@pytest.mark.commits
def test_own_data_are_taken_along_and_nobody_elses(cast: Cast, sign_in: SignIn) -> None:
	record = stand(cast.record(summary="About our visit"), status="Sent", summary=HOSTILE)
	draft = cast.record(summary="A draft of the mentor's")
	feedback = make_feedback(link=cast.link.name, given_by="Mentor")
	stand(feedback.answers[-1], answer="What only the mentor says")
	_page, mentors, _html = download(sign_in(cast.mentor))
	page, mentees, html = download(sign_in(cast.mentee))
	assert "attachment" in page.response.headers["Content-Disposition"]
	for name, data in ((record.name, mentees), (record.name, mentors), (draft.name, mentors)):
		assert name in json.dumps(data)
	assert draft.name not in html + json.dumps(mentees), "a draft is its writer's"
	assert "What only the mentor says" in json.dumps(mentors)
	assert "What only the mentor says" not in html + json.dumps(mentees)
	assert "<img" not in html and "&lt;img" in html
	stranger = json.dumps(download(sign_in(cast.stranger))[1])
	assert cast.link.name not in stranger and record.name not in stranger


def test_what_a_member_of_staff_reads_at_work_is_not_their_own(cast: Cast, as_user: AsUser) -> None:
	"""A co-ordinator who is a mentor elsewhere takes along what is theirs as a mentor."""
	record = stand(cast.record(), status="Sent")
	frappe.get_doc("User", cast.stranger).add_roles("Mentoring Manager")
	with as_user(cast.stranger):
		assert record.has_permission("read")
		assert record.name not in json.dumps(own_data.gathered(), default=str)


def test_what_somebody_raised_is_theirs_alone_and_only_their_words_and_the_answer(
	cast: Cast, as_user: AsUser
) -> None:
	concern = make_concern(link=cast.link.name, about="Mentor", happened="She came late.")
	stand(concern, raised_as="Mentee", raised_by=cast.mentee, kind="Allegation", lessons="Learnt by staff.")
	stand(concern, answer_to_them="We have talked.", outcome="Found by staff.")
	with as_user(cast.mentee):
		(found,) = [each for each in own_data.gathered()["documents"] if each["title"] == "Mentoring Concern"]
	assert list(found["rows"][0].values()) == [
		"Complaint",
		"New",
		cast.scheme,
		formatdate(concern.raised_on),
		"She came late.",
		"We have talked.",
	]
	for user in (cast.mentor, cast.stranger, cast.mentee):
		with as_user(user):
			theirs = own_data.gathered() if user != cast.mentee else {}
			both = json.dumps([theirs, get_user_data(user)], default=str)
		for word in ("She came late", concern.name, "Mentoring Concern", "Found by staff", "We have talked"):
			assert word not in both, (user, word)


# --- help, and the look of the scheme


@pytest.mark.commits
def test_help_says_who_to_call_and_hands_out_what_is_for_them(cast: Cast, sign_in: SignIn) -> None:
	scheme = frappe.get_doc("Mentoring Scheme", cast.scheme)
	guide = make_file(scheme, content="How to be a mentor")
	stray = make_file(cast.link, content="Somebody's paper")
	scheme.out_of_hours_phone = "01632 960 100"
	for title, audience, target in (
		("Guide", "Mentors", {"file": guide.file_url}),
		("Stray", "Mentors", {"file": stray.file_url}),
		("For all", "Mentors and mentees", {"url": "https://example.org/a?b=1&c=2"}),
		("For mentees", "Mentees", {"url": "https://example.org/mentees"}),
	):
		scheme.append("resources", {"title": title, "audience": audience, "note": HOSTILE, **target})
	scheme.save()
	stand(scheme, welcome_letter=f"Welcome. {HOSTILE}")  # the platform would clean it on the way in
	names = {row.title: row.name for row in scheme.resources}
	page = sign_in(cast.mentor).open("/mentoring/help")
	for text in ("01632 960 100", f"Welcome. {HOSTILE}", cast.co_ordinator, cast.mentor_ssw, "For all"):
		assert text in page.words
	assert "For mentees" not in page.words and cast.mentee_ssw not in page.words
	assert page.main.find("img") is None
	assert page.follow("Guide").response.get_data(as_text=True) == "How to be a mentor"
	get = "/api/method/mentoring_scheme.portal.api.help.resource?name="
	absent = page.browser.open(f"{get}nothing").status
	assert page.browser.open(get + names["Stray"]).status == absent == 404
	mentee = sign_in(cast.mentee)
	assert "For mentees" in mentee.open("/mentoring/help").words
	assert mentee.open(get + names["Guide"]).status == 404
	assert mentee.open(guide.file_url).status in (403, 404)
	scheme.reload().resources[0].audience = "Mentors and mentees"
	scheme.save()
	stand(mentor_of(cast.stranger), scheme=make_scheme().name)
	assert sign_in(cast.stranger).open(get + names["Guide"]).status == 404, "another scheme's"


def test_pages_wear_the_colours_of_the_one_scheme(cast: Cast, as_user: AsUser) -> None:
	scheme = frappe.get_doc("Mentoring Scheme", cast.scheme)
	scheme.update({"portal_colour": "#7a1f5c", "portal_logo": "/private/files/logo.png"})
	scheme.save()
	with as_user(cast.mentor):
		look = branding.of_user()
		assert (look["name"], look["colour"]) == (cast.scheme, "#7a1f5c") and look["logo"]
	stand(scheme, portal_colour="red; } body { display: none")
	with as_user(cast.mentor):
		assert branding.of_user()["colour"] == ""
	make_mentee(scheme=make_scheme().name, participant=person_of(cast.mentor).name)
	with as_user(cast.mentor):
		assert branding.of_user() == branding.neutral()


@pytest.mark.parametrize(
	("values", "told"),
	[
		({"portal_colour": "#ffcc00"}, "darker"),
		({"portal_logo": "/files/logo.svg"}, "choose a picture"),
		({"resources": [{"title": "Guide"}]}, "either an address or a file"),
		({"resources": [{"title": "Guide", "url": "javascript:alert(1)"}]}, "https|URL"),
	],
)
def test_a_scheme_is_told_what_its_people_could_not_use(values: dict[str, Any], told: str) -> None:
	with pytest.raises(frappe.ValidationError, match=told):
		make_scheme(**values)
