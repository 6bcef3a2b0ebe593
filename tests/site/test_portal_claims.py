"""A mentor claims on the phone: pages and forms as a browser without JavaScript meets them, in real requests."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import frappe
import pytest
from frappe.utils import add_months, today
from makers import (
	make_link,
	make_mentor,
	make_payment,
	make_scheme,
	make_supervision,
	make_user,
	stand,
)
from portal_browser import Browser, Page
from portal_cast import PortalCast, picture
from queries import count_queries

from mentoring_scheme.portal import claims, expenses, typed

AsUser = Callable[[str], AbstractContextManager[None]]
SignIn = Callable[[str], Browser]

HOSTILE = 'Ann <img src=x onerror=alert(1)> & "Co" {{ 7*70707 }}'
HOME = "/mentoring/claims"


class Scene(PortalCast):
	"""The cast, and the mentor's browser."""

	def __init__(self, sign_in: SignIn) -> None:
		super().__init__()
		self.sign_in = sign_in

	@cached_property
	def browser(self) -> Browser:
		return self.sign_in(self.user)

	def begin(self) -> Page:
		"""Press “Begin” beside last month."""
		page = self.browser.open(HOME)
		rows = [
			row
			for row in page.soup.select("main li")
			if frappe.utils.formatdate(self.month, "MMMM yyyy") in row.text
		]
		return page.browser.post(
			rows[0].form["action"], {each["name"]: each["value"] for each in rows[0].select("input")}
		)

	def expense(self, kind: str, page: Page | None = None) -> Page:
		"""The form for an expense of a kind, as it is reached from the claim."""
		return (page or self.begin()).follow("Add an expense").follow(kind)


@pytest.fixture
def scene(sign_in: SignIn) -> Scene:
	return Scene(sign_in)


# --- the way through


@pytest.mark.commits
def test_a_month_is_begun_filled_in_and_sent_in(scene: Scene) -> None:
	page = scene.begin()
	assert "Contact" in page.words and "1 hour" in page.words
	page = scene.expense("Mileage", page)
	page = page.press("Save", source=scene.source, journey="Kew – Barnes – Kew", miles="20.5", passengers="1")
	# the day is the contact's own, because none was typed
	assert scene.claim.expense_lines[0].date == scene.month + timedelta(days=2)
	assert "Saved." in page.words and "20.5 miles" in page.words and "1 passenger" in page.words
	page = scene.expense("Food", page)
	page = page.press("Save", {"receipt": ("café.jpg", picture())}, source=scene.source, spent="£7.40")
	page = page.follow("Add a task")
	page = page.press("Save", task="Visit", day=scene.month.isoformat(), hours="1", minutes="30")
	page = page.press("Send in")
	assert "Your claim is sent in." in page.words
	claim = scene.claim
	assert claim.status == "Submitted" and claim.submitted_by == scene.user
	assert [Decimal(str(row.amount)) for row in claim.expense_lines] == [Decimal("11.28"), Decimal("7.4")]
	assert claim.total == 11.28 + 7.40 + 18.00
	assert page.soup.select("main form") == [], "nothing can be changed any more"
	listed = scene.browser.open(HOME).words
	assert "Sent in" in listed and "36.68" in listed


@pytest.mark.commits
def test_a_claim_that_came_back_says_why_and_is_sent_in_again(scene: Scene, as_user: AsUser) -> None:
	scene.begin().press("Send in")
	with as_user(scene.co_ordinator):
		claim = scene.claim
		claim.update({"status": "Returned", "comment": f"The visit is missing. {HOSTILE}"})
		claim.save()
	page = scene.browser.open(HOME)
	assert "To be changed" in page.words
	page = page.follow(frappe.utils.formatdate(scene.month, "MMMM yyyy"))
	assert "The visit is missing. Ann <img" in page.words and page.main.find("img") is None
	scene.contact(scene.month + timedelta(days=3), minutes=45)
	page = scene.browser.open(page.path).press("Add 1 record")
	assert "45 minutes" in page.words
	page.press("Send in")
	assert scene.claim.status == "Submitted"


