"""The light of each link, and why, for whoever looks at many: what they may not read is not told of (R49)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import frappe
from frappe import _

from mentoring_scheme.access.told import may_be_told
from mentoring_scheme.mentoring_scheme.verdict import message_of
from mentoring_scheme.mentoring_scheme.watching.gather import gather_of_links
from mentoring_scheme.mentoring_scheme.watching.values import Found, Watch
from mentoring_scheme.policy.caseload import Light, Standing, standing
from mentoring_scheme.policy.matter_values import Matter
from mentoring_scheme.policy.reminders import Step, come
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.states import RUNNING

COLOURS = {Light.RED: "red", Light.AMBER: "orange", Light.GREEN: "green"}


def standings_of(
	links: Sequence[Any], policies: Mapping[str, SchemePolicy], day: date
) -> dict[str, Standing]:
	"""How these links stand, by name. `links`: rows with name, scheme, mentor and status, of schemes with a policy.

	As many queries for ten as for ten thousand.
	"""
	if not links:
		return {}
	watch = Watch(day, policies, [link.name for link in links], unwatched=True)
	matters = _by_link(links, _readable(gather_of_links(watch)))
	return {link.name: standing(matters[link.name], policies[link.scheme], day) for link in links}


def shown(stands: Standing, policy: SchemePolicy, day: date) -> dict[str, Any]:
	"""The light and why, as the reports show them."""
	return {
		"light": _label(stands.light),
		"light_key": stands.light.name.capitalize(),
		"colour": COLOURS[stands.light],
		"why": "  ".join(_why(matter, policy, day) for matter in stands.why),
	}


def _label(light: Light) -> str:
	if light is Light.RED:
		return _("Red")
	return _("Amber") if light is Light.AMBER else _("Green")


def _readable(found: Sequence[Found]) -> list[Found]:
	"""What rests on records that the reader may not read is not told of here either."""
	open_to = may_be_told(frappe.session.user, {(each.matter.document, each.matter.name) for each in found})
	return [each for each in found if (each.matter.document, each.matter.name) in open_to]


def _by_link(links: Sequence[Any], found: Sequence[Found]) -> dict[str, list[Matter]]:
	"""What waits in each link; the supervision of a mentor with each of the mentor's links."""
	of_mentor: dict[str, list[str]] = defaultdict(list)
	for link in links:
		if link.status in RUNNING:
			of_mentor[link.mentor].append(link.name)
	by_link: dict[str, list[Matter]] = defaultdict(list)
	for each in found:
		for name in of_mentor[each.matter.name] if each.matter.document == "Mentor" else [each.link]:
			by_link[name].append(each.matter)
	return by_link


def _why(matter: Matter, policy: SchemePolicy, day: date) -> str:
	"""What the policy says of it, by which rule, and how far the reminding has come."""
	words = f"{message_of(matter.finding)} ({matter.finding.rule})"
	steps = [reminder.step for reminder in come([matter], policy, day)]
	if Step.ESCALATED in steps:
		return words + " " + _("It has gone further up.")
	return words
