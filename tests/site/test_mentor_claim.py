"""A mentor's claim: one a month, its time from the records, sent in, checked, approved by others, paid (R32, R43, R46)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import frappe
import pytest
from casts import Cast, make_cast
from frappe.model.document import Document
from frappe.model.workflow import apply_workflow
from frappe.utils import add_months, getdate, today
from makers import (
	days_ago,
	last_month,
	make_booking,
	make_claim,
	make_contact_record,
	make_event,
	make_mentor,
	make_participant,
	make_scheme,
	make_supervision,
	make_user,
	stand,
)
from story import acting, change, refused

from mentoring_scheme.mentoring_scheme.claims import api, sources

TASKS = [{"task": "Work on materials"}]


@dataclass(frozen=True)
class Claimants:
	"""A cast with somebody in finance, and the mentor whose claims these are."""

	cast: Cast
	finance: str

	@property
	def mentor(self) -> str:
		return self.cast.link.mentor

	def by(self, user: str, claim: Document, action: str, **values: Any) -> Document:
		"""Somebody opens the claim, fills something in, and makes a move."""
		with acting(user):
			claim = frappe.get_doc("Mentor Claim", claim.name)
			claim.update(values)
			if values:
				claim.save()
			return apply_workflow(claim, action)

	def sent_in(self, **values: Any) -> Document:
		with acting(self.cast.mentor):
			claim = make_claim(mentor=self.mentor, **values)
			api.send_in(claim.name)
		return claim.reload()

	def checked(self, **values: Any) -> Document:
		return self.by(self.cast.co_ordinator, self.sent_in(**values), "Mark as checked")

	def approved(self, **values: Any) -> Document:
		return self.by(self.finance, self.checked(**values), "Approve")

	def record(self, day: date, status: str = "Sent", **values: Any) -> Document:
		made = make_contact_record(link=self.cast.link.name, contact_date=day, **values)
		return stand(made, status=status)


def claimants(preset: str = "afc-fostering", **policy: Any) -> Claimants:
	cast = make_cast(preset, **policy)
	stand(cast.link, start_date=days_ago(150))
	return Claimants(cast, make_user("Mentoring Finance"))


@pytest.fixture
def them() -> Claimants:
	return claimants()


def lines(claim: Document) -> list[tuple[str, date, int]]:
	return [(row.kind, getdate(row.date), row.minutes) for row in claim.time_lines]


def expense(**values: Any) -> dict[str, Any]:
	return {"date": last_month(5), "kind": "Public transport", "amount_claimed": 4.5} | values


class TestTimeProposesItself:
	def test_from_contacts_supervision_and_events(self, them: Claimants) -> None:
		mentor = frappe.get_doc("Mentor", them.mentor)
		them.record(last_month(3), minutes=45)
		them.record(last_month(9), "Agreed", minutes=60, way="Phone call")
		make_supervision(mentor=them.mentor, supervision_date=last_month(12))
		event = make_event(scheme=them.cast.scheme, starts_on=datetime.combine(last_month(20), time(18)))
		event.record_attendance([{"participant": mentor.participant, "walked_in": 1, "outcome": "Attended"}])
		claim = make_claim(mentor=them.mentor, expense_lines=[])
		assert lines(claim) == [
			("Contact", last_month(3), 45),
			("Contact", last_month(9), 60),
			("Supervision", last_month(12), 0),
			("Event", last_month(20), 120),
		]
		assert [row.way for row in claim.time_lines] == [
			"In person",
			"Phone call",
			"One-to-one",
			"Support meeting",
		]

	def test_but_not_from_what_did_not_take_place_is_a_draft_or_is_somebody_elses(
		self, them: Claimants
	) -> None:
		them.record(last_month(3), "Draft")
		them.record(last_month(4), outcome="Cancelled", outcome_reason="Ill", minutes=0)
		them.record(last_month(5), outcome="Not there", outcome_reason="Nobody in", minutes=0)
		other = make_mentor(scheme=them.cast.scheme)
		make_supervision(mentor=other.name, supervision_date=last_month(7))
		make_supervision(mentor=them.mentor, supervision_date=last_month(8), status="Planned")
		make_supervision(mentor=them.mentor, supervision_date=getdate(today()))
		own = frappe.db.get_value("Mentor", them.mentor, "participant")
		booking = make_booking(event=make_event(scheme=them.cast.scheme).name, participant=own)
		held = datetime.combine(last_month(9), time(18))
		stand(
			frappe.get_doc("Mentoring Event", booking.event),
			starts_on=held,
			ends_on=held + timedelta(hours=2),
		)
		stand(booking, status="Did not attend", starts_on=held)
		assert make_claim(mentor=them.mentor).time_lines == []

	def test_a_group_supervision_counts_for_those_who_came(self, them: Claimants) -> None:
		other = make_mentor(scheme=them.cast.scheme).name
		make_supervision(
			mentor=them.mentor,
			kind="Group",
			supervision_date=last_month(12),
			attendance=[{"mentor": them.mentor, "attended": 1}, {"mentor": other, "attended": 0}],
		)
		assert len(make_claim(mentor=them.mentor).time_lines) == 1
		assert make_claim(mentor=other).time_lines == []

	def test_on_the_first_and_the_last_day_of_the_month_only_of_this_month(self, them: Claimants) -> None:
		first = last_month()
		last = getdate(today()).replace(day=1) - timedelta(days=1)
		for day in (first - timedelta(days=1), first, last):
			them.record(day)
		assert [row[1] for row in lines(make_claim(mentor=them.mentor))] == [first, last]

	def test_a_second_press_adds_only_what_is_new(self, them: Claimants) -> None:
		them.record(last_month(3))
		claim = make_claim(mentor=them.mentor)
		with acting(them.cast.mentor):
			assert api.take_up_proposals(claim.name) == 0
			with acting("Administrator"):
				them.record(last_month(2))
			assert api.take_up_proposals(claim.name) == 1
			assert api.take_up_proposals(claim.name) == 0
		assert [row[1] for row in lines(claim.reload())] == [last_month(2), last_month(3)]
		assert [row.idx for row in claim.time_lines] == [1, 2]

	def test_an_amended_record_takes_the_place_of_the_first(self, them: Claimants) -> None:
		record = them.record(last_month(3), minutes=45)
		claim = make_claim(mentor=them.mentor)
		stand(record, docstatus=2)
		amended = make_contact_record(link=them.cast.link.name, contact_date=last_month(3), minutes=50)
		stand(amended, status="Agreed", amended_from=record.name)
		with acting(them.cast.mentor):
			assert api.take_up_proposals(claim.name) == 0
			claim = change(claim, comment="")
		assert [(row.source, row.minutes) for row in claim.time_lines] == [(amended.name, 50)]

	def test_nothing_is_copied_but_day_length_and_way(self, them: Claimants) -> None:
		record = them.record(last_month(3), summary="She is afraid of the review.")
		claim = make_claim(
			mentor=them.mentor, expense_lines=[expense(source_type="Contact Record", source=record.name)]
		)
		written = frappe.as_json(claim.as_dict())
		assert "afraid" not in written
		assert record.mentee_name not in written
		assert claim.expense_lines[0].rests_on.startswith("Contact, 3 ")

	def test_what_is_typed_over_a_record_does_not_stay(self, them: Claimants) -> None:
		them.record(last_month(3), minutes=45)
		claim = make_claim(mentor=them.mentor)
		with acting(them.cast.mentor):
			claim.time_lines[0].update(
				{"minutes": 600, "way": "Video call", "date": last_month(8), "kind": "Task"}
			)
			claim.save()
		assert lines(claim.reload()) == [("Contact", last_month(3), 45)]

	def test_the_length_of_a_supervision_is_written_by_who_was_there(self, them: Claimants) -> None:
		make_supervision(mentor=them.mentor, supervision_date=last_month(12))
		claim = make_claim(mentor=them.mentor)
		with refused() as told, acting(them.cast.mentor):
			api.send_in(claim.name)
		assert told.says("Supervision", "minutes", "R43")
		with acting(them.cast.mentor):
			claim.reload().time_lines[0].minutes = 90
			claim.save()
			api.send_in(claim.name)
		assert claim.reload().total_minutes == 90

	def test_a_contact_without_a_record_is_refused_with_what_to_do(self, them: Claimants) -> None:
		with refused() as told:
			make_claim(
				mentor=them.mentor, time_lines=[{"date": last_month(3), "kind": "Contact", "minutes": 30}]
			)
		assert told.says("Time, row 1", "own records", "task")

	def test_a_line_whose_record_is_gone_is_left_out_and_said(self, them: Claimants) -> None:
		record = them.record(last_month(3))
		claim = make_claim(mentor=them.mentor)
		stand(record, status="Draft")
		frappe.clear_messages()
		with acting(them.cast.mentor):
			claim.save()
		assert claim.time_lines == []
		assert "Lines left out" in str(frappe.message_log)


class TestOneForEachMonth:
	def test_any_day_stands_for_its_month(self, them: Claimants) -> None:
		claim = make_claim(mentor=them.mentor, month=last_month(17))
		assert getdate(claim.month) == last_month(1)
		assert claim.title.startswith(claim.mentor_name)

	def test_a_second_one_is_refused_and_the_first_is_named(self, them: Claimants) -> None:
		claim = make_claim(mentor=them.mentor)
		with refused(frappe.DuplicateEntryError) as told:
			make_claim(mentor=them.mentor, month=last_month(9))
		assert told.says(claim.name, "already")

	def test_opening_it_again_returns_the_same(self, them: Claimants) -> None:
		with acting(them.cast.mentor):
			first = api.open_claim(them.mentor, last_month(3))
			assert api.open_claim(them.mentor, last_month(20)) == first
			assert api.open_claim(them.mentor, getdate(add_months(last_month(), -1))) != first

	def test_after_a_cancelled_one_the_month_is_free(self, them: Claimants) -> None:
		claim = make_claim(mentor=them.mentor)
		them.by(them.cast.co_ordinator, claim, "Cancel claim", comment="Begun by mistake")
		assert make_claim(mentor=them.mentor).name != claim.name

	def test_a_month_to_come_and_a_scheme_without_claims_are_refused(self, them: Claimants) -> None:
		with refused() as told:
			make_claim(mentor=them.mentor, month=getdate(add_months(today(), 1)), expense_lines=[])
		assert told.says("after today", "R43")
		with refused() as told:
			make_claim(mentor=make_mentor(scheme=make_scheme(claims="None").name).name)
		assert told.says("Claims are not part of this scheme")

	def test_the_months_that_a_mentor_can_claim(self, them: Claimants) -> None:
		claim = make_claim(mentor=them.mentor)
		with acting(them.cast.mentor):
			rows = api.months()
		assert rows[0]["month"] == getdate(today()).replace(day=1).isoformat()
		assert [row["month"] for row in rows] == sorted((row["month"] for row in rows), reverse=True)
		(mine,) = [row for row in rows if row["claim"]]
		assert (mine["claim"], mine["status"], mine["mentor"]) == (claim.name, "Draft", them.mentor)
		with acting(them.cast.stranger):
			assert not [row for row in api.months() if row["claim"] or row["mentor"] == them.mentor]
		with acting(them.cast.co_ordinator):
			assert api.months() == []


class TestWhatItComesTo:
	def test_is_worked_out_and_never_typed(self, them: Claimants) -> None:
		with acting(them.cast.mentor):
			claim = make_claim(
				mentor=them.mentor,
				total=999,
				expenses_total=999,
				approved_by="Administrator",
				expense_lines=[
					{
						"date": last_month(5),
						"kind": "Mileage",
						"miles": 20,
						"amount": 500,
						"explanation": "Trust me",
					},
					expense(amount=70),
				],
			)
			assert [row.amount for row in claim.expense_lines] == [11.0, 4.5]
			assert (claim.expenses_total, claim.total, claim.total_miles) == (15.5, 15.5, 20)
			claim.update(
				{"total": 999, "status": "Draft", "household": None, "scheme": None, "policy_version": None}
			)
			claim.append(
				"decisions", {"rule": "R43", "finding": "x", "finding_key": "x", "severity": "Override"}
			)
			claim.save()
		claim.reload()
		assert (claim.total, claim.scheme, claim.approved_by) == (15.5, them.cast.scheme, None)
		assert claim.decisions == []
		assert claim.expense_lines[0].explanation == "20 × £ 0.55."

	def test_tasks_are_paid_by_the_hour_where_the_scheme_says(self) -> None:
		them = claimants(task_hourly_rate=12, claim_tasks=TASKS)
		task = {"date": last_month(5), "kind": "Task", "task": "Work on materials", "minutes": 90}
		claim = make_claim(mentor=them.mentor, time_lines=[task], expense_lines=[])
		assert (claim.time_lines[0].amount, claim.tasks_total, claim.total) == (18, 18, 18)

	def test_miles_and_money_follow_the_kind(self, them: Claimants) -> None:
		claim = make_claim(
			mentor=them.mentor,
			expense_lines=[
				{"date": last_month(5), "kind": "Mileage", "miles": 10, "amount_claimed": 30},
				expense(miles=12, passengers=2),
			],
		)
		assert [(row.miles, row.amount_claimed) for row in claim.expense_lines] == [(10, 0), (0, 4.5)]

	def test_a_manager_agrees_to_more_than_the_limit_with_a_reason(self) -> None:
		them = claimants(
			expense_kinds=[
				{
					"kind": "Refreshments",
					"counted": "Amount",
					"limit_each": 10,
					"limit_month": 0,
					"receipt": "Never",
				}
			]
		)
		dear = {"kind": "Refreshments", "amount_claimed": 14, "date": last_month(5)}
		claim = them.sent_in(expense_lines=[dear])
		assert claim.total == 10
		with refused(frappe.PermissionError), acting(them.cast.co_ordinator):
			claim.agree_over_limit("Her birthday")
		with refused() as told, acting(them.cast.manager):
			claim.agree_over_limit("  ")
		assert told.says("why")
		with acting(them.cast.manager):
			claim.agree_over_limit("A meal with the whole group")
		assert (claim.total, claim.decisions[0].severity, claim.decisions[0].decided_by) == (
			14,
			"Override",
			them.cast.manager,
		)
		assert them.by(them.cast.co_ordinator, claim, "Mark as checked").total == 14

	def test_and_without_that_the_rest_goes_its_way(self) -> None:
		them = claimants(
			expense_kinds=[
				{
					"kind": "Refreshments",
					"counted": "Amount",
					"limit_each": 10,
					"limit_month": 0,
					"receipt": "Never",
				}
			]
		)
		dear = {"kind": "Refreshments", "amount_claimed": 14, "date": last_month(5)}
		assert them.approved(expense_lines=[dear]).total == 10


class TestSendingIn:
	def test_by_the_mentor(self, them: Claimants) -> None:
		claim = them.sent_in()
		assert (claim.status, claim.submitted_by) == ("Submitted", them.cast.mentor)
		assert claim.submitted_on and getdate(claim.first_sent_in_on) == getdate(today())

	def test_by_staff_on_the_mentors_behalf(self, them: Claimants) -> None:
		with acting(them.cast.co_ordinator):
			claim = make_claim(mentor=them.mentor)
			api.send_in(claim.name)
		assert claim.reload().submitted_by == them.cast.co_ordinator

	@pytest.mark.parametrize(
		("line", "says"),
		[
			(expense(date=last_month(1) - timedelta(days=2)), "outside the month"),
			(expense(kind="Helicopter"), "no such kind"),
			(expense(amount_claimed=5000), "5,000"),
			(expense(amount_claimed=9), "receipt"),
			({"date": last_month(5), "kind": "Mileage", "miles": 20000}, "20,000"),
			({"date": last_month(5), "kind": "Mileage"}, "0 miles"),
		],
	)
	def test_what_cannot_be_paid_stops_it_and_nothing_is_lost(
		self, them: Claimants, line: dict[str, Any], says: str
	) -> None:
		claim = make_claim(mentor=them.mentor, expense_lines=[line])
		with refused() as told, acting(them.cast.mentor):
			api.send_in(claim.name)
		assert told.says(says, "R4")
		claim.reload()
		assert (claim.status, len(claim.expense_lines), claim.total) == ("Draft", 1, 0)

	def test_a_negative_amount_is_refused_at_once(self, them: Claimants) -> None:
		for line in (expense(amount_claimed=-5), {"date": last_month(5), "kind": "Mileage", "miles": -3}):
			with refused() as told:
				make_claim(mentor=them.mentor, expense_lines=[line])
			assert told.says("negative")

	def test_an_empty_claim_is_refused(self, them: Claimants) -> None:
		claim = make_claim(mentor=them.mentor, expense_lines=[])
		with refused() as told, acting(them.cast.mentor):
			api.send_in(claim.name)
		assert told.says("empty")

	def test_an_expense_rests_on_a_record_of_the_mentors_own(self) -> None:
		them = claimants("tri-borough-fostering")
		claim = make_claim(mentor=them.mentor, expense_lines=[expense()])
		with refused() as told, acting(them.cast.mentor):
			api.send_in(claim.name)
		assert told.says("does not say which record", "R32")
		foreign = make_supervision(
			mentor=make_mentor(scheme=them.cast.scheme).name, supervision_date=last_month(5)
		)
		with acting(them.cast.mentor):
			line = claim.reload().expense_lines[0]
			line.update({"source_type": "Mentoring Supervision", "source": foreign.name})
			claim.save()
			assert claim.expense_lines[0].rests_on is None
		with refused() as told, acting(them.cast.mentor):
			api.send_in(claim.name)
		assert told.says("not this mentor's own", "R32")
		own = them.record(last_month(5))
		with acting(them.cast.mentor):
			(choice,) = api.sources(claim.name)
			assert choice["source"] == own.name
			line = claim.reload().expense_lines[0]
			line.update({key: choice[key] for key in ("source_type", "source")})
			claim.save()
			api.send_in(claim.name)
		assert claim.reload().status == "Submitted"

	def test_a_journey_in_vain_can_be_claimed_but_is_no_time(self) -> None:
		them = claimants("tri-borough-fostering")
		record = them.record(last_month(5), outcome="Not there", outcome_reason="Nobody in", minutes=0)
		line = expense(source_type="Contact Record", source=record.name)
		claim = them.sent_in(expense_lines=[line])
		assert (claim.status, claim.time_lines) == ("Submitted", [])

	def test_a_contact_that_the_mentor_missed_is_no_journey(self) -> None:
		them, day = claimants("tri-borough-fostering"), last_month(5)
		missed = {"outcome": "Not there", "outcome_reason": "Nobody in", "minutes": 0}
		by_mentee, *_by_mentor = (
			them.record(day, outcome_by=whom, **missed).name for whom in ("Mentee", "Mentor", "Both")
		)
		assert [each.source for each in sources.of_days(them.mentor, day, day)] == [by_mentee]

	def test_a_warning_does_not_stop_the_mentor_but_is_answered_by_who_checks(self, them: Claimants) -> None:
		twice = [expense(journey="Line 65"), expense(journey="line  65")]
		claim = them.sent_in(expense_lines=twice)
		assert claim.status == "Submitted"
		with refused() as told:
			them.by(them.cast.co_ordinator, claim, "Mark as checked")
		assert told.says("2 times", "reason")
		checked = them.by(
			them.cast.co_ordinator, claim, "Mark as checked", decision_reason="There and back, two tickets"
		)
		(decision,) = checked.decisions
		assert (decision.decided_by, decision.severity) == (them.cast.co_ordinator, "Warning acknowledged")
		assert checked.decision_reason is None

	def test_what_was_claimed_in_another_scheme_is_found_and_named(self, them: Claimants) -> None:
		participant = frappe.db.get_value("Mentor", them.mentor, "participant")
		elsewhere = make_mentor(scheme=make_scheme().name, participant=participant)
		other = make_claim(mentor=elsewhere.name, expense_lines=[expense(journey="Line 65")])
		claim = them.sent_in(expense_lines=[expense(journey="line 65")])
		with refused() as told:
			them.by(them.cast.co_ordinator, claim, "Mark as checked")
		assert told.says("another claim", other.name)

	def test_late_where_the_scheme_refuses_it_a_manager_sends_it_in_with_a_reason(self) -> None:
		them = claimants(claim_within_days=30, late_claim_rule="Refuse")
		claim = make_claim(mentor=them.mentor, month=getdate(add_months(last_month(), -2)))
		with refused() as told, acting(them.cast.mentor):
			api.send_in(claim.name)
		assert told.says("last day", "Manager")
		them.by(them.cast.manager, claim, "Send in", decision_reason="She was in hospital")
		assert them.by(them.cast.co_ordinator, claim, "Mark as checked").status == "Checked"

	def test_returned_it_is_not_late_for_that(self) -> None:
		them = claimants(claim_within_days=30, late_claim_rule="Refuse")
		claim = them.sent_in()
		them.by(them.cast.co_ordinator, claim, "Return", comment="Which train?")
		stand(claim, first_sent_in_on=last_month(28), month=getdate(add_months(last_month(), -1)))
		frappe.db.set_value("Mentor Claim Expense", claim.reload().expense_lines[0].name, "date", claim.month)
		with acting(them.cast.mentor):
			api.send_in(claim.name)
		assert getdate(claim.reload().first_sent_in_on) == last_month(28)


class TestOnceSentIn:
	def test_lines_stay_until_it_is_returned(self, them: Claimants) -> None:
		claim = them.sent_in()
		with refused() as told, acting(them.cast.co_ordinator):
			claim.expense_lines[0].miles = 200
			claim.save()
		assert told.says("Submitted", "returned")
		with refused(), acting(them.cast.co_ordinator):
			claim.reload().append("expense_lines", expense())
			claim.save()
		with refused(frappe.PermissionError), acting(them.cast.mentor):
			claim.reload().save()
		claim.reload()
		assert (len(claim.expense_lines), claim.expense_lines[0].miles) == (1, 20)

	def test_returning_it_needs_a_word_which_the_mentor_reads_and_cannot_change(
		self, them: Claimants
	) -> None:
		claim = them.sent_in()
		with refused() as told:
			them.by(them.cast.co_ordinator, claim, "Return")
		assert told.says("what the mentor should change")
		claim = them.by(them.cast.co_ordinator, claim, "Return", comment="Which train was it?")
		with acting(them.cast.mentor):
			claim = frappe.get_doc("Mentor Claim", claim.name)
			claim.comment = "All is well"
			claim.expense_lines[0].note = "The 8:15"
			claim.save()
			api.send_in(claim.name)
		claim.reload()
		assert (claim.comment, claim.expense_lines[0].note) == ("Which train was it?", "The 8:15")

	def test_finance_returns_what_was_checked_and_cannot_write_in_it(self, them: Claimants) -> None:
		claim = them.checked()
		assert claim.checked_by == them.cast.co_ordinator
		claim = them.by(them.finance, claim, "Return", comment="No such station")
		assert (claim.status, claim.checked_by, claim.checked_on) == ("Returned", None, None)
		with refused(frappe.PermissionError) as told, acting(them.finance):
			claim = frappe.get_doc("Mentor Claim", claim.name)
			claim.expense_lines[0].miles = 5
			claim.save()
		assert told.says("written by its mentor")

	def test_it_is_kept(self, them: Claimants) -> None:
		claim = them.sent_in()
		with refused() as told, acting(them.cast.manager):
			claim.delete()
		assert told.says("kept", "Cancel")
		draft = make_claim(mentor=make_mentor(scheme=them.cast.scheme).name)
		with acting(them.cast.manager):
			draft.delete()
		assert not frappe.db.exists("Mentor Claim", draft.name)

	def test_cancelling_needs_a_word(self, them: Claimants) -> None:
		with refused() as told:
			them.by(them.cast.co_ordinator, them.sent_in(), "Cancel claim")
		assert told.says("why")


class TestWhoActs:
	def test_nobody_checks_their_own_claim_or_one_paid_to_their_household(self, them: Claimants) -> None:
		claim = them.sent_in()
		household = frappe.get_doc("Mentor", them.mentor).payee()
		make_participant(household=household, user=them.cast.co_ordinator)
		with refused() as told:
			them.by(them.cast.co_ordinator, claim, "Mark as checked")
		assert told.says("You belong to", "somebody else")

	def test_nor_a_mentor_who_is_staff_as_well(self, them: Claimants) -> None:
		claim = them.sent_in()
		participant = frappe.db.get_value("Mentor", them.mentor, "participant")
		frappe.db.set_value(
			"Mentoring Participant", participant, {"user": them.cast.manager, "household": None}
		)
		with refused() as told:
			them.by(them.cast.manager, claim, "Mark as checked")
		assert told.says("whose claim this is")

	def test_nobody_approves_what_is_paid_to_their_household(self, them: Claimants) -> None:
		claim = them.checked()
		make_participant(household=frappe.get_doc("Mentor", them.mentor).payee(), user=them.finance)
		with refused() as told:
			them.by(them.finance, claim, "Approve")
		assert told.says("You belong to")
		assert claim.reload().status == "Checked"

	def test_each_role_makes_its_own_moves(self, them: Claimants) -> None:
		claim = them.sent_in()
		for user, action in (
			(them.cast.mentor, "Mark as checked"),
			(them.finance, "Mark as checked"),
			(them.cast.co_ordinator, "Approve"),
		):
			with refused(), acting(user):
				apply_workflow(claim.reload(), action)
		claim = them.by(them.cast.co_ordinator, claim, "Mark as checked")
		with refused(), acting(them.cast.co_ordinator):
			apply_workflow(claim, "Approve")

	def test_others_neither_see_nor_open_nor_make_it(self, them: Claimants) -> None:
		claim = make_claim(mentor=them.mentor)
		foreign = make_user("Mentoring Co-ordinator")
		for user in (them.cast.stranger, them.cast.mentee, them.cast.mentor_ssw, foreign):
			with acting(user):
				assert not frappe.has_permission("Mentor Claim", "read", doc=claim)
				with refused(frappe.PermissionError):
					api.open_claim(them.mentor, last_month())
				with refused(frappe.PermissionError):
					make_claim(mentor=them.mentor, month=getdate(add_months(last_month(), -1)))
				for call in (api.send_in, api.sources, api.take_up_proposals):
					with refused(frappe.PermissionError):
						call(claim.name)
		with acting(them.finance):
			assert not frappe.has_permission("Mentor Claim", "read", doc=claim)
		with acting(them.cast.stranger), refused(frappe.PermissionError):
			api.open_claim("no such mentor", last_month())

	def test_the_panel_shows_nobody_elses_claims(self, them: Claimants) -> None:
		"""A browser that writes somebody else's participant into its own claim learns nothing of them."""
		own = frappe.db.get_value("Mentor", {"scheme": them.cast.scheme, "name": ["!=", them.mentor]})
		make_claim(mentor=them.mentor, expense_lines=[expense(journey="Line 65")])
		sent = make_claim(mentor=own, expense_lines=[expense(journey="Line 65")], do_not_save=True)
		sent.update(
			{"participant": frappe.db.get_value("Mentor", them.mentor, "participant"), "__islocal": 1}
		)
		with acting(them.cast.stranger):
			findings = sent.assessment()["findings"]
		assert findings
		assert not [each for each in findings if "another claim" in each["text"]]