@pytest.mark.commits
def test_supervision_whose_length_is_not_recorded_is_asked_for(scene: Scene) -> None:
	make_supervision(mentor=scene.mentor, supervision_date=scene.month)
	page = scene.begin()
	assert "Not said yet" in page.words and "Before you can send it in" in page.words
	page = page.follow("Say how long it took").press("Save", hours="", minutes="50")
	assert "50 minutes" in page.words and "Before you can send it in" not in page.words
	assert scene.claim.total_minutes == 110


@pytest.mark.commits
def test_an_expense_is_changed_and_removed_with_its_receipt(scene: Scene) -> None:
	page = scene.expense("Food").press(
		"Save", {"receipt": ("a.jpg", picture())}, source=scene.source, spent="3"
	)
	first = scene.claim.expense_lines[0].receipt
	page = page.follow("Change")
	assert page.answers("Save")["spent"] == "3.00"
	assert page.answers("Save")["source"] == scene.source
	page = page.press("Save", {"receipt": ("b.jpg", picture(90))}, spent="4")
	row = scene.claim.expense_lines[0]
	assert row.amount_claimed == 4 and row.receipt != first
	assert files_of(scene) == [row.receipt], "the receipt that was replaced is gone"
	page = page.press("Remove", within=".mentoring-card")
	assert "Removed." in page.words
	assert not scene.claim.expense_lines and files_of(scene) == []


def files_of(scene: Scene) -> list[str]:
	return frappe.get_all("File", {"attached_to_name": scene.claim.name}, pluck="file_url")


@pytest.mark.commits
def test_a_form_that_is_sent_twice_makes_one_line(scene: Scene) -> None:
	form = scene.expense("Parking")
	for _tap in range(2):
		form.press("Save", source=scene.source, spent="2.50")
	form = form.browser.open(form.path.partition("/expense")[0]).follow("Add a task")
	for _tap in range(2):
		form.press("Save", task="Visit", day=scene.month.isoformat(), hours="1")
	claim = scene.claim
	assert len(claim.expense_lines) == 1
	assert [row.kind for row in claim.time_lines].count("Task") == 1


@pytest.mark.commits
def test_the_month_is_begun_twice_and_there_is_one_claim(scene: Scene) -> None:
	page = scene.browser.open(HOME)
	form = page.form("Begin")
	fields = {each["name"]: each["value"] for each in form.select("input")}
	paths = {scene.browser.post(form["action"], fields).path for _tap in range(2)}
	assert len(paths) == 1 and frappe.db.count("Mentor Claim", {"mentor": scene.mentor}) == 1


# --- what is wrong is said beside the field, and nothing typed is lost


