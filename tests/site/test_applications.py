"""People apply from the public pages, which open nothing else, and staff take them on or decline."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import frappe
import pytest
from frappe.model.document import Document
from frappe.utils import getdate, today
from frappe.utils.password import encrypt
from mails import mails_to
from makers import (
	make_application,
	make_mentee,
	make_mentor,
	make_participant,
	make_scheme,
	make_user,
	stand,
)
from test_rest import Api

from mentoring_scheme.mentoring_scheme.doctype.mentoring_application import public_page

AsUser = Callable[[str], AbstractContextManager[None]]

MENTOR_PAGE, MENTEE_PAGE = "apply-to-be-a-mentor", "ask-for-a-mentor"
HOSTILE = 'Ann <img src=x onerror="alert(1)"> & Co'


def send_form(page: str, words: str) -> Any:
	"""What the public page sends. Imported once the site is there: the module opens its log where it is read."""
	from frappe.website.doctype.web_form.web_form import accept

	return accept(page, words)


class Scene:
	"""A scheme that takes applications of both kinds, its co-ordinator, and somebody who writes."""

	def __init__(self) -> None:
		# a sender, so that mails are written; they wait in the queue and never leave the site
		frappe.local.conf.update({"mail_server": "localhost", "auto_email_id": "scheme@example.org"})
		self.co_ordinator = make_user("Mentoring Co-ordinator")
		self.email = f"ann.{frappe.generate_hash(length=8)}@example.org"
		self.scheme = make_scheme(
			members={self.co_ordinator: "Co-ordinator"}, mentor_applications_open=1, self_referrals_open=1
		).name

	def words(self, **changes: Any) -> dict[str, Any]:
		"""What the page sends for a person who has taken a minute over it."""
		return {
			"scheme": self.scheme,
			"role": "Mentor",
			"applicant_name": "Ann O'Neil",
			"email": self.email,
			"phone": "01632 960 001",
			"about": "I have cared for eleven years.",
			"consent": 1,
			"leave_empty": "",
			"opened": sealed(60),
			**changes,
		}

	def send(self, page: str = MENTOR_PAGE, **changes: Any) -> Document:
		"""Send the page as the visitor who looks at it, in a request of its own as far as flags go."""
		words = self.words(**({"role": "Mentee"} if page == MENTEE_PAGE else {}) | changes)
		try:
			return send_form(page, json.dumps(words))
		finally:
			frappe.flags.in_web_form = False


def sealed(seconds_ago: int) -> str:
	return encrypt(str(int(time.time()) - seconds_ago))


@pytest.fixture
def scene() -> Scene:
	return Scene()


@pytest.fixture
def guest(as_user: AsUser) -> Callable[[], AbstractContextManager[None]]:
	return lambda: as_user("Guest")


# --- visitors


def test_a_visitor_applies_to_be_a_mentor(scene: Scene, guest: Any) -> None:
	with guest():
		sent = scene.send()
	kept = frappe.get_doc("Mentoring Application", sent.name)
	assert (kept.role, kept.status, kept.scheme) == ("Mentor", "New", scene.scheme)
	assert (kept.applicant_name, kept.owner) == ("Ann O'Neil", "Guest")
	assert getdate(kept.submitted_on) == getdate(today())
	assert not kept.opened
	assert not kept.leave_empty


def test_a_visitor_asks_for_a_mentor(scene: Scene, guest: Any) -> None:
	with guest():
		sent = scene.send(MENTEE_PAGE, support_wanted="Sleep.", about="")
	assert (sent.role, sent.support_wanted) == ("Mentee", "Sleep.")


@pytest.mark.parametrize(
	("changes", "told"),
	[
		({"consent": 0}, "Without that nothing can be kept"),
		({"leave_empty": "https://spam.example"}, "people do not see"),
		({"opened": ""}, "open for a long time"),
		({"opened": "1764000000"}, "open for a long time"),
		({"applicant_name": "Cheap pills www.pills.example"}, "your name alone"),
		({"applicant_name": "Ann https://pills.example"}, "your name alone"),
		({"applicant_name": "Ann pills.com"}, "your name alone"),
		({"applicant_name": "<b>Ann</b>"}, "your name alone"),
		({"about": "x" * 4001}, "no more than 4000 characters"),
		({"area": "x" * 141}, "no more than 140 characters"),
		({"email": "not an address"}, "not a valid Email"),
		({"email": ""}, "email"),
		({"phone": "call me"}, "not a valid Phone"),
		({"scheme": "No such scheme"}, "one of the schemes on the page"),
		({"scheme": ""}, "one of the schemes on the page"),
		({"role": "Manager"}, "one of the schemes on the page"),
	],
)
def test_what_no_person_sends_is_turned_away_kindly(
	scene: Scene, guest: Any, changes: dict[str, Any], told: str
) -> None:
	with guest(), pytest.raises(frappe.ValidationError) as refusal:
		scene.send(**changes)
	assert told in str(refusal.value)
	assert not frappe.db.exists("Mentoring Application", {"scheme": scene.scheme})


@pytest.mark.parametrize("name", ["Anne-Marie St.John", "J. Smith", "Zoë d'Arcy", "Lê Văn Công", "O’Neil"])
def test_names_of_people_are_names(scene: Scene, guest: Any, name: str) -> None:
	with guest():
		assert scene.send(applicant_name=name).applicant_name == name


def test_a_page_is_not_filled_in_within_a_few_seconds(scene: Scene, guest: Any) -> None:
	with guest():
		with pytest.raises(frappe.ValidationError, match="very quick"):
			scene.send(opened=sealed(1))
		with pytest.raises(frappe.ValidationError, match="long time"):
			scene.send(opened=sealed(25 * 60 * 60))
		with pytest.raises(frappe.ValidationError, match="long time"):
			scene.send(opened=sealed(-60))
		assert scene.send(opened=sealed(public_page.SECONDS_TO_FILL_IN + 1)).name


def test_only_schemes_that_are_open_take_applications(scene: Scene, guest: Any) -> None:
	scheme = frappe.get_doc("Mentoring Scheme", scene.scheme)
	stand(scheme, mentor_applications_open=0)
	with guest():
		with pytest.raises(frappe.ValidationError, match="takes no applications"):
			scene.send()
		assert scene.send(MENTEE_PAGE, support_wanted="Sleep.").name
	stand(scheme, mentor_applications_open=1, enabled=0)
	with guest(), pytest.raises(frappe.ValidationError, match="takes no applications"):
		scene.send()


def test_nothing_is_decided_by_what_the_page_sends(scene: Scene, guest: Any) -> None:
	participant = make_participant().name
	with guest():
		sent = scene.send(
			status="Accepted",
			participant=participant,
			mentor="MTR-00001",
			decided_by="Administrator",
			submitted_on="2020-01-01 00:00:00",
			owner="Administrator",
		)
	kept = frappe.get_doc("Mentoring Application", sent.name)
	assert (kept.status, kept.participant, kept.mentor, kept.decided_by) == ("New", None, None, None)
	assert (getdate(kept.submitted_on), kept.owner) == (getdate(today()), "Guest")


def test_what_a_member_sends_is_not_theirs_to_open(scene: Scene, as_user: AsUser) -> None:
	member = make_user("Mentor")
	with as_user(member):
		sent = scene.send()
		assert frappe.session.user == member
		kept = frappe.get_doc("Mentoring Application", sent.name)
		assert kept.owner == "Guest"
		assert not kept.has_permission("read")
		with pytest.raises(frappe.PermissionError):
			frappe.get_list("Mentoring Application")


# --- mails


def test_applicant_and_co_ordinators_are_told_without_a_name(scene: Scene, guest: Any, run_jobs: Any) -> None:
	with guest():
		sent = scene.send(applicant_name="Ann O'Neil", about=HOSTILE)
	run_jobs()
	(receipt,) = mails_to(scene.email)
	(word,) = mails_to(scene.co_ordinator)
	for mail in (receipt, word):
		text = mail.get_body(("html", "plain")).get_content()
		assert scene.scheme in " ".join(mail["Subject"].split())
		assert "Ann" not in mail["Subject"]
		assert "Ann" not in text
		assert "onerror" not in text
	assert sent.name in word.get_body(("html", "plain")).get_content()
	assert scene.email not in str(word)
	log = frappe.get_all(
		"Notification Log", {"for_user": scene.co_ordinator, "document_name": sent.name}, ["subject"]
	)
	assert [row.subject for row in log] == [f"{scene.scheme}: a new application"]


def test_nobody_can_be_flooded_with_receipts(scene: Scene, guest: Any) -> None:
	with guest():
		first = scene.send()
		scene.send()
		scene.send(MENTEE_PAGE, support_wanted="Sleep.")
	assert len(mails_to(scene.email)) == 1
	for name in frappe.get_all("Mentoring Application", {"email": scene.email}, pluck="name"):
		stand(
			frappe.get_doc("Mentoring Application", name),
			submitted_on=frappe.utils.add_to_date(first.submitted_on, hours=-25),
		)
	with guest():
		scene.send()
	assert len(mails_to(scene.email)) == 2


def test_a_second_application_gets_the_same_answer_as_the_first(scene: Scene, guest: Any) -> None:
	with guest():
		first, second = scene.send(), scene.send()
	differ = {key for key, value in first.as_dict().items() if second.as_dict()[key] != value}
	assert differ <= {"name", "creation", "modified", "submitted_on", "idx"}


def test_an_application_comes_though_no_mail_can_be_sent(scene: Scene, guest: Any) -> None:
	frappe.local.conf.update({"mail_server": None, "auto_email_id": None})
	frappe.local.outgoing_email_account = {}
	with guest():
		assert scene.send().name
	assert not frappe.local.message_log


def test_what_staff_record_from_paper_sends_nothing(scene: Scene, as_user: AsUser) -> None:
	with as_user(scene.co_ordinator):
		recorded = make_application(scheme=scene.scheme)
		with pytest.raises(frappe.ValidationError, match="Without that nothing"):
			make_application(scheme=scene.scheme, consent=0)
	assert not mails_to(recorded.email)
	assert not mails_to(scene.co_ordinator)


# --- what a visitor can read, before and after: real requests


@pytest.fixture
def api(site: str) -> Api:
	frappe.cache.delete_keys("rl:")
	return Api(site)


def send_by_request(api: Api, scene: Scene, page: str = MENTOR_PAGE, **changes: Any) -> Any:
	words = scene.words(**changes)
	path = "/api/method/frappe.website.doctype.web_form.web_form.accept"
	return api.send(None, "POST", path, web_form=page, data=json.dumps(words))


def read_page(api: Api, path: str) -> Any:
	return api.send(None, "GET", path)


@pytest.mark.commits
def test_the_pages_tell_of_open_schemes_and_of_nothing_else(api: Api, scene: Scene) -> None:
	frappe.db.set_value(
		"Mentoring Scheme", scene.scheme, "applications_note", "Read <b>this</b> </script> first"
	)
	closed = make_scheme().name
	mentor = make_mentor(scheme=scene.scheme)
	for page in (MENTOR_PAGE, MENTEE_PAGE):
		html = read_page(api, f"/{page}/new").text
		assert scene.scheme in html
		assert closed not in html
		assert mentor.participant_name not in html
		assert scene.co_ordinator not in html
		assert "Read &lt;b&gt;this" in html
		assert "this</b>" not in html
	frappe.db.set_value("Mentoring Scheme", scene.scheme, "mentor_applications_open", 0)
	assert scene.scheme not in read_page(api, f"/{MENTOR_PAGE}/new").text
	assert scene.scheme in read_page(api, f"/{MENTEE_PAGE}/new").text


def test_a_page_says_so_where_no_scheme_is_open(scene: Scene) -> None:
	def shown() -> Any:
		context = frappe._dict(
			web_form_doc=frappe.get_doc("Web Form", MENTOR_PAGE).as_dict(), introduction_text="Welcome"
		)
		public_page.prepare(context, "Mentor")
		return context

	opened = shown()
	assert scene.scheme in opened.web_form_doc.scheme_notes
	assert opened.introduction_text == "Welcome"
	frappe.db.set_value("Mentoring Scheme", {"name": ["!=", ""]}, "mentor_applications_open", 0)
	closed = shown()
	assert "No scheme takes applications" in closed.introduction_text
	assert closed.web_form_doc.web_form_fields == []


@pytest.mark.commits
def test_a_visitor_reads_nothing_before_or_after(api: Api, scene: Scene) -> None:
	participant = make_participant(participant_name="Ann O'Neil", email=scene.email)
	sent = send_by_request(api, scene)
	assert sent.status_code == 200, sent.text
	name = sent.json["message"]["name"]
	assert f'"{participant.name}"' not in sent.text

	form = "frappe.website.doctype.web_form.web_form"
	doctype = "Mentoring Application"
	closed: list[tuple[str, str, dict[str, Any]]] = [
		("GET", f"/api/resource/{doctype}", {}),
		("GET", f"/api/resource/{doctype}/{name}", {}),
		("GET", f"/api/v2/document/{doctype}", {}),
		("GET", f"/api/v2/document/{doctype}/{name}", {}),
		("POST", f"/api/resource/{doctype}", scene.words()),
		("PUT", f"/api/resource/{doctype}/{name}", {"about": "x"}),
		("DELETE", f"/api/resource/{doctype}/{name}", {}),
		("GET", "/api/resource/Mentoring Scheme", {}),
		("GET", "/api/resource/Mentoring Participant", {}),
		(
			"POST",
			f"/api/method/{form}.get_form_data",
			{"doctype": doctype, "docname": name, "web_form_name": MENTOR_PAGE},
		),
		("POST", f"/api/method/{form}.delete", {"web_form_name": MENTOR_PAGE, "docname": name}),
		(
			"POST",
			f"/api/method/{form}.accept",
			{"web_form": MENTOR_PAGE, "data": json.dumps({**scene.words(), "name": name})},
		),
		(
			"POST",
			"/api/method/frappe.www.list.get_list_data",
			{"doctype": doctype, "web_form_name": MENTOR_PAGE},
		),
		("POST", "/api/method/frappe.client.get_list", {"doctype": doctype}),
		("POST", "/api/method/frappe.client.get_value", {"doctype": doctype, "fieldname": "email"}),
		("POST", "/api/method/frappe.client.get", {"doctype": doctype, "name": name}),
		("POST", "/api/method/run_doc_method", {"dt": doctype, "dn": name, "method": "likely_participants"}),
		("POST", "/api/method/run_doc_method", {"dt": doctype, "dn": name, "method": "accept"}),
		("GET", f"/{MENTOR_PAGE}/{name}", {}),
		("GET", f"/{MENTOR_PAGE}?name={name}", {}),
		*(
			("POST", "/api/method/frappe.desk.search.search_link", {"doctype": each, "txt": ""})
			for each in (doctype, "Mentoring Scheme", "Mentoring Participant", "Mentoring Area", "User")
		),
	]
	for verb, path, data in closed:
		answer = api.send(None, verb, path, **data)
		assert answer.status_code != 200 or not _tells(answer, participant, name), (path, answer.text[:300])
		if path.startswith("/api"):
			assert answer.status_code in (401, 403, 404, 417), (path, answer.status_code)
	frappe.db.rollback()
	assert frappe.db.count(doctype, {"scheme": scene.scheme}) == 1
	assert frappe.db.get_value(doctype, name, ["status", "about"]) == ("New", scene.words()["about"])


def _tells(answer: Any, participant: Document, name: str) -> bool:
	return any(each in answer.text for each in (participant.name, name, participant.email, "01632 960"))


@pytest.mark.commits
def test_too_many_at_once_are_turned_away_by_the_platform(api: Api, scene: Scene) -> None:
	answers = [send_by_request(api, scene).status_code for _ in range(12)]
	assert answers == [200] * 10 + [429] * 2


@pytest.mark.commits
def test_an_address_sends_so_many_an_hour_whichever_page_it_uses(
	api: Api, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
	monkeypatch.setattr(public_page, "APPLICATIONS_AN_HOUR", 3)
	first = [send_by_request(api, scene).status_code for _ in range(2)]
	refused = send_by_request(api, scene, leave_empty="x").status_code  # what is refused counts as well
	more = send_by_request(api, scene, MENTEE_PAGE, role="Mentee", support_wanted="Sleep.")
	assert (first, refused, more.status_code) == ([200, 200], 417, 429)
	frappe.db.rollback()
	assert frappe.db.count("Mentoring Application", {"scheme": scene.scheme}) == 2


# --- what staff make of it


def test_the_co_ordinator_takes_on_a_mentor_once(scene: Scene, as_user: AsUser) -> None:
	application = make_application(scheme=scene.scheme, applicant_name="Ann O'Neil", phone="01632 960 001")
	with as_user(scene.co_ordinator):
		made = application.accept()
		again = frappe.get_doc("Mentoring Application", application.name).accept()
	assert made == again == {"doctype": "Mentor", "name": application.mentor}
	mentor = frappe.get_doc("Mentor", application.mentor)
	assert (mentor.stage, mentor.scheme, mentor.participant_name) == ("Applied", scene.scheme, "Ann O'Neil")
	assert getdate(mentor.applied_on) == getdate(application.submitted_on)
	person = frappe.get_doc("Mentoring Participant", application.participant)
	assert (person.email, person.phone) == (application.email, "01632 960 001")
	assert (application.status, application.decided_by) == ("Accepted", scene.co_ordinator)
	assert frappe.db.count("Mentor", {"participant": person.name}) == 1


def test_whoever_asks_for_a_mentor_becomes_a_self_referral(scene: Scene, as_user: AsUser) -> None:
	application = make_application(
		scheme=scene.scheme, role="Mentee", support_wanted="Sleep.", about="I work nights."
	)
	with as_user(scene.co_ordinator):
		application.accept()
	mentee = frappe.get_doc("Mentee", application.mentee)
	assert (mentee.referral_route, mentee.status) == ("Self-referral", "Referred")
	assert (mentee.needs, mentee.referred_by) == ("Sleep.\n\nI work nights.", application.applicant_name)
	assert getdate(mentee.referred_on) == getdate(application.submitted_on)


def test_somebody_known_already_is_recognised_and_taken(scene: Scene, as_user: AsUser) -> None:
	def known(**values: Any) -> str:
		return make_mentee(scheme=scene.scheme, participant=make_participant(**values).name).participant

	surname = f"Oneil{frappe.generate_hash(length=6)}"
	digits = f"{random.randrange(10**6):06}"
	by_mail = known(email=scene.email.upper())
	by_phone = known(phone=f"+44 1632 {digits}")
	by_name = known(participant_name=f"ann  {surname.lower()}")
	by_all = known(participant_name=f"Ánn {surname}", email=scene.email, phone=f"01632{digits}")
	known(participant_name=f"Ann Another {surname}-Smith", email="other@example.org", phone=f"0163 {digits}")
	elsewhere = make_mentee(participant=make_participant(email=scene.email).name).participant
	application = make_application(
		scheme=scene.scheme,
		applicant_name=f"Ann {surname}",
		email=scene.email,
		phone=f"(01632) {digits[:3]} {digits[3:]}",
	)
	with as_user(scene.co_ordinator):
		likely = {row["name"]: row["same"] for row in application.likely_participants()}
		assert likely == {
			by_all: ["e-mail", "telephone", "name"],
			by_mail: ["e-mail"],
			by_phone: ["telephone"],
			by_name: ["name"],
		}
		assert next(iter(likely)) == by_all
		with pytest.raises(frappe.PermissionError):
			application.accept(elsewhere)
		application.reload().accept(by_phone)
	assert frappe.db.get_value("Mentor", application.mentor, "participant") == by_phone


def test_hostile_words_find_nobody_and_break_nothing(scene: Scene, as_user: AsUser) -> None:
	application = make_application(scheme=scene.scheme, applicant_name="%", phone="0")
	make_participant(participant_name="Percy")
	with as_user(scene.co_ordinator):
		assert application.likely_participants() == []


def test_the_same_person_applying_twice_stays_one_mentor(scene: Scene, as_user: AsUser) -> None:
	first, second = (make_application(scheme=scene.scheme, email=scene.email) for _ in range(2))
	with as_user(scene.co_ordinator):
		first.accept()
		(likely,) = second.likely_participants()
		second.accept(likely["name"])
	assert second.mentor == first.mentor
	assert second.status == "Accepted"
	assert frappe.db.count("Mentor", {"participant": first.participant}) == 1


def test_an_application_is_declined_with_a_reason_that_stays_in_the_scheme(
	scene: Scene, as_user: AsUser
) -> None:
	application = make_application(scheme=scene.scheme)
	with as_user(scene.co_ordinator):
		with pytest.raises(frappe.ValidationError, match="Write why"):
			application.decline("  ")
		application.reload().decline("Lives too far away.", tell_applicant=True)
		with pytest.raises(frappe.ValidationError, match="decided already"):
			application.reload().decline("Again.")
		with pytest.raises(frappe.ValidationError, match="was declined"):
			application.reload().accept()
	application.reload()
	assert (application.status, application.decision_reason) == ("Declined", "Lives too far away.")
	(mail,) = mails_to(application.email)
	text = mail.get_body(("html", "plain")).get_content()
	assert "far away" not in text
	assert application.applicant_name not in mail["Subject"]
	quiet = make_application(scheme=scene.scheme)
	quiet.decline("A test.")
	assert not mails_to(quiet.email)


def test_what_follows_from_a_decision_is_not_typed(scene: Scene, as_user: AsUser) -> None:
	application = make_application(scheme=scene.scheme)
	mentor = make_mentor(scheme=scene.scheme)
	with as_user(scene.co_ordinator):
		application.update(
			{
				"status": "Accepted",
				"mentor": mentor.name,
				"participant": mentor.participant,
				"decided_on": today(),
				"decision_reason": "typed",
				"submitted_on": "2020-01-01 00:00:00",
				"consent": 0,
				"email": "right@example.org",
			}
		).save()
	application.reload()
	assert (application.status, application.mentor, application.decided_on) == ("New", None, None)
	assert (application.decision_reason, application.consent) == (None, 1)
	assert getdate(application.submitted_on) == getdate(today())
	assert application.email == "right@example.org"  # a slip may be corrected until it is decided
	application.decline("A test.")
	application.update({"email": "later@example.org", "about": "Other words."}).save()
	assert frappe.db.get_value("Mentoring Application", application.name, "email") == "right@example.org"


def test_applications_are_for_the_staff_of_their_scheme(scene: Scene, as_user: AsUser) -> None:
	application = make_application(scheme=scene.scheme)
	stranger = make_user("Mentoring Co-ordinator")
	make_scheme(members={stranger: "Co-ordinator"})
	others = [
		stranger,
		*(make_user(role) for role in ("Supervising Social Worker", "Mentoring Finance", "Mentor")),
	]
	for user in others:
		with as_user(user):
			for act in (
				application.accept,
				application.likely_participants,
				lambda: application.decline("No."),
			):
				with pytest.raises(frappe.PermissionError):
					act()
	with as_user(scene.co_ordinator):
		assert frappe.get_list("Mentoring Application", pluck="name") == [application.name]
	with as_user(stranger):
		assert frappe.get_list("Mentoring Application") == []