class TestApprovingAndPaying:
	def test_approved_it_is_fixed_to_the_household(self, them: Claimants) -> None:
		claim = them.approved()
		household = frappe.get_doc("Mentor", them.mentor).payee()
		assert (claim.status, claim.household, claim.approved_by) == ("Approved", household, them.finance)
		assert claim.approved_on and claim.total == 11

	def test_without_a_household_nobody_can_be_paid(self, them: Claimants) -> None:
		claim = them.checked()
		participant = frappe.db.get_value("Mentor", them.mentor, "participant")
		frappe.db.set_value("Mentoring Participant", participant, "household", None)
		with refused() as told:
			them.by(them.finance, claim, "Approve")
		assert told.says("No household")

	def test_a_sum_that_nobody_has_seen_is_not_approved(self, them: Claimants) -> None:
		claim = stand(them.checked(), total=3)
		with refused() as told:
			them.by(them.finance, claim, "Approve")
		assert told.says("11.00", "3.00", "Work out again")
		with acting(them.finance):
			claim.reload().work_out_again()
		assert claim.total == 11
		assert them.by(them.finance, claim, "Approve").total == 11

	def test_where_nothing_is_due_nothing_is_approved(self, them: Claimants) -> None:
		them.record(last_month(3))
		claim = them.checked(expense_lines=[])
		with refused() as told:
			them.by(them.finance, claim, "Approve")
		assert told.says("nothing to pay")

	def test_sent_and_paid_by_hand(self, them: Claimants) -> None:
		claim = them.by(them.finance, them.approved(), "Send to payee")
		assert getdate(claim.sent_on) == getdate(today())
		with refused() as told:
			them.by(them.finance, claim, "Record as paid", paid_on=getdate(today()) + timedelta(days=3))
		assert told.says("in the future")
		claim = them.by(them.finance, claim, "Record as paid", payment_reference="BACS 12")
		assert (getdate(claim.paid_on), claim.payment_reference) == (getdate(today()), "BACS 12")

	def test_nothing_of_a_paid_claim_changes(self, them: Claimants) -> None:
		claim = them.approved()
		scheme = frappe.get_doc("Mentoring Scheme", them.cast.scheme)
		scheme.mileage_rates[-1].rate = 0.6
		scheme.save()
		with acting(them.finance):
			claim = frappe.get_doc("Mentor Claim", claim.name)
			claim.update({"paid_on": today(), "payment_reference": "X", "household": None, "total": 1})
			claim.save()
		claim.reload()
		assert (claim.paid_on, claim.payment_reference, claim.total) == (None, None, 11)
		assert claim.household


