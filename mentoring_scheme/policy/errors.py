"""What is raised when a policy, or what is handed to it, makes no sense."""

from collections.abc import Iterable

from .text import _


class PolicyError(ValueError):
	"""A value that cannot be used.

	`field` names it in dotted form ("support_types[2].months"); `problem` is an English template with {named} places
	for `figures`, so that the caller can translate it first.
	"""

	def __init__(self, field: str, problem: str, **figures: object) -> None:
		self.field = field
		self.problem = problem
		self.figures = figures
		super().__init__(field, problem)

	def __str__(self) -> str:
		return f"{self.field}: {self.problem.format(**self.figures)}"


class UnknownPreset(PolicyError):
	"""There is no ready-made policy of that name."""

	def __init__(self, name: object, known: Iterable[str]) -> None:
		super().__init__(
			"preset",
			_("There is no ready-made policy called “{name}”. Choose one of: {known}."),
			name=name,
			known=", ".join(known),
		)
