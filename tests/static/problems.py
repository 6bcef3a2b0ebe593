"""What a test says when a rule is broken: which file, which line, what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from .app_files import ROOT


@dataclass(frozen=True, order=True)
class Problem:
	"""One breach of a rule. `line` counts from 1."""

	path: Path
	line: int
	text: str

	def __str__(self) -> str:
		shown = self.path.relative_to(ROOT) if self.path.is_relative_to(ROOT) else self.path
		return f"{shown}:{self.line}: {self.text}"


def none_of(problems: Iterable[Problem]) -> None:
	"""Pass when there are no problems; otherwise fail and list every one, in the order of the files."""
	found = sorted(set(problems))
	if found:
		count = "1 problem" if len(found) == 1 else f"{len(found)} problems"
		pytest.fail("\n".join([f"{count}:", *map(str, found)]), pytrace=False)


def rule_or_sample(value: object) -> str:
	"""How a parameter of a test is shown: a rule by its name, a bad sample as "sample", not in full."""
	return getattr(value, "__name__", "sample")