class TestTheMentorIsTold:
	@staticmethod
	def mails_to(user: str) -> list[str]:
		queued = frappe.get_all(
			"Email Queue Recipient", {"recipient": user}, pluck="parent", order_by="creation"
		)
		return [frappe.db.get_value("Email Queue", name, "message") for name in queued]

	def test_when_it_is_returned_approved_and_paid_without_a_word_of_what_is_in_it(
		self, them: Claimants
	) -> None:
		claim = them.by(them.cast.co_ordinator, them.sent_in(), "Return", comment="Which train was it?")
		with acting(them.cast.mentor):
			api.send_in(claim.name)
		claim = them.by(them.cast.co_ordinator, claim, "Mark as checked")
		claim = them.by(them.finance, claim, "Approve")
		claim = them.by(them.finance, claim, "Send to payee")
		them.by(them.finance, claim, "Record as paid")
		mails = self.mails_to(them.cast.mentor)
		assert [
			word
			for mail in mails
			for word in ("returned", "approved", "paid,")
			if f"a claim was {word}" in mail
		] == [
			"returned",
			"approved",
			"paid,",
		]
		for mail in mails:
			subject = next(line for line in mail.splitlines() if line.startswith("Subject:"))
			assert claim.name in mail and claim.mentor_name not in subject
			assert not [
				word for word in ("11.00", "Kingston", "Which train", claim.mentor_name) if word in mail
			]
