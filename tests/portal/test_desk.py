"""The desk in a real browser, as staff use it: the workspace of each role, the guided ending, a supervision, the board."""

from __future__ import annotations

from collections.abc import Callable

import frappe
import pytest
from casts import Cast, make_cast
from frappe.utils import add_days, today
from makers import days_ago, make_payment, make_supervision, make_user, stand
from playwright.sync_api import ConsoleMessage, Page, expect
from visitor import Visitor

from mentoring_scheme.setup.kanban import LINK_BOARD

Visit = Callable[[], Visitor]
pytestmark = pytest.mark.parametrize("options", ["desktop"], indirect=True)
PATIENCE = (
	60_000  # milliseconds: a workspace asks for some thirty things, and the machine may have others to do
)
# The site is served without the service for news that arrive by themselves, and with no mail account.
NOT_OURS = ("socket.io", "404 (NOT FOUND)")
# Where an element is, as soon as it is anywhere: the board draws its columns anew after each move.
BOX = """place => {
	const box = document.querySelector(place)?.getBoundingClientRect();
	return box && box.width ? { x: box.x, y: box.y } : null;
}"""


class Desk:
	"""Somebody of staff with a browser. `wrong`: what the console has said since."""

	def __init__(self, visitor: Visitor, user: str) -> None:
		self.wrong: list[str] = []
		self.visitor, self.page = visitor.sign_in(user), visitor.page
		self.page.on("console", self._hear)

	def _hear(self, message: ConsoleMessage) -> None:
		if message.type == "error" and not any(each in message.text for each in NOT_OURS):
			self.wrong.append(message.text)

	def open(self, path: str) -> Page:
		frappe.db.commit()
		self.page.goto(f"{self.visitor.address}/app/{path}")
		return self.page

	def in_order(self) -> None:
		assert not self.wrong and not self.visitor.broken, (self.wrong, self.visitor.broken)


@pytest.fixture
def cast(transaction: None) -> Cast:
	cast = make_cast()
	stand(cast.link, start_date=days_ago(30), planned_end=days_ago(1))
	return cast


def test_each_role_opens_a_workspace_of_its_own_and_a_card_leads_to_its_list(
	cast: Cast, visit: Visit
) -> None:
	finance = make_user("Mentoring Finance")
	stand(make_payment(link=cast.link.name), status="Due", due_on=today())
	heads = {
		cast.co_ordinator: ("Planned end reached", "1"),
		cast.mentor_ssw: ("Planned end reached", "1"),
		cast.manager: ("Payments due", None),
		finance: ("Payments due", None),
	}
	for user, (card, figure) in heads.items():
		desk = Desk(visit(), user)
		page = desk.open("mentoring")
		shown = page.locator(".number-widget-box")
		expect(shown.filter(has_text=card).locator(".number")).to_be_visible(timeout=PATIENCE)
		expect(page.locator(".widget :text('Loading...'):visible")).to_have_count(0, timeout=PATIENCE)
		if figure:
			expect(shown.filter(has_text=card).locator(".number")).to_have_text(figure)
		assert (shown.filter(has_text="Active links").count() == 0) is (user == finance)
		shown.filter(has_text=card).locator(".number").click()
		expect(page.locator(".list-row").first).to_be_visible(timeout=PATIENCE)
		desk.in_order()
		page.context.close()


def test_the_guided_ending_leads_from_step_to_step(cast: Cast, visit: Visit) -> None:
	desk = Desk(visit(), cast.co_ordinator)
	page = desk.open(f"mentoring-link/{cast.link.name}")
	page.get_by_role("button", name="Ending", exact=True).click(timeout=PATIENCE)
	heading, onward = page.locator("#ending-heading"), page.locator(".modal.show .btn-modal-primary")
	expect(heading).to_have_text("Why, and when", timeout=PATIENCE)
	page.locator(".modal.show [data-fieldname=ended_on] input").fill(frappe.format(today(), "Date"))
	page.locator(".modal.show textarea[data-fieldname=status_reason]").fill("They have come to an end.")
	onward.click()
	expect(heading).to_have_text("Reflection and what next", timeout=PATIENCE)
	page.locator(".modal.show textarea[data-fieldname=next_for_mentee]").fill("A support group.")
	for title in ("Closing supervision", "Formal ending", "Feedback, place, payments", "Close"):
		onward.click()
		expect(heading).to_have_text(title, timeout=PATIENCE)
	expect(page.locator(".ending-body")).to_contain_text("No closing supervision with the mentor is recorded")
	frappe.db.rollback()
	link = frappe.get_doc("Mentoring Link", cast.link.name)
	assert (link.status, link.next_for_mentee) == ("Closing", "A support group.")
	desk.in_order()


def test_the_next_supervision_is_planned_with_one_button(cast: Cast, visit: Visit) -> None:
	held = make_supervision(mentor=cast.link.mentor, status="Held", supervision_date=today())
	stand(held, next_on=add_days(today(), 30))
	desk = Desk(visit(), cast.co_ordinator)
	page = desk.open(f"mentoring-supervision/{held.name}")
	page.get_by_role("button", name="Plan the next").click(timeout=PATIENCE)
	page.wait_for_url(lambda url: held.name not in url, timeout=PATIENCE)
	frappe.db.rollback()
	(planned,) = frappe.get_all(
		"Mentoring Supervision",
		{"mentor": cast.link.mentor, "status": "Planned"},
		["name", "supervision_date"],
	)
	assert planned.name in page.url and str(planned.supervision_date) == add_days(today(), 30)
	desk.in_order()


def test_a_link_is_dragged_on_the_board_and_comes_back_where_the_rules_refuse(
	cast: Cast, visit: Visit
) -> None:
	stand(cast.link, status="Proposed", start_date=None, planned_end=None)
	desk = Desk(visit(), cast.co_ordinator)
	page = desk.open(f"mentoring-link/view/kanban/{LINK_BOARD.name}")

	def drag(to: str) -> None:
		page.locator(".kanban-card-wrapper").first.hover()
		page.mouse.down()
		place = f'.kanban-column[data-column-value="{to}"] .kanban-cards'
		target = page.wait_for_function(BOX, arg=place, timeout=PATIENCE).json_value()
		page.mouse.move(target["x"] + 60, target["y"] + 30, steps=12)
		page.wait_for_timeout(300)
		page.mouse.up()

	def card_in(column: str) -> None:
		place = page.locator(f'.kanban-column[data-column-value="{column}"] .kanban-card-wrapper')
		expect(place).to_have_count(1, timeout=PATIENCE)

	card_in("Proposed")
	drag("Consulting")
	card_in("Consulting")
	desk.in_order()
	drag("Active")
	expect(page.locator(".msgprint")).to_contain_text("Consulting", timeout=PATIENCE)
	card_in("Consulting")
	frappe.db.rollback()
	assert frappe.db.get_value("Mentoring Link", cast.link.name, "status") == "Consulting"
