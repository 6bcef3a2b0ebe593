"""The worked examples of the rules, with their exact figures. All for afc-fostering unless a test says otherwise."""

from datetime import date, timedelta
from decimal import Decimal

from mentoring_scheme.policy.contact import ContactFacts, assess_contact, next_expected
from mentoring_scheme.policy.eligibility import Approval, MentorFacts, PairFacts, assess_mentor, assess_pair
from mentoring_scheme.policy.mileage import Journey, pay_miles
from mentoring_scheme.policy.money import ExceptionalPayment, assess_exceptional, schedule
from mentoring_scheme.policy.months import Period
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.terms import Extension, Suspension, Term, TermFacts, plan
from mentoring_scheme.policy.training import Training

TODAY = date(2026, 11, 22)
NEW, ADVERSITY = "Newly approved carer", "Adversity"


def paid(term: Term, policy: SchemePolicy) -> list[tuple[str, date]]:
	return [(str(each.amount), each.due_on) for each in schedule(term, policy, term.support_type)]


def newly_approved(**more: object) -> TermFacts:
	facts = {"support_type": NEW, "start": date(2026, 2, 20), "approved_on": date(2026, 1, 10), **more}
	return TermFacts(**facts)


def test_newly_approved_is_counted_from_approval(afc: SchemePolicy) -> None:
	term = plan(newly_approved(), afc, TODAY)
	assert term.planned_end == date(2026, 7, 10)
	first, second = schedule(term, afc, NEW)
	assert (first.amount, first.due_on) == (Decimal("150.00"), date(2026, 5, 20))
	assert (first.period_start, first.period_end) == (date(2026, 2, 20), date(2026, 5, 19))
	assert (second.amount, second.due_on, second.months) == (Decimal("50.00"), date(2026, 7, 10), 1)


def test_commencement_agreed_differently_counts_from_the_start(afc: SchemePolicy) -> None:
	facts = newly_approved(commencement_agreed=True, commencement_reason="The first child came in February.")
	term = plan(facts, afc, TODAY)
	assert term.planned_end == date(2026, 8, 20)
	assert paid(term, afc) == [("150.00", date(2026, 5, 20)), ("150.00", date(2026, 8, 20))]


def test_adversity_from_the_last_of_january(afc: SchemePolicy) -> None:
	term = plan(TermFacts(ADVERSITY, date(2026, 1, 31)), afc, TODAY)
	assert term.planned_end == date(2026, 4, 30)
	assert paid(term, afc) == [("150.00", date(2026, 4, 30))]


def test_extended_adversity_pays_no_more_by_itself(afc: SchemePolicy) -> None:
	extension = Extension(2, "The child's plan was reviewed.", date(2026, 4, 20))
	term = plan(TermFacts(ADVERSITY, date(2026, 1, 31), extensions=(extension,)), afc, TODAY)
	assert term.planned_end == date(2026, 6, 30)
	assert paid(term, afc) == [("150.00", date(2026, 4, 30))]


def test_a_manager_may_approve_an_exceptional_payment(afc: SchemePolicy) -> None:
	payment = ExceptionalPayment(
		Decimal("50.00"), "Two more months of support.", frozenset({"Mentoring Manager"}), Decimal("150.00")
	)
	assert assess_exceptional(payment, afc).allowed


def test_ended_early_after_four_months_and_ten_days(afc: SchemePolicy) -> None:
	facts = newly_approved(commencement_agreed=True, commencement_reason="x", ended_on=date(2026, 6, 30))
	assert paid(plan(facts, afc, TODAY), afc) == [("150.00", date(2026, 5, 20)), ("50.00", date(2026, 6, 30))]


def test_thirty_days_of_suspension_move_everything_after(afc: SchemePolicy) -> None:
	suspension = Suspension(date(2026, 4, 1), date(2026, 5, 1), "A matter is looked into.")
	facts = newly_approved(commencement_agreed=True, commencement_reason="x", suspensions=(suspension,))
	term = plan(facts, afc, TODAY)
	month = timedelta(days=30)
	assert term.planned_end == date(2026, 8, 20) + month
	assert paid(term, afc) == [("150.00", date(2026, 5, 20) + month), ("150.00", date(2026, 8, 20) + month)]