WRONG = {
	"Mileage": [
		({"miles": "twelve"}, "miles", "Enter the miles in figures"),
		({"miles": ""}, "miles", "Enter the miles"),
		({"miles": "-4"}, "miles", "-4 miles cannot be claimed"),
		({"miles": "12000"}, "miles", "cannot be claimed in one line"),
		({"miles": "1.25"}, "miles", "one decimal"),
		({"passengers": "a few"}, "passengers", "how many people"),
		({"passengers": "50"}, "passengers", "50 passengers"),
		({"journey": ""}, "journey", "where you drove"),
		({"journey": "x" * 200}, "journey", "140 characters"),
	],
	"Parking": [
		({"spent": ""}, "spent", "what you spent"),
		({"spent": "a fiver"}, "spent", "in figures"),
		({"spent": "-3"}, "spent", "cannot be claimed in one line"),
		({"spent": "99999"}, "spent", "cannot be claimed in one line"),
		({"spent": "1.005"}, "spent", "whole pennies"),
		({"day": "31/2/2026"}, "day", "real date"),
		({"day": "1999-01-01"}, "day", "outside the month"),
		({"day": "", "source": "none"}, "day", "Enter the day"),
		({"source": "Contact Record/somebody-else"}, "source", "Choose one of these"),
		({"note": "n" * 1001}, "note", "1000 characters"),
	],
}
WRONG_TASK = [
	({"task": ""}, "task", "Choose what you did"),
	({"task": "Window cleaning"}, "task", "which the scheme does not have"),
	({"day": ""}, "day", "Enter the day"),
	({"day": "1999-01-01"}, "day", "outside the month"),
	({"hours": "", "minutes": ""}, "hours", "how long it took"),
	({"hours": "many"}, "hours", "in figures"),
	({"hours": "30"}, "hours", "which is not possible"),
	({"minutes": "-90"}, "hours", "which is not possible"),
]
NO_RECEIPTS = [
	("receipt.jpg", b"not a picture at all", "whatever its name says"),
	("receipt.exe", picture(), "neither a PDF nor a photograph"),
	("receipt.jpg", picture()[:400], "cannot be opened"),
	("receipt.pdf", b"%PDF-1.4 broken", "cannot be opened"),
	("receipt.jpg", b"\xff\xd8\xff" + bytes(11 * 1024 * 1024), "larger than 10 MB"),
]
TYPED = {
	"Mileage": {"miles": "3", "passengers": "1", "journey": "Kew – Barnes", "note": HOSTILE},
	"Parking": {"spent": "4.20", "journey": "Kew", "note": HOSTILE},
}


@pytest.mark.commits
@pytest.mark.parametrize("kind", ["Mileage", "Parking"])
def test_what_is_wrong_is_said_and_nothing_is_lost(scene: Scene, kind: str) -> None:
	form = scene.expense(kind)
	for wrong, field, said in WRONG[kind]:
		typed_in = {"source": scene.source, "day": "", **TYPED[kind], **wrong}
		page = form.press("Save", **typed_in)
		assert list(page.summary) == [field] and said in page.summary[field], wrong
		assert page.soup.find(id=field), "the summary leads to a field"
		assert said in page.error_at(field), wrong
		assert page.soup.title.text.startswith("Error:")
		shown = page.answers("Save")
		kept = {name: value for name, value in typed_in.items() if name != "source"}
		assert {name: shown.get(name) for name in kept} == kept
		assert not scene.claim.expense_lines
	# the page may be loaded again, and is forgotten once the line is kept
	assert scene.browser.open(page.path).summary == page.summary
	right = {"source": scene.source, "day": "", **TYPED[kind], "note": ""}
	page = page.press("Save", **right)
	assert "Saved." in page.words and len(scene.claim.expense_lines) == 1
	assert page.follow("Change").summary == {}


@pytest.mark.commits
def test_what_is_wrong_with_a_task_is_said(scene: Scene) -> None:
	right = {"task": "Visit", "day": scene.month.isoformat(), "hours": "1", "minutes": "5", "note": HOSTILE}
	form = scene.begin().follow("Add a task")
	for wrong, field, said in WRONG_TASK:
		page = form.press("Save", **{**right, **wrong})
		assert said in page.summary[field] and said in page.error_at(field), wrong
		assert page.answers("Save")["note"] == HOSTILE
	page = page.press("Save", **right)
	assert "Saved." in page.words and "1 hour 5 minutes" in page.words


@pytest.mark.commits
def test_a_file_that_is_no_receipt_is_refused_and_leaves_nothing_behind(scene: Scene) -> None:
	folder = Path(frappe.get_site_path("private", "files"))
	form, before = scene.expense("Food"), set(folder.iterdir())
	for name, content, said in NO_RECEIPTS:
		page = form.press("Save", {"receipt": (name, content)}, source=scene.source, spent="3", note="lunch")
		assert said in page.summary["receipt"] and said in page.error_at("receipt"), name
		assert page.answers("Save")["note"] == "lunch"
		assert set(folder.iterdir()) == before and files_of(scene) == []


