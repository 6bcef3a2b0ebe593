"""The desk at nine: each role's cards, charts, calendar and board show what its own lists hold, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import frappe
import pytest
from casts import Cast, make_cast
from frappe.desk import desktop
from frappe.desk.desktop import get_desktop_page
from frappe.desk.doctype.kanban_board.kanban_board import update_order_for_single_card
from frappe.desk.doctype.number_card.number_card import get_result
from frappe.utils import add_days, add_months, getdate, today
from makers import (
	days_ago,
	make_claim,
	make_consultation,
	make_event,
	make_follow_up,
	make_link,
	make_payment,
	make_request,
	make_supervision,
	make_user,
	stand,
)
from story import refused

from mentoring_scheme.mentoring_scheme.page.mentoring_calendar.mentoring_calendar import get_events
from mentoring_scheme.mentoring_scheme.report import workspace_charts
from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal
from mentoring_scheme.patches import make_link_board, tick_onboarding
from mentoring_scheme.policy.states import PAYMENT_COUNTED
from mentoring_scheme.setup.kanban import LINK_BOARD
from mentoring_scheme.setup.onboarding import DONE_BY
from mentoring_scheme.setup.workflow_tables import LINK

ALL = 0
STEP = "Onboarding Step"
PAYERS_CARDS = {
	"Payments due",
	"Claims to approve",
	"Payments held",
	"Payments approved, not sent",
	"Claims approved, not sent",
}
# What a custom card counts, as a list of that state would.
STANDING = {
	"Claims to check": ("Mentor Claim", "Submitted"),
	"Claims to approve": ("Mentor Claim", "Checked"),
	"Claims approved, not sent": ("Mentor Claim", "Approved"),
	"Payments due": ("Mentoring Payment", "Due"),
	"Payments held": ("Mentoring Payment", "Held"),
	"Payments approved, not sent": ("Mentoring Payment", "Approved"),
}


@pytest.fixture
def cast() -> Cast:
	"""A link that has run since the spring, with something of each kind that waits, and another in another scheme."""
	cast = make_cast()
	stand(cast.link, start_date=add_months(today(), -5), planned_end=today())
	stand(cast.record(), status="Agreed", contact_date=days_ago(3), summary="Bed times.")
	make_consultation(link=cast.link.name, ssw=cast.mentor_ssw)
	make_request(mentor=cast.link.mentor)
	make_supervision(mentor=cast.link.mentor, status="Planned", supervision_date=add_days(today(), 2))
	make_event(scheme=cast.scheme)
	# runs on, and has no planned end that could have come
	stand(make_link(scheme=cast.scheme, status="Active"), planned_end=None)
	stand(make_claim(mentor=cast.link.mentor), status="Submitted")
	stand(make_payment(link=cast.link.name), status="Due", due_on=today())
	make_link(status="Active")
	return cast


def is_led_through_setting_up() -> bool:
	"""Whether the reader sees the onboarding; Frappe 16 asks for it by its module, apart from the workspace."""
	if apart := getattr(desktop, "get_onboarding_data", None):
		return bool(apart("Mentoring Scheme"))
	return bool(workspace()["onboardings"]["items"])


def workspace() -> dict[str, Any]:
	return get_desktop_page(json.dumps({"name": "Mentoring", "title": "Mentoring", "public": 1}))


def figure(name: str) -> float:
	"""What a card shows, asked for as the desk asks."""
	card = frappe.get_doc("Number Card", name)
	if card.type == "Custom":
		return frappe.get_attr(card.method)()["value"]
	filters = json.loads(card.filters_json) + [
		[*row[:3], getdate(today()) if "add_days" not in row[3] else add_days(today(), 7)]
		for row in json.loads(card.dynamic_filters_json)
	]
	counted = get_result(card.as_json(), json.dumps(filters, default=str))
	assert counted == len(frappe.get_list(card.document_type, filters=filters, limit_page_length=ALL))
	return counted


def total(chart: dict[str, Any] | None) -> float:
	return sum(sum(series["values"]) for series in chart["datasets"]) if chart else 0


def test_each_role_has_its_own_cards_and_charts_with_the_figures_of_its_lists(cast, as_user):
	users = {
		"co-ordinator": cast.co_ordinator,
		"social worker": cast.mentor_ssw,
		"manager": cast.manager,
		"finance": make_user("Mentoring Finance"),
	}
	shown = {}
	for role, user in users.items():
		with as_user(user):
			page = workspace()
			cards = {row.label: figure(row.number_card_name) for row in page["number_cards"]["items"]}
			for label, (kind, status) in STANDING.items():
				if label in cards:
					listed = frappe.get_list(kind, filters={"status": status}, limit_page_length=ALL)
					assert cards[label] == len(listed), (role, label)
			sources = [row.chart_name for row in page["charts"]["items"]]
			shown[role] = (
				cards,
				{name: frappe.get_doc("Dashboard Chart", name).document_type for name in sources},
			)
			for name, kind in shown[role][1].items():
				assert frappe.has_permission(kind, "read"), (role, name)
	cards = {role: of_role[0] for role, of_role in shown.items()}
	assert set(cards["finance"]) == PAYERS_CARDS and not PAYERS_CARDS & set(cards["co-ordinator"])
	assert set(cards["manager"]) == set(cards["co-ordinator"]) | PAYERS_CARDS
	assert not {"Claims to check", "Requests to answer", "New applications"} & set(cards["social worker"])
	assert cards["co-ordinator"] == cards["co-ordinator"] | {
		"Active links": 2,
		"Claims to check": 1,
		"Consultations unanswered": 1,
		"Links at red": 1,
		"Planned end reached": 1,
		"Requests to answer": 1,
		"Supervision this week": 1,
	}
	assert cards["manager"]["Active links"] > 1 and cards["finance"]["Payments due"] >= 1
	assert set(shown["finance"][1]) == {"Mentoring payments by month"}
	assert "Mentoring payments by month" not in shown["co-ordinator"][1]


def test_charts_add_up_to_what_the_reader_s_lists_hold(cast, as_user):
	with as_user(cast.co_ordinator):
		assert total(workspace_charts.links_by_state()) == 2
		begun, ended = workspace_charts.links_begun_and_ended()["datasets"]
		assert (sum(begun["values"]), begun["values"][-6], sum(ended["values"])) == (2, 1, 0)
		assert total(workspace_charts.contacts_by_month()) == 1
		waiting = frappe.get_list(
			"Mentee", {"status": ["in", workspace_charts.WITHOUT_MENTOR]}, limit_page_length=ALL
		)
		assert total(workspace_charts.mentees_waiting()) == len(waiting)
		with refused(frappe.PermissionError):
			workspace_charts.payments_by_month()
	with as_user(make_user("Mentoring Co-ordinator")):
		assert workspace_charts.links_by_state() is workspace_charts.mentees_waiting() is None
	with as_user(make_user("Mentoring Finance")):
		due = frappe.get_list(
			"Mentoring Payment",
			filters={
				"due_on": ["between", [add_months(today(), -13), today()]],
				"status": ["!=", "Cancelled"],
			},
			fields=["amount", "status"],
			limit_page_length=ALL,
		)
		known = sum(row.amount for row in due if row.status in PAYMENT_COUNTED)
		assert total(workspace_charts.payments_by_month()) == pytest.approx(known)
		with refused(frappe.PermissionError):
			workspace_charts.links_by_state()


def test_the_calendar_shows_what_the_lists_hold_and_nothing_that_was_said(cast, as_user):
	stand(
		cast.link,
		introduction_on=days_ago(5),
		follow_up_on=add_days(today(), 3),
		follow_up="Ring about school.",
	)
	over = stand(make_link(scheme=cast.scheme, status="Closed"), ended_on=add_months(today(), -6))
	stand(make_follow_up(link=over.name), status="Due", due_on=today())
	days = (add_days(today(), -30), add_days(today(), 60))
	kinds = {
		"introductions", "contacts", "supervision", "events", "follow_ups", "after_the_end", "planned_ends",
	}  # fmt: skip
	with as_user(cast.co_ordinator):
		entries = get_events(*days)
		assert {entry["kind"] for entry in entries} == kinds
		assert not any(said in entry["title"] for entry in entries for said in ("Bed times", "Ring about"))
		assert {entry["kind"] for entry in get_events(*days, kinds="events")} == {"events"}
		with refused() as told:
			get_events(days[1], days[0])
		assert told.says("which lies before")
		with refused() as told:
			get_events("2016-01-01", "2026-01-01")
		assert told.says("400 days at most")
	with as_user(cast.mentee_ssw):
		stand(cast.link, ssw_reads_records="Never")
		assert {entry["kind"] for entry in get_events(*days)} & {
			"contacts",
			"introductions",
			"after_the_end",
		} == {"introductions"}
	with as_user(make_user("Mentoring Finance")), refused(frappe.PermissionError):
		get_events(*days)


def test_a_link_on_the_board_moves_as_the_workflow_and_the_rules_let_it(cast, as_user):
	frappe.delete_doc("Kanban Board", LINK_BOARD.name)
	make_link_board.execute()
	board = frappe.get_doc("Kanban Board", LINK_BOARD.name)
	assert [row.column_name for row in board.columns] == [state.name for state in LINK.states]
	link = stand(cast.link, status="Proposed", start_date=None, planned_end=None)
	for row in board.columns:
		row.order = json.dumps([link.name] if row.column_name in ("Proposed", "Consulting") else [])
	board.save()
	with as_user(cast.co_ordinator):
		update_order_for_single_card(board.name, link.name, "Proposed", "Consulting", 0, 0)
		assert link.reload().status == "Consulting"
		with refused() as told:
			update_order_for_single_card(board.name, link.name, "Consulting", "Active", 0, 0)
		assert told.says("Consulting", "Active")
		# what the pair lacks by now would not help: the step itself is refused, and says what may follow
		stand(frappe.get_doc("Mentor", link.mentor), stage="Suspended")
		with refused(RuleRefusal) as told:
			update_order_for_single_card(board.name, link.name, "Consulting", "Active", 0, 0)
		assert told.says("cannot move", "What may follow is: Introduction, Declined.")
		with refused(RuleRefusal) as told:
			update_order_for_single_card(board.name, link.name, "Consulting", "Declined", 0, 0)
		assert link.reload().status == "Consulting"
	with as_user(cast.mentor_ssw), refused(frappe.PermissionError):
		update_order_for_single_card(board.name, link.name, "Consulting", "Introduction", 0, 0)


def test_the_onboarding_ticks_what_is_done_by_itself_and_is_for_those_who_set_up(cast, as_user):
	def open_steps() -> set[str]:
		return set(frappe.get_all(STEP, {"name": ["in", list(DONE_BY)], "is_complete": 0}, pluck="name"))

	frappe.db.set_single_value("System Settings", "enable_onboarding", 1)
	frappe.db.set_value("Module Onboarding", "Mentoring Scheme", "is_complete", 0)
	for step in DONE_BY:
		frappe.db.set_value(STEP, step, "is_complete", 0)
	frappe.get_doc("Mentor", cast.link.mentor).save()
	assert open_steps() == set(DONE_BY) - {"Mentoring make a mentor"}
	for user, led in ((cast.manager, True), (cast.mentor_ssw, False)):
		with as_user(user):
			assert is_led_through_setting_up() is led
	tick_onboarding.execute()
	done = {
		step
		for step, (_watched, kind, filters) in DONE_BY.items()
		if frappe.db.exists(kind, filters or {"name": ["is", "set"]})
	}
	assert open_steps() == set(DONE_BY) - done
	assert {"Mentoring choose a policy", "Mentoring name the people", "Mentoring find a mentor"} <= done
