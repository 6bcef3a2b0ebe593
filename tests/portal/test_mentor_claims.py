"""A mentor claims, on the phone and at a desk, with a finger and with the keyboard, with JavaScript and without."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import frappe
import pytest
from frappe.utils import formatdate
from makers import make_claim, make_payment, make_user, stand
from PIL import Image
from playwright.sync_api import expect
from portal_cast import PortalCast, picture
from visitor import PASSWORD, Visitor

AsUser = Callable[[str], AbstractContextManager[None]]
Visit = Callable[[], Visitor]

HOME = "/mentoring/claims"
sizes = pytest.mark.parametrize("options", ["phone", "desktop"], indirect=True)
sizes_and_without_scripts = pytest.mark.parametrize(
	"options", ["phone", "desktop", "phone without JavaScript"], indirect=True
)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
	"""A photograph of a receipt."""
	path = tmp_path / "receipt.jpg"
	path.write_bytes(picture(400))
	return path


def begin(mentor: Visitor, cast: PortalCast) -> Visitor:
	return mentor.open(HOME).press(f"Begin the claim for {month(cast)}")


def month(cast: PortalCast) -> str:
	return formatdate(cast.month, "MMMM yyyy")


def expense(mentor: Visitor, kind: str) -> Visitor:
	return mentor.follow("Add an expense").follow(kind)


# --- the way through


@sizes_and_without_scripts
def test_a_month_is_claimed_from_the_list_to_sending_in(
	mentor: Visitor, cast: PortalCast, photo: Path
) -> None:
	begin(mentor, cast).says("Your claim is begun.", "1 hour")
	expense(mentor, "Food").choose("Contact").fill(What_did_you_spend="lots").press("Save")
	mentor.says("There is a problem", "Enter an amount in figures")
	mentor.fill(What_did_you_spend="7.40").press("Save").says("Saved.", "has no receipt")
	mentor.press("Send in").says("There is a problem", "has no receipt")
	assert cast.claim.status == "Draft"
	mentor.follow("Change Food").photograph("Receipt", photo).press("Save").says("Saved.")
	assert "has no receipt" not in mentor.words
	expense(mentor, "Mileage").choose("Contact")
	mentor.fill(From_where_to_where="Kew – Barnes – Kew", Miles="20.5", Passengers="1").press("Save")
	mentor.follow("Add a task").choose("Visit").fill(Day=cast.month.isoformat(), Hours="1", Minutes="30")
	mentor.press("Save").says("£ 36.68")
	mentor.press("Send in").says("Your claim is sent in.")
	claim = cast.claim
	assert claim.status == "Submitted" and claim.total == 36.68 and claim.expense_lines[0].receipt
	assert mentor.page.locator("main form").count() == 0, "nothing can be changed any more"
	mentor.follow("Claims").says("Sent in", "£ 36.68")


@sizes
def test_a_claim_that_came_back_is_changed_and_sent_in_again(
	mentor: Visitor, cast: PortalCast, as_user: AsUser
) -> None:
	begin(mentor, cast).press("Send in")
	with as_user(cast.co_ordinator):
		claim = cast.claim
		claim.update({"status": "Returned", "comment": "The parking is missing."})
		claim.save()
	mentor.open(HOME).says("To be changed").follow(month(cast))
	mentor.says("This claim came back to you", "The parking is missing.")
	expense(mentor, "Parking").choose("Contact").fill(What_did_you_spend="4").press("Save")
	mentor.press("Send in").says("Your claim is sent in.")
	assert cast.claim.status == "Submitted"


@sizes
def test_the_keyboard_is_enough(mentor: Visitor, cast: PortalCast, photo: Path) -> None:
	mentor.open(HOME).tab_to("Skip to the page")
	mentor.page.keyboard.press("Enter")
	mentor.tab_to(f"Begin the claim for {month(cast)}").key("Enter")
	mentor.tab_to("Add an expense").key("Enter").tab_to("Food").key("Enter")
	mentor.tab_to("Contact").page.keyboard.press("Space")
	mentor.tab_to("What did you spend?").type("7.40").tab_to("Receipt")
	with mentor.page.expect_file_chooser() as chooser:
		mentor.page.keyboard.press("Space")
	chooser.value.set_files(photo)
	mentor.tab_to("Save").key("Space").says("Saved.", "£ 7.40")
	mentor.tab_to("Send in").key("Enter").says("Your claim is sent in.")
	assert cast.claim.status == "Submitted" and cast.claim.expense_lines[0].receipt


def test_what_is_wrong_is_come_to_by_keyboard(mentor: Visitor, cast: PortalCast) -> None:
	expense(begin(mentor, cast), "Mileage").choose("Contact").press("Save")
	mentor.tab_to("Enter the miles").page.keyboard.press("Enter")
	expect(mentor.field("Miles")).to_be_focused()
	expect(mentor.field("Miles")).to_be_in_viewport()
	mentor.type("3").fill(From_where_to_where="Kew – Barnes").press("Save").says("Saved.", "3 miles")


# --- who may see what


@sizes
def test_somebody_elses_claim_looks_like_one_that_does_not_exist(cast: PortalCast, visit: Visit) -> None:
	name = make_claim(mentor=cast.mentor).name
	stranger = visit().sign_in(cast.stranger)
	for place in ("", "/expense", "/expense?kind=Food", "/time"):
		seen = []
		for claim in (name, "CLM-1900-00001"):
			answer = stranger.page.goto(f"{stranger.address}{HOME}/{claim}{place}")
			seen.append((answer.status, stranger.page.title(), stranger.words))
		assert seen[0] == seen[1] and seen[0][0] == 404
		assert name not in seen[0][2] and "Kingston" not in seen[0][2]


@sizes
def test_whoever_is_not_signed_in_signs_in_and_comes_back(cast: PortalCast, visit: Visit) -> None:
	claim = make_claim(mentor=cast.mentor)
	guest = visit()
	guest.may_sign_in(cast.user)
	guest.open(f"{HOME}/{claim.name}/expense?kind=Food")
	assert "/login" in guest.page.url and "Food" not in guest.words
	guest.page.locator("#login_email").fill(cast.user)
	guest.page.locator("#login_password").fill(PASSWORD)
	guest.page.locator(".form-login button[type=submit]").click()
	guest.page.wait_for_url(f"**{HOME}/{claim.name}/expense?kind=Food")
	guest.look().says("Food", "What did you spend?")


# --- what goes wrong on the way


def test_what_was_typed_outlives_the_connection_and_the_session(mentor: Visitor, cast: PortalCast) -> None:
	expense(begin(mentor, cast), "Parking").choose("Contact").fill(What_did_you_spend="2.50")
	save = mentor.page.get_by_role("button", name="Save")
	mentor.context.set_offline(True)
	save.click()
	mentor.says("there is no connection").look()
	mentor.context.set_offline(False)
	mentor.context.clear_cookies()
	save.click()
	mentor.says("you have been signed out", "Sign in on another page").look()
	assert not cast.claim.expense_lines
	mentor.sign_in(cast.user)
	mentor.press("Save").says("Saved.", "£ 2.50")
	assert len(cast.claim.expense_lines) == 1


def test_a_second_tap_sends_nothing_twice(mentor: Visitor, cast: PortalCast) -> None:
	expense(begin(mentor, cast), "Parking").choose("Contact").fill(What_did_you_spend="2.50")
	sent: list[str] = []
	mentor.page.on(
		"request", lambda request: sent.append(request.method) if request.method == "POST" else None
	)
	with mentor.page.expect_navigation():
		mentor.page.get_by_role("button", name="Save").dblclick()
	mentor.says("Saved.")
	frappe.db.commit()
	assert sent == ["POST"] and len(cast.claim.expense_lines) == 1


def test_a_photograph_is_made_smaller_and_too_large_a_file_is_not_even_sent(
	mentor: Visitor, cast: PortalCast, tmp_path: Path
) -> None:
	scan, photo = tmp_path / "scan.pdf", tmp_path / "IMG_4711.png"
	scan.write_bytes(b"%PDF-1.4 " + bytes(11 * 1024 * 1024))
	Image.effect_noise((2600, 1300), 90).save(photo)
	assert photo.stat().st_size > 2 * 1024 * 1024
	expense(begin(mentor, cast), "Food").choose("Contact").fill(What_did_you_spend="3")
	mentor.photograph("Receipt", scan).page.get_by_role("button", name="Save").click()
	mentor.says("the file is too large").look()
	mentor.photograph("Receipt", photo)
	expect(mentor.page.get_by_role("img", name="IMG_4711.png")).to_be_visible()
	mentor.look().press("Save").says("Saved.", "£ 3.00")
	kept = frappe.get_doc("File", {"file_url": cast.claim.expense_lines[0].receipt})
	assert Image.open(BytesIO(kept.get_content())).size == (2000, 1000)
	assert kept.file_size < photo.stat().st_size


def test_removing_is_asked_about(mentor: Visitor, cast: PortalCast) -> None:
	expense(begin(mentor, cast), "Parking").choose("Contact").fill(What_did_you_spend="2").press("Save")
	asked: list[str] = []
	mentor.page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
	mentor.page.get_by_role("button", name="Remove Parking").click()
	assert len(asked) == 1 and asked[0].startswith("Remove Parking")
	assert len(cast.claim.expense_lines) == 1
	mentor.page.once("dialog", lambda dialog: dialog.accept())
	mentor.press("Remove Parking").says("Removed.")
	assert not cast.claim.expense_lines


# --- the emptiest and the longest


@sizes
def test_pages_with_nothing_on_them(cast: PortalCast, visit: Visit) -> None:
	visit().sign_in(make_user("Mentor")).open(HOME).says("Your account is not a mentor's")
	newcomer = visit().sign_in(cast.stranger).open(HOME).says("You have sent in no claim yet.")
	begin(newcomer, cast).says("Nothing is recorded in this month.", "There are no expenses on this claim.")
	newcomer.press("Send in").says("The claim is empty")
	expense(newcomer, "Mileage").says("none is recorded in this month yet")


@sizes
def test_pages_with_all_there_can_be_on_them(mentor: Visitor, cast: PortalCast) -> None:
	"""Words without a space in them, more records than can be tapped through, each state of a claim, payments."""
	for day in range(3, 13):
		cast.contact(cast.month + timedelta(days=day), minutes=1439)
	claim = make_claim(mentor=cast.mentor, expense_lines=[])
	line = {"date": cast.month, "source_type": "Contact Record", "source": cast.record, "note": "n" * 1000}
	claim.append("expense_lines", {**line, "kind": "Mileage", "miles": 999.9, "journey": "j" * 140})
	claim.append("expense_lines", {**line, "kind": "Food", "amount_claimed": 9999.99, "journey": "j" * 140})
	claim.append(
		"time_lines", {"date": cast.month, "kind": "Task", "task": "Visit", "minutes": 90, "note": "n" * 1000}
	)
	stand(claim.save(), status="Returned", comment="c" * 500)
	states = ("Submitted", "Checked", "Approved", "Sent", "Paid", "Cancelled")
	for number, status in enumerate(states, 2):
		other = make_claim(
			mentor=cast.mentor, month=frappe.utils.add_months(cast.month, -number), expense_lines=[]
		)
		stand(other, status=status, total=123456.78, paid_on=cast.month, payment_reference="r" * 100)
	paid = make_payment(link=cast.link, amount=9999.99)
	stand(paid, status="Paid", docstatus=1, paid_on=cast.month, payment_reference="r" * 100)
	mentor.open(HOME).says("To be changed", "Payment on its way")
	mentor.page.get_by_text("Earlier months").click()
	mentor.look().open(f"{HOME}/{claim.name}").says("c" * 500, "Please look at this again")
	page = mentor.page.url
	mentor.follow("Change Mileage")
	assert mentor.page.locator("select#source option").count() > 10
	mentor.open(page.removeprefix(mentor.address)).follow("Change Food")
	mentor.open(f"{HOME}/{other.name}").says("Cancelled")