@pytest.mark.commits
def test_a_receipt_is_not_lost_when_something_else_is_wrong(scene: Scene) -> None:
	page = scene.expense("Food").press(
		"Save", {"receipt": ("bill.jpg", picture())}, source=scene.source, spent="lots"
	)
	assert list(page.summary) == ["spent"] and "There is one already" in page.words
	page.press("Save", spent="6")
	row = scene.claim.expense_lines[0]
	assert row.receipt in files_of(scene) and row.amount == 6


@pytest.mark.commits
def test_a_receipt_of_another_claim_cannot_be_shown_as_ones_own(scene: Scene) -> None:
	mine = scene.expense("Food").press(
		"Save", {"receipt": ("a.jpg", picture())}, source=scene.source, spent="3"
	)
	assert mine.status == 200
	url = scene.claim.expense_lines[0].receipt
	other = Scene(scene.sign_in)
	page = other.expense("Food").press("Save", source=other.source, spent="3", receipt_kept=url)
	assert "Saved." in page.words and not other.claim.expense_lines[0].receipt
	assert scene.sign_in(other.user).open(url).status in (403, 404)
	assert scene.browser.open(url).response.get_data() == picture()


@pytest.mark.commits
def test_what_stands_in_the_way_of_sending_in_is_said(scene: Scene) -> None:
	frappe.db.set_value("Contact Record", scene.record, "status", "Draft")
	page = scene.begin().press("Send in")
	assert "The claim is empty" in page.summary[""]
	assert scene.claim.status == "Draft"


@pytest.mark.commits
def test_a_missing_receipt_can_follow_but_stops_the_claim(scene: Scene) -> None:
	page = scene.expense("Food").press("Save", source=scene.source, spent="8")
	assert "Saved." in page.words and "has no receipt" in page.words
	page = page.press("Send in")
	((place, said),) = page.summary.items()
	assert "has no receipt" in said and scene.claim.status == "Draft"
	assert page.soup.find(id=place), "the summary leads to the expense"


@pytest.mark.commits
def test_a_doubt_is_shown_and_stops_nobody(scene: Scene) -> None:
	page = scene.begin()
	for _twice in range(2):
		page = scene.expense("Parking", page).press("Save", source=scene.source, spent="2", journey="Kew")
	assert "Please look at this again" in page.words
	page = page.press("Send in")
	assert "Your claim is sent in." in page.words


@pytest.mark.commits
def test_what_was_sent_in_meanwhile_is_not_changed(scene: Scene) -> None:
	form = scene.expense("Parking")
	claim_page = scene.browser.open(form.path.partition("/expense")[0])
	claim_page.press("Send in")
	for late in (form.press("Save", source=scene.source, spent="2"), claim_page.press("Send in")):
		assert "so nothing was kept" in late.words
	assert not scene.claim.expense_lines
	assert "so nothing was kept" in scene.browser.open(form.path).words


# --- who may see what


@pytest.mark.commits
def test_another_mentors_claim_is_answered_like_one_that_does_not_exist(scene: Scene) -> None:
	form = scene.expense("Parking")
	name = scene.claim.name
	stranger = scene.sign_in(scene.stranger)
	places = ("/{}", "/{}/expense", "/{}/expense?kind=Parking", "/{}/time")
	for place in (*(f"{HOME}{each}" for each in places), "/mentoring/claim?claim={}"):
		theirs, none = (stranger.open(place.format(each)) for each in (name, "CLM-1900-00001"))
		assert theirs.status == none.status == 404
		assert theirs.words == none.words and name not in theirs.soup.text
		assert scene.browser.open(place.format(name)).status == 200, "the answer is not kept for others"
	token = stranger.open(HOME).soup.select_one("input[name=csrf_token]")["value"]
	line = form.answers("Save")["line"]
	for function in (
		"save_expense",
		"remove_expense",
		"save_time",
		"remove_time",
		"send_in",
		"look_for_records",
	):
		answers = [
			stranger.post(
				f"/api/method/mentoring_scheme.portal.api.claims.{function}",
				{
					"csrf_token": token,
					"claim": each,
					"line": line,
					"kind": "Parking",
					"spent": "3",
					"day": "2026-10-01",
				},
			)
			for each in (name, "CLM-1900-00001")
		]
		assert [each.status for each in answers] == [403, 403]
		assert answers[0].words == answers[1].words
	month = {"csrf_token": token, "mentor": scene.mentor, "month": scene.month.isoformat()}
	assert stranger.post("/api/method/mentoring_scheme.portal.api.claims.begin_claim", month).status == 403
	assert scene.claim.status == "Draft" and not scene.claim.expense_lines


