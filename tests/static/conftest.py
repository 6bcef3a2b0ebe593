"""Lets the tests import what needs no site, the policy and the workflow tables; and makes spoilt samples for the rules.

A rule that has never been seen to fail may be one that cannot.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from .app_files import json_of
from .documents import DocType, doctypes


@pytest.fixture
def broken(tmp_path: Path) -> Callable[..., DocType]:
	"""Makes a copy of a DocType of the app with one field, or one of its settings, spoilt."""

	def make(name: str, field: str = "", **changes: object) -> DocType:
		data = json.loads(json.dumps(json_of(doctypes()[name].path)))
		changed = next((each for each in data["fields"] if each["fieldname"] == field), data)
		changed.update(changes)
		path = tmp_path / f"{len(list(tmp_path.iterdir()))}.json"
		path.write_text(json.dumps(data, indent=1))
		return DocType(path)

	return make


@pytest.fixture
def sample(tmp_path: Path) -> Callable[..., Path]:
	"""Writes a bad sample to a file of its own and gives its path."""

	def write(text: str, name: str = "sample.py") -> Path:
		folder = tmp_path / str(len(list(tmp_path.iterdir())))
		path = folder / name
		path.parent.mkdir(parents=True)
		path.write_text(text)
		return path

	return write
