"""A scheme with everybody and everything in it."""

from __future__ import annotations

from random import Random

import frappe
from frappe.model.document import Document
from frappe.utils import getdate, today

from mentoring_scheme.jobs import feedback
from mentoring_scheme.policy.feedback import Occasion
from mentoring_scheme.setup.demo import (
	applications,
	evidence,
	gatherings,
	links,
	profiles,
	recruitment,
	referrals,
	rounds,
	supervisions,
	words,
)
from mentoring_scheme.setup.demo.acting import acting_as, ago, change, insert
from mentoring_scheme.setup.demo.people import People
from mentoring_scheme.setup.demo.plans import SchemePlan
from mentoring_scheme.setup.demo.progress import Progress
from mentoring_scheme.setup.demo.users import FINANCE, MANAGER
from mentoring_scheme.setup.demo.year import Year

OWN_POLICY = "What the council asks besides: a check every three years. People may apply on the public pages. Whoever was supported is also asked after three months."
FOLLOWED_UP = (3, 6, 12)

# within so many months of approval, and again every so many
ASKED_OF_ALL = (
	{"training": recruitment.MANDATORY, "within_months": 6, "every_months": 20},
	{"training": recruitment.REFRESHER, "within_months": 12, "every_months": 12},
	{"training": gatherings.NEXT_TRAINING["training"], "within_months": 19, "every_months": 0},
)


def make_scheme(plan: SchemePlan, seed: int) -> None:
	"""Make the scheme, its people and its links, up to today."""
	chance, traits = Random(f"{seed}/{plan.name}"), Random(f"{seed}/{plan.name}/traits")
	year = Year(plan, People(f"{seed}/{plan.name}"), chance, traits)
	progress = Progress(plan.name, plan.steps)
	year.qualities = list(_set_up(plan).mentor_qualities)
	with acting_as(plan.coordinator.email):
		profiles.make_lists(plan)
	recruitment.recruit(year, progress)
	gatherings.held(year)
	for link in plan.links:
		links.live(year, link)
		progress.step()
	for status in plan.waiting:
		referrals.refer_without_link(year, status)
		progress.step()
	midway = feedback.links_not_asked(Occasion.MIDWAY)
	feedback.ask_about(midway, Occasion.MIDWAY, getdate(today()))
	supervisions.hold(year)
	recruitment.go_on(year)
	gatherings.planned(year)
	applications.arrive(year)
	rounds.work_out(year)
	_ask_for_training(plan)


def _ask_for_training(plan: SchemePlan) -> None:
	"""Of late the council asks for trainings of everybody: some mentors have them, some have time, and some are late."""
	with acting_as(MANAGER.email):
		change(
			frappe.get_doc("Mentoring Scheme", plan.name),
			training_requirements=[dict(row) for row in ASKED_OF_ALL],
			change_note="Trainings that every mentor has, and has again.",
		)


def _set_up(plan: SchemePlan) -> Document:
	"""The manager sets the scheme up, with its policy signed off and its people named."""
	with acting_as(MANAGER.email):
		scheme = insert(
			"Mentoring Scheme",
			scheme_name=plan.name,
			preset=plan.preset,
			currency="GBP",
			author=plan.coordinator.name,
			signed_off_by=MANAGER.name,
			signed_off_on=ago(410),
			review_date=ago(-120),
			change_note="As loaded, for the first year.",
			members=[
				{"user": plan.coordinator.email, "function": "Co-ordinator"},
				{"user": MANAGER.email, "function": "Head of service"},
				{"user": FINANCE.email, "function": "Finance officer"},
			],
		)
		return change(
			scheme,
			required_checks=list(evidence.REQUIRED_CHECKS) if plan.checks else [],
			mentor_applications_open=1,
			self_referrals_open=1,
			feedback_midterm=1,
			follow_up_months=[{"months": months, "asked_of": "Mentee"} for months in FOLLOWED_UP],
			out_of_hours_phone=plan.out_of_hours,
			portal_colour=plan.colour,
			welcome_letter=words.LETTER,
			resources=[dict(row) for row in words.RESOURCES],
			change_note=OWN_POLICY,
		)