@pytest.mark.commits
def test_a_line_of_another_claim_cannot_be_taken_over(scene: Scene) -> None:
	scene.expense("Parking").press("Save", source=scene.source, spent="2")
	line = scene.claim.expense_lines[0].name
	other = Scene(scene.sign_in)
	form = other.expense("Parking")
	assert form.press("Save", line=line, source=other.source, spent="3").status == 403
	assert not other.claim.expense_lines and scene.claim.expense_lines[0].amount_claimed == 2


@pytest.mark.commits
def test_whoever_is_not_signed_in_is_asked_to_and_comes_back(site: str) -> None:
	browser = Browser(site)
	for path in (HOME, f"{HOME}/CLM-1", f"{HOME}/CLM-1/expense?kind=Food", f"{HOME}/CLM-1/time"):
		sent_to = urlsplit(browser.open(path).path)
		assert sent_to.path == "/login"
		assert parse_qs(sent_to.query)["redirect-to"] == [path]


@pytest.mark.commits
def test_the_pages_are_for_mentors(scene: Scene) -> None:
	scene.begin()
	for role in ("Mentee", "Mentoring Manager", "Mentoring Finance", "Supervising Social Worker"):
		browser = scene.sign_in(make_user(role))
		page = browser.open(HOME)
		assert page.status == 200 and "Your account is not a mentor's" in page.words, role
		assert browser.open(f"{HOME}/{scene.claim.name}").status == 404, role


@pytest.mark.commits
def test_a_form_is_only_taken_by_post_and_with_its_token(scene: Scene) -> None:
	page = scene.begin()
	address = "/api/method/mentoring_scheme.portal.api.claims.send_in"
	name = scene.claim.name
	assert scene.browser.open(f"{address}?claim={name}").status == 403
	assert scene.browser.post(address, {"claim": name}).status == 400
	assert scene.browser.post(address, {"claim": name, "csrf_token": "guessed"}).status == 400
	assert scene.claim.status == "Draft"
	assert page.press("Send in").status == 200 and scene.claim.status == "Submitted"


@pytest.mark.commits
def test_what_people_type_is_escaped_on_every_page(scene: Scene) -> None:
	frappe.db.set_value(
		"Mentoring Expense Kind", {"parent": scene.scheme, "kind": "Parking"}, "kind", HOSTILE
	)
	frappe.db.set_value("Mentoring Claim Task", {"parent": scene.scheme}, "task", HOSTILE)
	frappe.get_doc("Mentoring Scheme", scene.scheme).save()
	page = scene.begin()
	pages = [scene.browser.open(HOME), page, form := scene.expense("Ann", page)]
	pages.append(
		form.press("Save", source=scene.source, spent=HOSTILE, journey=HOSTILE, note=HOSTILE, day=HOSTILE)
	)
	pages.append(pages[-1].press("Save", spent="2", day="", journey=HOSTILE, note=HOSTILE))
	pages.append(scene.browser.open(f"{HOME}/{scene.claim.name}/time"))
	pages.append(pages[-1].press("Save", task=HOSTILE, day=HOSTILE, hours=HOSTILE, note=HOSTILE))
	pages.append(pages[-1].press("Save", task=HOSTILE, day=scene.month.isoformat(), hours="1", note=HOSTILE))
	pages.append(scene.browser.open(f"{HOME}/{scene.claim.name}?done={HOSTILE}&again={HOSTILE}"))
	for each in pages:
		assert each.status == 200
		assert each.main.find("img") is None and "494949" not in each.words
	assert "Ann <img" in pages[-1].words


