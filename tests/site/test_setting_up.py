"""A plan by which a scheme is set up: made once, spaced, worked off; the site offers evidence and ticks nothing (R1, R2)."""

from __future__ import annotations

import json
from typing import Any

import frappe
import pytest
from casts import make_cast
from frappe.utils import add_days, getdate, today
from makers import make_event, make_scheme, make_setup_plan, make_setup_step, make_user, stand

from mentoring_scheme.mentoring_scheme.doctype.mentoring_setup_plan.mentoring_setup_plan import make_plan
from mentoring_scheme.mentoring_scheme.policy_source import policy_of_scheme, policy_of_version
from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal
from mentoring_scheme.patches import need_divisor_from_presets

STEP = "Mentoring Setup Step"
AsUser = Any


def step_of(plan: str, number: int) -> Any:
	return frappe.get_doc(STEP, {"plan": plan, "number": number})


def evidence_of(plan: Any) -> dict[int, str]:
	return {each["number"]: " ".join(each["evidence"]) for each in plan.shown()["steps"] if each["evidence"]}


def test_a_plan_is_made_once_and_its_steps_lie_one_after_the_other(as_user: AsUser):
	co_ordinator = make_user("Mentoring Co-ordinator")
	scheme = make_scheme(
		members={co_ordinator: "Co-ordinator"}, signed_off_by="A. Head", signed_off_on=today()
	)
	with as_user(co_ordinator):
		name = make_plan(scheme.name, "2026-03-02")
		assert make_plan(scheme.name) == name, "asked again, it is that one"
		frappe.db.delete(STEP, {"plan": name, "number": 3})
		make_plan(scheme.name)
		plan = frappe.get_doc("Mentoring Setup Plan", name)
		steps = frappe.get_list(
			STEP, {"plan": name}, ["number", "starts_on", "due_on", "scheme", "status"], order_by="number"
		)
		assert [step.number for step in steps] == list(range(1, 18))
		assert {(step.scheme, step.status) for step in steps} == {(scheme.name, "Not started")}
		assert (steps[0].starts_on, steps[-1].due_on) == (getdate("2026-03-02"), getdate("2027-02-28"))
		assert all(step.starts_on <= step.due_on for step in steps)

		# a step that is done keeps its days, and so does one that the council has added
		step_of(name, 1).update({"status": "Done"}).save()
		own = make_setup_step(plan=name, starts_on="2026-05-01", due_on="2026-05-09")
		assert own.number == 18
		plan.update({"start_date": "2026-06-01", "weeks": 26}).save()
		plan.space_anew()
		assert step_of(name, 1).starts_on == getdate("2026-03-02")
		assert step_of(name, 2).starts_on == getdate("2026-06-15")
		assert own.reload().due_on == getdate("2026-05-09")

		with pytest.raises(frappe.ValidationError, match="from 4 to 260 weeks, not 3"):
			plan.update({"weeks": 3}).save()
	with as_user(make_user("Mentoring Manager")):
		frappe.delete_doc("Mentoring Setup Plan", name)
	assert not frappe.db.exists(STEP, {"plan": name})


def test_what_the_site_shows_is_offered_and_ticks_nothing(as_user: AsUser):
	cast = make_cast()
	scheme = frappe.get_doc("Mentoring Scheme", cast.scheme)
	scheme.update({"signed_off_by": "A. Head", "signed_off_on": today(), "welcome_letter": "Welcome"}).save()
	stand(frappe.get_doc("Mentoring Link", cast.link.name), introduction_on=add_days(today(), -9))
	stand(make_event(scheme=cast.scheme, kind="Information session"), status="Held")
	with as_user(cast.co_ordinator):
		plan = frappe.get_doc("Mentoring Setup Plan", make_plan(cast.scheme))
		assert plan.shown()["need"]["likely"] is None
		plan.update({"eligible_people": 121, "consulted": "The carers' association"}).save()
		assert plan.shown()["need"] == {"divisor": 4, "likely": 31, "at_a_time": 2, "mentors": 16}
		found = evidence_of(plan)
		assert set(found) >= {1, 2, 6, 7, 8, 9, 11, 12}
		assert found[1] == "121 people were counted. Who was consulted is written down."
		assert found[2] == f"The scheme has {len(scheme.aims)} aims, each with its measure and target."
		assert "A. Head" in found[7] and "The first link was introduced" in found[12]
		assert step_of(plan.name, 7).shown() == [found[7]]
		assert not frappe.db.exists(STEP, {"plan": plan.name, "status": ["!=", "Not started"]})


def test_a_plan_is_for_the_managers_and_the_schemes_own_co_ordinators(as_user: AsUser):
	co_ordinator, other = make_user("Mentoring Co-ordinator"), make_user("Mentoring Co-ordinator")
	plan = make_setup_plan(scheme=make_scheme(members={co_ordinator: "Co-ordinator"}).name)
	step = step_of(plan.name, 1)
	for user in (
		other,
		make_user("Supervising Social Worker"),
		make_user("Mentoring Finance"),
		make_user("Mentor"),
	):
		with as_user(user):
			for act in (plan.shown, plan.space_anew, step.shown, lambda: make_plan(plan.scheme)):
				with pytest.raises(frappe.PermissionError):
					act()
		assert not frappe.has_permission(STEP, "read", doc=step, user=user)
	with as_user(co_ordinator):
		with pytest.raises(frappe.ValidationError, match="cannot see this plan"):
			step.update({"responsible": other}).save()
		step.reload().update({"responsible": co_ordinator}).save()
		assert step.responsible_name == frappe.db.get_value("User", co_ordinator, "full_name")


@pytest.mark.parametrize("changed", [{"due_on": "2020-01-01"}, {"status": "Not needed"}])
def test_a_step_that_makes_no_sense_is_refused(changed: dict[str, str]):
	with pytest.raises(RuleRefusal, match="R2"):
		make_setup_step(**changed)


def test_a_scheme_from_before_gets_the_rule_of_thumb_of_its_ready_made_policy():
	scheme = make_scheme(need_divisor=0)
	kept = frappe.get_doc("Mentoring Policy Version", scheme.policy_version)
	policy = {name: value for name, value in json.loads(kept.policy).items() if name != "need_divisor"}
	stand(kept, policy=json.dumps(policy))
	frappe.clear_document_cache("Mentoring Policy Version", kept.name)
	for _again in range(2):
		need_divisor_from_presets.execute()
	assert policy_of_scheme(scheme.name).need_divisor == 4
	assert policy_of_version(kept.name).need_divisor == 0, "a kept version is evidence"
	assert frappe.db.count("Mentoring Policy Version", {"scheme": scheme.name}) == 2
