"""How a link stands, for those who look after many: red, amber or green, and why (R49)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from .matter_values import Matter
from .reminders import Step, come
from .scheme import SchemePolicy
from .verdicts import Severity


class Light(IntEnum):
	"""The worst comes last, so that lights can be compared."""

	GREEN = 0
	AMBER = 1
	RED = 2


@dataclass(frozen=True)
class Standing:
	"""The light of a link, and the matters that it comes from: the worst first, then what is due longest."""

	light: Light
	why: tuple[Matter, ...] = ()

	def need(self, today: date) -> tuple[int, int, int]:
		"""What a list is sorted by, the greatest need first: the light, the longest wait in days, how many matters."""
		longest = max(((today - each.due_on).days for each in self.why), default=0)
		return (-self.light, -longest, -len(self.why))


def standing(matters: Iterable[Matter], policy: SchemePolicy, today: date) -> Standing:
	"""How a link stands with these matters.

	Amber: something has come to its first reminder, or is found wanting where the scheme does not remind of it. Red:
	something has come to its second reminder or goes further up; an end that has come is red at once, because support
	then goes on without anybody having agreed to it.
	"""
	lights = [
		(light, each) for each in matters if (light := light_of(each, policy, today)) is not Light.GREEN
	]
	lights.sort(key=lambda pair: (-pair[0], pair[1].due_on))
	worst = max((light for light, _matter in lights), default=Light.GREEN)
	return Standing(worst, tuple(matter for _light, matter in lights))


def light_of(matter: Matter, policy: SchemePolicy, today: date) -> Light:
	"""The light of one matter."""
	if matter.told_by_task:
		return Light.RED
	for reminder in come([matter], policy, today):
		return Light.AMBER if reminder.step is Step.FIRST else Light.RED
	unwatched = policy.reminder_rule(matter.kind) is None
	return Light.AMBER if unwatched and matter.finding.severity is not Severity.PASS else Light.GREEN