# --- what was paid


def test_payments_are_those_for_own_links(scene: Scene, as_user: AsUser) -> None:
	paid = make_payment(link=scene.link, amount=150)
	stand(paid, status="Paid", docstatus=1, paid_on=today(), payment_reference="BACS 7")
	stand(make_payment(link=scene.link, amount=33), status="Sent", docstatus=1)
	make_payment(link=scene.link, amount=44)
	stand(
		make_payment(link=make_link(scheme=scene.scheme, status="Active").name, amount=55),
		status="Paid",
		docstatus=1,
	)
	with as_user(scene.user):
		payments = claims.overview()["payments"]
	assert {row["amount"] for row in payments} == {"£ 150.00", "£ 33.00"}
	assert "BACS 7" in payments[0]["when"] and payments[1]["when"] == "On its way"


def test_somebody_who_mentors_in_two_schemes_sees_both_apart(scene: Scene, as_user: AsUser) -> None:
	participant = frappe.db.get_value("Mentor", scene.mentor, "participant")
	other = make_scheme("care-leavers-peer")
	make_mentor(scheme=other.name, participant=participant)
	with as_user(scene.user):
		shown = claims.overview()
	assert shown["several_schemes"]
	assert {row["scheme"] for row in shown["to_do"]} == {scene.scheme, other.name}


# --- how much is asked of the database


def test_pages_take_the_same_queries_however_much_there_is(scene: Scene, as_user: AsUser) -> None:
	claim = frappe.get_doc({"doctype": "Mentor Claim", "mentor": scene.mentor, "month": scene.month}).insert()

	def queries() -> list[int]:
		with as_user(scene.user):
			doc = frappe.get_doc("Mentor Claim", claim.name)
			acts = (
				claims.overview,
				lambda: claims.page(doc),
				lambda: expenses.page(doc, "", "Food"),
			)
			for act in acts:  # what is cached is cached
				act()
			return [count_queries(act) for act in acts]

	before = queries()
	for number in range(8):
		record = scene.contact(scene.month + timedelta(days=3 + number))
		line = {"date": scene.month, "kind": "Food", "amount_claimed": 3, "source_type": "Contact Record"}
		claim.append("expense_lines", {**line, "source": record})
		stand(make_payment(link=scene.link), status="Paid", docstatus=1)
		old = {
			"doctype": "Mentor Claim",
			"mentor": scene.mentor,
			"month": add_months(scene.month, -1 - number),
		}
		stand(frappe.get_doc(old).insert(), status="Paid")
	claim.save()
	assert queries() == before


# --- reading what people type


@pytest.mark.parametrize(
	("text", "value"),
	[
		("2026-11-03", date(2026, 11, 3)),
		(" 3/11/2026 ", date(2026, 11, 3)),
		("3.11.2026", date(2026, 11, 3)),
		("03-11-2026", date(2026, 11, 3)),
		("", None),
	],
)
def test_days_are_read(text: str, value: date | None) -> None:
	assert typed.day(text) == value


@pytest.mark.parametrize("text", ["31/2/2026", "yesterday", "3/11/26", "2026-13-01", "3/11", "0000-00-00"])
def test_what_is_no_day_is_not_read(text: str) -> None:
	with pytest.raises(typed.Unreadable):
		typed.day(text)


@pytest.mark.parametrize(
	("text", "value"),
	[("4.50", "4.50"), ("£4.50", "4.50"), ("1,234.5", "1234.5"), (".5", "0.5"), ("-3", "-3")],
)
def test_amounts_are_read(text: str, value: str) -> None:
	assert typed.amount(text) == Decimal(value)


@pytest.mark.parametrize("text", ["4,50", "1e9", "NaN", "Infinity", "4.5.6", "-", ".", "1" * 40, "٣"])
def test_what_is_no_amount_is_not_read(text: str) -> None:
	with pytest.raises(typed.Unreadable):
		typed.amount(text)
