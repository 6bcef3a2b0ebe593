"""A matter: something that waits for somebody, with the day that it is about and what the policy says of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .choices import ReminderKind
from .verdicts import Finding


@dataclass(frozen=True)
class Matter:
	"""One thing that waits.

	`document` and `name` say which record it is about; `part` tells several under one record apart, such as the courses
	of a mentor. Reminders are counted from `due_on`. `told_by_task`: a task in the desk tells of it already. `known_as`
	stands for the name where the matter stays the same when its record only comes to be, such as a claim.
	"""

	kind: ReminderKind
	document: str
	name: str
	due_on: date
	finding: Finding
	part: str = ""
	told_by_task: bool = False
	known_as: str = ""

	@property
	def key(self) -> str:
		"""What makes it this matter and no other: when the day moves, it is a new one."""
		return "/".join([self.kind.value, self.known_as or self.name, self.part, self.due_on.isoformat()])