def test_overlapping_active_periods_are_nine_months(tri_borough: SchemePolicy) -> None:
	facts = MentorFacts(
		approvals=(Approval("Mainstream", date(2020, 1, 1)),),
		active_periods=(
			Period(date(2026, 1, 1), date(2026, 6, 30)),
			Period(date(2026, 4, 1), date(2026, 9, 30)),
		),
		trainings=(Training(attended_on=date(2026, 1, 10)),),
	)
	assessment = assess_mentor(facts, tri_borough, TODAY)
	(refusal,) = assessment.refusals
	assert refusal.code == "months-active" and refusal.overridable
	assert refusal.figures == {"months": 9, "asked": 12}
	assert refusal.text == "Active as a carer for 9 months in all; 12 are asked."


def test_respite_carer_fails_on_approval_and_passes_on_activity(tri_borough: SchemePolicy) -> None:
	facts = MentorFacts(
		approvals=(Approval("Respite", date(2024, 5, 22)),),
		active_periods=(Period(date(2024, 9, 23)),),
		trainings=(Training(attended_on=date(2026, 1, 10)),),
	)
	assessment = assess_mentor(facts, tri_borough, TODAY)
	(refusal,) = assessment.refusals
	assert (refusal.code, refusal.figures) == ("months-approved", {"months": 30, "asked": 36})
	active = next(each for each in assessment.passes if each.code == "months-active")
	assert active.figures == {"months": 26, "asked": 24}


def test_third_mentee_is_a_warning_with_the_load(tri_borough: SchemePolicy) -> None:
	assessment = assess_pair(PairFacts(mentor_load=2), tri_borough, TODAY)
	(warning,) = assessment.warnings
	assert assessment.allowed and warning.figures == {"load": 2, "limit": 2}
	assert assessment.outstanding() == [warning]
	assert assessment.outstanding({"load/2"}) == []
	assert assessment.outstanding({"load/1"}) == [warning], "a decision about another load is no decision"


def test_weekly_call_on_tuesdays_nine_days_ago(kent: SchemePolicy) -> None:
	last_call = date(2026, 11, 10)
	assert last_call.weekday() == 1
	today = last_call + timedelta(days=9)
	facts = ContactFacts(date(2026, 9, 1), last_contact_on=last_call, agreed_weekday=1)
	(warning,) = assess_contact(facts, kent, today).warnings
	assert warning.figures["days"] == 2 and warning.figures["expected"] == date(2026, 11, 17)
	assert warning.text == "Contact was expected on 17 November 2026 and is overdue by 2 days."
	(next_day,) = assess_contact(facts, kent, today + timedelta(days=1)).warnings
	assert warning.key == next_day.key, "one reminder, not one a day"


def test_kent_is_open_until_placement_then_six_weeks(kent: SchemePolicy) -> None:
	facts = TermFacts("Newly approved adopter", date(2026, 1, 5), date(2025, 12, 1))
	assert plan(facts, kent, TODAY).planned_end is None
	placed = TermFacts(
		"Newly approved adopter", date(2026, 1, 5), date(2025, 12, 1), event_on=date(2026, 3, 1)
	)
	assert plan(placed, kent, TODAY).planned_end == date(2026, 4, 12)
	assert next_expected(ContactFacts(date(2026, 1, 5)), kent) == date(2026, 1, 12)


def test_fifty_miles_across_the_limit_of_the_tax_year(afc: SchemePolicy) -> None:
	journey = Journey("a", date(2026, 9, 12), Decimal(50))
	found = pay_miles([journey], {2026: Decimal(9980)}, afc.mileage_rates)["a"]
	assert (found.full, found.after, found.amount) == (Decimal(20), Decimal(30), Decimal("18.50"))
