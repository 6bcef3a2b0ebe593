"""A scheme with everybody and everything in it."""

from __future__ import annotations

from random import Random

from mentoring_scheme.setup.demo import links, profiles, recruitment, referrals, supervisions
from mentoring_scheme.setup.demo.acting import acting_as, ago, insert
from mentoring_scheme.setup.demo.people import People
from mentoring_scheme.setup.demo.plans import SchemePlan
from mentoring_scheme.setup.demo.progress import Progress
from mentoring_scheme.setup.demo.users import FINANCE, MANAGER
from mentoring_scheme.setup.demo.year import Year


def make_scheme(plan: SchemePlan, seed: int) -> None:
	"""Make the scheme, its people and its links, up to today."""
	chance, traits = Random(f"{seed}/{plan.name}"), Random(f"{seed}/{plan.name}/traits")
	year = Year(plan, People(f"{seed}/{plan.name}"), chance, traits)
	progress = Progress(plan.name, plan.steps)
	_set_up(plan)
	with acting_as(plan.coordinator.email):
		profiles.make_lists(plan)
	recruitment.recruit(year, progress)
	for link in plan.links:
		links.live(year, link)
		progress.step()
	for status in plan.waiting:
		referrals.refer_without_link(year, status)
		progress.step()
	supervisions.hold(year)
	recruitment.go_on(year)


def _set_up(plan: SchemePlan) -> None:
	"""The manager sets the scheme up, with its policy signed off and its people named."""
	with acting_as(MANAGER.email):
		insert(
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
