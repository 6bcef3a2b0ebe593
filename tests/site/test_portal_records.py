"""Contact records on the phone: written by mentors, read and agreed by mentees; and the pages that lead there."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

import frappe
import pytest
from casts import Cast, make_cast
from frappe.model.document import Document
from frappe.utils import add_days, getdate, today
from makers import make_link, make_mentee, make_user, stand
from portal_browser import Browser
from queries import count_queries

from mentoring_scheme.portal import home, links, mine, record, recording, records, standing, typed

AsUser = Callable[[str], AbstractContextManager[None]]
SignIn = Callable[[str], Browser]

HOSTILE = 'Ann <img src=x onerror=alert(1)> & "Co" {{ 7*70707 }}'
API = "/api/method/mentoring_scheme.portal.api.records."
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@pytest.fixture
def cast() -> Cast:
	return make_cast()


def ago(days: int) -> date:
	return getdate(add_days(today(), -days))


def agree_on(cast: Cast, day: date, time: str | None = "00:01:00") -> None:
	"""The pair has agreed on a phone call every week, on the weekday of that day."""
	slot = {
		"contact_way": "Phone call",
		"contact_every": 1,
		"contact_unit": "Weeks",
		"contact_weekday": WEEKDAYS[day.weekday()],
		"contact_time": time,
	}
	stand(cast.agreement(), docstatus=1, signing_state="Signed", **slot)


def link_of(cast: Cast, **values: Any) -> None:
	stand(cast.link, **values)


def record_of(cast: Cast, as_user: AsUser, status: str = "Draft", **values: Any) -> Document:
	with as_user(cast.mentor):
		doc = cast.record(**values)
		if status != "Draft":
			doc.send("Ann")
	if status in ("Queried", "Agreed"):
		with as_user(cast.mentee):
			doc.query("It was on the phone.") if status == "Queried" else doc.agree("Bea")
	return doc.reload()


def form_path(cast: Cast) -> str:
	return f"/mentoring/links/{cast.link.name}/record"


def kept(cast: Cast) -> list[Document]:
	names = frappe.get_all("Contact Record", {"link": cast.link.name}, pluck="name", order_by="name")
	return [frappe.get_doc("Contact Record", name) for name in names]


def home_of(user: str, as_user: AsUser) -> dict[str, Any]:
	with as_user(user):
		return home.page()


def to_do(user: str, as_user: AsUser) -> list[str]:
	"""What there is to do about contact and its records."""
	with as_user(user):
		own = mine.links()
		return [each.text for each in (*standing.to_do(own), *records.waiting(own))]


# --- home


def test_a_contact_that_has_passed_is_to_be_recorded_until_it_is(cast: Cast, as_user: AsUser) -> None:
	agree_on(cast, ago(7))
	record_of(cast, as_user, "Agreed", contact_date=ago(7), next_contact_on=None)
	assert to_do(cast.mentor, as_user) == [f"Record your contact with {cast.link.mentee_name}"]
	shown = home_of(cast.mentor, as_user)
	assert [each["text"][:18] for each in shown["to_do"]] == ["Record your contac", "Send in your claim"]
	assert shown["to_do"][0]["detail"].endswith("00:01 · Phone call")
	assert shown["to_do"][0]["href"] == form_path(cast) == shown["write"][0]["write"]
	why = {"outcome": "Cancelled", "outcome_by": "Mentee", "outcome_reason": "Ill", "summary": ""}
	record_of(cast, as_user, "Agreed", contact_date=ago(0), next_contact_on=None, **why)
	assert not to_do(cast.mentor, as_user)
	assert home_of(cast.mentor, as_user)["sides"][0]["cards"][0]["next"]


def test_a_contact_is_not_asked_for_before_its_time_of_day(cast: Cast, as_user: AsUser) -> None:
	agree_on(cast, ago(7), time="23:59:59")
	record_of(cast, as_user, "Agreed", contact_date=ago(7), next_contact_on=None)
	assert not to_do(cast.mentor, as_user)


def test_what_waits_for_whom(cast: Cast, as_user: AsUser) -> None:
	day = records.day_in_words(ago(1))
	mentor, mentee = cast.link.mentor_name, cast.link.mentee_name
	doc = record_of(cast, as_user)
	assert to_do(cast.mentor, as_user) == [f"Finish your record of {day} with {mentee}"]
	assert to_do(cast.mentee, as_user) == []
	with as_user(cast.mentor):
		doc.send()
	assert to_do(cast.mentor, as_user) == []
	assert to_do(cast.mentee, as_user) == [f"Read what {mentor} wrote about {day}"]
	with as_user(cast.mentee):
		doc.query("Not so.")
	assert to_do(cast.mentor, as_user) == [f"{mentee} asks you to change your record of {day}"]
	assert to_do(cast.mentee, as_user) == []


def test_where_both_sign_the_mentor_signs_what_staff_have_sent(as_user: AsUser) -> None:
	both = make_cast("tri-borough-fostering")
	doc = both.record()
	with as_user(both.co_ordinator):
		doc.send()
	(text,) = to_do(both.mentor, as_user)
	assert text.startswith("Sign the record of")
	with as_user(both.mentee):
		doc.agree("Bea")
	assert to_do(both.mentee, as_user) == [], "it waits for the mentor alone"


@pytest.mark.parametrize(
	("values", "said", "writes"),
	[
		({"status": "Proposed"}, "You support nobody yet", False),
		({"status": "Introduction", "start_date": None}, "You are being introduced", False),
		({"status": "Suspended"}, "Support is suspended", True),
		({"status": "Closing"}, "Support is coming to its end", True),
		({"status": "Closed", "ended_on": "2026-11-02"}, "All your support has ended", False),
	],
)
def test_the_state_of_support_is_said_plainly(
	cast: Cast, as_user: AsUser, values: dict[str, Any], said: str, writes: bool
) -> None:
	link_of(cast, **values)
	shown = home_of(cast.mentor, as_user)
	mentors, mentees = shown["sides"]
	assert (mentors["title"], mentees["title"]) == ("You support", "You are supported by")
	assert said in str([card["notice"] for card in mentors["cards"]] or mentors["empty"])
	assert bool(shown["write"]) is writes
	assert not mentees["cards"] and mentees["empty"].startswith("You have no mentor yet")


def test_somebody_with_both_roles_sees_both_apart(cast: Cast, as_user: AsUser) -> None:
	own = frappe.db.get_value("Mentoring Link", cast.link.name, "mentor_participant")
	mentee = make_mentee(scheme=cast.scheme, participant=own)
	make_link(scheme=cast.scheme, mentee=mentee.name, status="Active")
	mentors, mentees = home_of(cast.mentor, as_user)["sides"]
	assert [card["with"] for card in mentors["cards"]] == [cast.link.mentee_name]
	assert len(mentees["cards"]) == 1 and not mentees["cards"][0]["write"]


def test_a_mentee_is_told_whom_to_call(cast: Cast, as_user: AsUser) -> None:
	stand(frappe.get_doc("User", cast.co_ordinator), phone="020 7946 (0) 11")
	(each,) = home_of(cast.mentee, as_user)["to_call"]
	assert (each["scheme"], each["dial"]) == (cast.scheme, "0207946011")


def test_portal_accounts_arrive_at_home_and_the_desk_stays_as_it_is(as_user: AsUser) -> None:
	for roles, place in (
		(("Mentor",), "mentoring"),
		(("Mentee",), "mentoring"),
		(("Mentor", "Mentoring Co-ordinator"), None),
		((), None),
	):
		user = make_user(*roles)
		with as_user(user):
			assert home.landing(user) == place
			assert home.has_desk() is (len(roles) == 2)


@pytest.mark.parametrize(
	("days", "said"),
	[
		(-1, "has passed"),
		(0, "(today)"),
		(1, "(1 more day)"),
		(20, "(2 more weeks)"),
		(92, "(about 3 more months)"),
	],
)
def test_the_term_that_is_left_is_said_in_words(cast: Cast, as_user: AsUser, days: int, said: str) -> None:
	link_of(cast, planned_end=add_days(today(), days))
	(card,) = home_of(cast.mentor, as_user)["sides"][0]["cards"]
	assert said in card["term"]


# --- writing


@pytest.mark.commits
def test_a_contact_is_recorded_from_home_with_day_way_and_time_of_the_slot(
	cast: Cast, as_user: AsUser, sign_in: SignIn
) -> None:
	slot = ago(3)
	agree_on(cast, slot)
	record_of(cast, as_user, "Agreed", contact_date=ago(17), next_contact_on=None)
	page = sign_in(cast.mentor).open("/mentoring").follow("Record your contact")
	filled = page.answers("Send")
	assert (filled["contact_date"], filled["way"], filled["outcome"]) == (
		str(slot),
		"Phone call",
		"Took place",
	)
	assert (filled["contact_time"], filled["next_contact_on"]) == ("00:01", str(slot + timedelta(days=7)))
	assert "name no child" in page.words and page.main.find("a", string="I have a worry")
	assert page.main.find("a", string="I have a worry")["href"] == f"/mentoring/worry?link={cast.link.name}"
	page = page.press("Send", length="45", summary="School mornings.")
	assert "Your record is sent." in page.words
	sent = kept(cast)[-1]
	assert (sent.status, sent.minutes, str(sent.contact_time)) == ("Sent", 45, "0:01:00")
	assert not sent.planned, "phone calls are for between contacts in this scheme"


@pytest.mark.commits
def test_a_contact_that_did_not_take_place_says_by_whom_and_why(cast: Cast, sign_in: SignIn) -> None:
	page = sign_in(cast.mentor).open(form_path(cast)).press("Send", outcome="Not there", length="30")
	assert set(page.summary) == {"outcome_by", "outcome_reason"}
	page = page.press("Send", outcome_by="Mentee", outcome_reason="No answer.")
	assert "Not there" in page.words and "No answer." in page.words
	(doc,) = kept(cast)
	assert (doc.outcome, doc.outcome_by, doc.minutes) == ("Not there", "Mentee", 0)


@pytest.mark.commits
def test_what_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(cast: Cast, sign_in: SignIn) -> None:
	page = sign_in(cast.mentor).open(form_path(cast)).press("Add an action")
	bad = {
		"contact_date": str(add_days(today(), 1)),
		"way": "Pigeon",
		"outcome": "Perhaps",
		"summary": "s" * 10_001,
		"next_contact_on": "soon",
		"who_2": "Mentor",
		"by_when_2": "31/2/2026",
		"minutes": "",
		"contact_time": "25:00",
	}
	page = page.press("Send", **bad)
	assert list(page.summary) == [
		"way",
		"outcome",
		"summary",
		"next_contact_on",
		"action_2",
		"by_when_2",
		"contact_time",
	]
	assert "10,000 characters" in page.error_at("summary")
	assert page.answers("Send")["summary"] == bad["summary"] and page.answers("Send")["who_2"] == "Mentor"
	good = {"way": "In person", "outcome": "Took place", "summary": "Fine.", "action_2": "Ring school"}
	empty = {"next_contact_on": "", "by_when_2": "", "contact_time": ""}
	page = page.press("Send", **good, **empty, length="ages")
	assert list(page.summary) == ["contact_date", "length"]
	page = page.press("Send", length="60")
	assert list(page.summary) == ["contact_date"] and "after today" in page.error_at("contact_date")
	page = page.press("Keep as a draft", contact_date=str(ago(1)), minutes="1441")
	assert list(page.summary) == ["minutes"]
	page = page.press("Keep as a draft", minutes="50")
	assert "Your draft is kept." in page.words
	(doc,) = kept(cast)
	assert (doc.status, doc.minutes, [row.action for row in doc.actions]) == ("Draft", 50, ["Ring school"])


@pytest.mark.commits
def test_a_form_that_is_sent_twice_writes_one_record(cast: Cast, sign_in: SignIn) -> None:
	browser = sign_in(cast.mentor)
	form = browser.open(form_path(cast))
	for _twice in range(2):
		page = form.press("Keep as a draft", summary="School.")
		assert "Your draft is kept." in page.words
	page = form.press("Send", summary="School mornings.")
	assert "Your record is sent." in page.words, "gone back to the form of a draft, and sent it"
	page = form.press("Send", summary="School mornings.")
	assert "Your record is sent." in page.words
	(doc,) = kept(cast)
	assert (doc.status, doc.summary) == ("Sent", "School mornings.")
	again = browser.open(form_path(cast)).press("Send", summary="Another.")
	assert "a record of this contact already" in again.error_at("contact_time")
	assert "Your record is sent." in again.press("Send", contact_time="19:30").words
	assert len(kept(cast)) == 2


@pytest.mark.commits
def test_a_draft_is_gone_on_with(cast: Cast, as_user: AsUser, sign_in: SignIn) -> None:
	doc = record_of(
		cast, as_user, minutes=75, actions=[{"action": "Ring", "who": "Both", "by_when": today()}]
	)
	page = sign_in(cast.mentor).open("/mentoring").follow("Finish your record")
	filled = page.answers("Send")
	assert (filled["length"], filled["action_1"], filled["who_1"]) == ("75", "Ring", "Both")
	assert filled["summary"] == doc.summary
	assert "Your record is sent." in page.press("Send", summary="Short.").words
	doc.reload()
	assert (doc.status, doc.summary, len(kept(cast))) == ("Sent", "Short.", 1)


@pytest.mark.commits
@pytest.mark.parametrize(
	("status", "ended", "field", "said"),
	[("Ended Early", 3, "contact_date", "after the link ended"), ("Closed", 0, "", "The link is closed")],
)
def test_a_link_that_has_ended_meanwhile(
	cast: Cast, sign_in: SignIn, status: str, ended: int, field: str, said: str
) -> None:
	page = sign_in(cast.mentor).open(form_path(cast))
	link_of(cast, status=status, ended_on=ago(ended))
	page = page.press("Send", summary="School mornings.")
	assert said in page.soup.select_one(".mentoring-summary").text and list(page.summary) == [field]
	assert page.answers("Send")["summary"] == "School mornings."
	assert not kept(cast)


@pytest.mark.commits
def test_a_link_that_is_suspended_meanwhile(cast: Cast, sign_in: SignIn) -> None:
	"""What has happened is recorded; that it should not have is said."""
	page = sign_in(cast.mentor).open(form_path(cast))
	row = {"from_date": ago(5), "reason": "Illness"}
	cast.link.append("suspensions", row).db_insert()
	link_of(cast, status="Suspended")
	assert "Support is suspended since" in page.browser.open(form_path(cast)).words
	page = page.press("Send", summary="School mornings.", contact_date=str(ago(1)))
	assert "Your record is sent." in page.words and "while support was suspended" in page.words


@pytest.mark.commits
def test_a_contact_log_asks_for_no_words_and_for_no_agreement(sign_in: SignIn) -> None:
	log = make_cast("kent-adoption")
	page = sign_in(log.mentor).open(form_path(log)).press("Record it")
	assert "Your contact is recorded." in page.words
	assert kept(log)[0].status == "Logged"
	assert sign_in(log.mentee).open(page.path).status == 404, "it is the scheme's log, not the pair's record"


@pytest.mark.commits
def test_where_both_sign_each_types_their_name(sign_in: SignIn) -> None:
	both = make_cast("tri-borough-fostering")
	page = sign_in(both.mentor).open(form_path(both)).press("Send", summary="School mornings.")
	assert list(page.summary) == ["name_typed"]
	path = page.press("Send", name_typed="Ann A.").path
	page = sign_in(both.mentee).open(path).press("Sign this record")
	assert "Type your full name" in page.error_at("name_typed")
	page = page.press("Sign this record", name_typed="Bea B.")
	assert "signed as “Ann A.”" in page.words and "signed as “Bea B.”" in page.words
	(doc,) = kept(both)
	assert (doc.status, doc.docstatus, doc.agreed_name) == ("Agreed", 1, "Bea B.")


# --- reading, agreeing, and talking about it


@pytest.mark.commits
def test_a_change_is_asked_for_and_answered_and_the_record_is_agreed(
	cast: Cast, as_user: AsUser, sign_in: SignIn
) -> None:
	doc = record_of(cast, as_user, "Sent")
	mentor, mentee = sign_in(cast.mentor), sign_in(cast.mentee)
	path = f"/mentoring/records/{doc.name}"
	page = mentee.open("/mentoring").follow("Read what")
	assert doc.summary.split()[0] in page.words
	stale = page
	page = page.press("Ask for this change", text=" ")
	assert "what should be different" in page.error_at("text")
	assert "Your mentor is asked" in page.press("Ask for this change", text="It was my sister.").words
	assert "meanwhile" in stale.press("Agree this record").words
	page = mentor.open(path).follow("Change it and send it again")
	assert "It was my sister." in page.words
	page = page.press("Send", summary="Her sister called.", answer="Quite right.")
	for browser in (mentor, mentee):
		talk = [each.text for each in browser.open(path).soup.select(".mentoring-talk li")]
		assert [(cast.link.mentee_name in talk[0]), (cast.link.mentor_name in talk[1])] == [True, True]
		assert "It was my sister." in talk[0] and "Quite right." in talk[1]
	assert "You have agreed" in mentee.open(path).press("Agree this record").words
	doc.reload()
	assert (doc.status, doc.summary) == ("Agreed", "Her sister called.")
	page = mentor.open(path)
	assert not page.main.find_all("form", action=f"{API}take_back") and "Change it" not in page.words
	assert "meanwhile" in mentor.open(f"{path}/write").words


@pytest.mark.commits
def test_a_record_is_taken_back_and_shared(cast: Cast, as_user: AsUser, sign_in: SignIn) -> None:
	doc = record_of(cast, as_user, "Sent")
	page = sign_in(cast.mentor).open(f"/mentoring/records/{doc.name}")
	page = page.press("Save", mentee_ssw="1")
	doc.reload()
	assert (doc.share_with_mentee_ssw, doc.share_with_mentor_ssw) == (1, 0)
	assert page.soup.find(id="mentee_ssw").has_attr("checked")
	assert "You have taken the record back." in page.press("Take it back").words
	assert doc.reload().status == "Draft"


def test_who_may_share_is_said_by_the_policy(as_user: AsUser) -> None:
	for preset, shares in (("afc-fostering", 2), ("tri-borough-fostering", 0), ("care-leavers-peer", 0)):
		one = make_cast(preset)
		doc = record_of(one, as_user, "Sent")
		for user, number in ((one.mentor, shares), (one.mentee, 0)):
			with as_user(user):
				assert len(record.page(*mine.record_to_read(doc.name))["shares"]) == number, preset


def test_records_are_listed_for_both_and_by_link(cast: Cast, as_user: AsUser) -> None:
	for day in range(1, 23):
		stand(record_of(cast, as_user, contact_date=ago(day)), status="Draft" if day == 1 else "Sent")
	mentor = frappe.db.get_value("Mentoring Link", cast.link.name, "mentor")
	other = make_link(scheme=cast.scheme, mentor=mentor, status="Active")
	with as_user(cast.mentor):
		own = mine.links()
		first, second = (records.overview(own, "", page) for page in (1, 2))
		assert (len(first["records"]), len(second["records"])) == (20, 2)
		assert first["older"] and not first["newer"] and second["newer"] and not second["older"]
		assert first["records"][0]["state"] == "Draft, not sent yet"
		assert not records.overview(own, other.name, 1)["records"]
		assert records.overview(own, "LNK-1900-1", 1)["records"] == []
	with as_user(cast.mentee):
		shown = records.overview(mine.links(), "", 1)["records"]
		assert shown[0]["state"] == "For you to read" and len(shown) == 20
		assert records.overview(mine.links(), "", 2)["records"][-1]["title"] == records.day_in_words(ago(22))


@pytest.mark.commits
def test_what_the_pair_has_agreed_is_on_its_page(cast: Cast, as_user: AsUser, sign_in: SignIn) -> None:
	agree_on(cast, ago(2), time="19:30:00")
	record_of(cast, as_user, "Sent")
	for user, title in ((cast.mentor, "You support"), (cast.mentee, "supports you")):
		page = sign_in(user).open(f"/mentoring/links/{cast.link.name}")
		assert (
			title in page.words
			and f"Phone call, every week, {WEEKDAYS[ago(2).weekday()]}, 19:30" in page.words
		)
		assert page.main.select_one("a[href^='/mentoring/agreements/']") and "In person" in page.words


# --- who may see what


@pytest.mark.commits
def test_another_persons_record_is_answered_like_one_that_does_not_exist(
	cast: Cast, as_user: AsUser, sign_in: SignIn
) -> None:
	sent, draft = record_of(cast, as_user, "Sent"), record_of(cast, as_user, way="Phone call")
	stranger, mentee = sign_in(cast.stranger), sign_in(cast.mentee)
	places = (
		(stranger, "/mentoring/links/{}", cast.link.name),
		(stranger, "/mentoring/links/{}/record", cast.link.name),
		(stranger, "/mentoring/records/{}", sent.name),
		(stranger, "/mentoring/records/{}/write", draft.name),
		(mentee, "/mentoring/records/{}", draft.name),
		(mentee, "/mentoring/records/{}/write", draft.name),
	)
	for browser, place, name in places:
		theirs, none = (browser.open(place.format(each)) for each in (name, "REC-1900-00001"))
		assert theirs.status == none.status == 404, place
		assert theirs.words == none.words and name not in theirs.soup.text
	own_form = sign_in(cast.mentor).open(form_path(cast)).answers("Send")
	for browser in (stranger, mentee):
		place = "/mentoring/claims" if browser is stranger else f"/mentoring/records/{sent.name}"
		token = browser.open(place).soup.select_one("input[name=csrf_token]")["value"]
		form = {**own_form, "csrf_token": token, "summary": "Forged."}
		for link, key in ((cast.link.name, own_form["key"]), ("LNK-1900-1", own_form["key"])):
			assert browser.post(API + "save_record", {**form, "link": link, "key": key}).status == 403
		for function in ("take_back", "sign", "share"):
			answers = [
				browser.post(API + function, {"csrf_token": token, "record": each})
				for each in (sent.name, "REC-1900-1")
			]
			assert [each.status for each in answers] == [403, 403] and answers[0].words == answers[1].words
	for function in ("agree", "ask_for_change"):
		form = {"csrf_token": own_form["csrf_token"], "record": sent.name, "text": "x"}
		assert sign_in(cast.mentor).post(API + function, form).status in (400, 403)
	assert len(kept(cast)) == 2 and sent.reload().status == "Sent"


@pytest.mark.commits
def test_a_record_of_another_link_is_not_taken_over(cast: Cast, as_user: AsUser, sign_in: SignIn) -> None:
	other = make_cast()
	theirs = record_of(other, as_user)
	key = frappe.generate_hash(length=10)
	stand(theirs, form_key=key)
	page = sign_in(cast.mentor).open(form_path(cast))
	for forged in ({"record": theirs.name}, {"key": key}, {"key": "x"}, {"link": other.link.name}):
		assert page.press("Send", summary="Forged.", **forged).status == 403
	assert theirs.reload().summary != "Forged." and not kept(cast)


@pytest.mark.commits
def test_what_people_type_is_escaped_on_every_page(cast: Cast, as_user: AsUser, sign_in: SignIn) -> None:
	agree_on(cast, ago(2))
	link_of(cast, mentee_name=HOSTILE, mentor_name=HOSTILE)
	for participant in (cast.link.mentor_participant, cast.link.mentee_participant):
		frappe.db.set_value("Mentoring Participant", participant, "participant_name", HOSTILE)
	stand(frappe.get_doc("User", cast.co_ordinator), full_name=HOSTILE, phone=HOSTILE)
	mentor, mentee = sign_in(cast.mentor), sign_in(cast.mentee)
	words = {"summary": HOSTILE, "progress": HOSTILE, "action_1": HOSTILE}
	pages = [mentor.open(form_path(cast))]
	pages.append(pages[-1].press("Send", **words, contact_time=HOSTILE, next_contact_on=HOSTILE))
	pages.append(pages[-1].press("Send", **words, contact_time="", next_contact_on=""))
	path = pages[-1].path.partition("?")[0]
	pages.append(mentee.open(path))
	pages.append(pages[-1].press("Ask for this change", text=HOSTILE))
	pages.append(mentor.open(f"{path}/write?again={HOSTILE}&done={HOSTILE}"))
	pages.append(pages[-1].press("Send", answer=HOSTILE, outcome="Not there", outcome_reason=HOSTILE))
	pages.append(pages[-1].press("Send", answer=HOSTILE, outcome_by="Mentee"))
	for browser in (mentor, mentee):
		for place in (
			"/mentoring",
			f"/mentoring/links/{cast.link.name}",
			"/mentoring/records?link={{7*70707}}",
			path,
		):
			pages.append(browser.open(place))
	for each in pages:
		assert each.status == 200
		assert each.main.find("img") is None and "494949" not in each.words, each.path
	assert "Ann <img" in pages[-1].words


# --- how much is asked of the database


def test_pages_take_the_same_queries_however_much_there_is(as_user: AsUser) -> None:
	cast = make_cast(mentees_at_a_time=20)
	mentor = frappe.db.get_value("Mentoring Link", cast.link.name, "mentor")
	doc = record_of(cast, as_user, "Queried")

	def queries() -> list[int]:
		with as_user(cast.mentor):
			acts = (
				home.page,
				lambda: records.overview(mine.links(), "", 1),
				lambda: links.page(mine.link(cast.link.name)),
				lambda: record.page(*mine.record_to_read(doc.name)),
				lambda: recording.page(mine.link(cast.link.name), None),
			)
			for act in acts:  # what is cached is cached
				act()
			return [count_queries(act) for act in acts]

	before = queries()
	for number in range(6):
		record_of(cast, as_user, "Queried" if number % 2 else "Agreed", contact_date=ago(2 + number))
		other = make_link(scheme=cast.scheme, mentor=mentor, status="Active")
		frappe.get_doc("Contact Record", doc.name).append(
			"remarks", {"party": "Mentee", "text": "x"}
		).db_insert()
		stand(frappe.copy_doc(doc).update({"link": other.name}).insert(), status="Sent")
	assert queries() == before


# --- reading what people type


@pytest.mark.parametrize(
	("text", "value"), [("19:30", "19:30:00"), (" 9.05 ", "09:05:00"), ("07:00:00", "07:00:00")]
)
def test_times_of_day_are_read(text: str, value: str) -> None:
	assert typed.time_of_day(text).isoformat() == value


@pytest.mark.parametrize("text", ["24:00", "7", "7:5", "evening", "12:60", "٣:00"])
def test_what_is_no_time_of_day_is_not_read(text: str) -> None:
	with pytest.raises(typed.Unreadable):
		typed.time_of_day(text)
