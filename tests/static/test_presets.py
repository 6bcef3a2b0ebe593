"""Every ready-made policy fills the fields of the Mentoring Scheme document, and says where each value comes from."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from .app_files import APP, files, json_of, line_of
from .documents import DocType, doctypes
from .policy_fields import PolicyField, policy_fields, table_doctype
from .problems import Problem, none_of

FOLDER = APP / "policy" / "presets"
PRESETS = files(".json", under=FOLDER)
EXPECTED = {"afc-fostering", "tri-borough-fostering", "kent-adoption", "refugee-peer", "care-leavers-peer"}


def value_problems(path: Path) -> Iterator[Problem]:
	"""The preset gives each policy field of the form, nothing else, and choices that the form offers."""
	scheme = doctypes()["Mentoring Scheme"]
	fields = {field.name: field for field in policy_fields()}
	policy = json_of(path)["policy"]
	yield from _names(path, "policy", set(policy), set(fields))
	for name in sorted(set(policy) & set(fields)):
		child = table_doctype(scheme, fields[name])
		if child is not None:
			yield from _rows(path, name, policy[name], child)
		else:
			yield from _choice(path, name, scheme, name, policy[name])


def _rows(path: Path, table: str, rows: list[dict[str, Any]], child: DocType) -> Iterator[Problem]:
	for number, row in enumerate(rows):
		where = f"{table}[{number}]"
		yield from _names(path, where, set(row), set(child.data_fields))
		for name in sorted(set(row) & set(child.data_fields)):
			yield from _choice(path, f"{where}.{name}", child, name, row[name])


def _names(path: Path, where: str, given: set[str], known: set[str]) -> Iterator[Problem]:
	for name in sorted(given - known):
		yield Problem(path, line_of(path, f'"{name}"'), f"{where}: the form has no field {name}")
	for name in sorted(known - given):
		yield Problem(path, line_of(path, f'"{where.split("[")[0]}"'), f"{where} lacks {name}")


def _choice(path: Path, where: str, doctype: DocType, name: str, value: object) -> Iterator[Problem]:
	if doctype.by_name[name]["fieldtype"] == "Select" and value not in doctype.options(name):
		line = line_of(path, f'"{where.split("[")[0]}"', json.dumps(value, ensure_ascii=False))
		yield Problem(path, line, f"{where}: the form does not offer {value!r}")


def source_problems(path: Path) -> Iterator[Problem]:
	"""Every field is said to come from the document or to be ours, never both; both lists name fields that exist."""
	preset = json_of(path)
	ours, sourced = preset.get("ours", {}), preset.get("from", {})
	for key, listed in (("ours", ours), ("from", sourced)):
		for name in sorted(listed):
			if not _known(name, preset["policy"]):
				yield Problem(
					path, line_of(path, f'"{key}"', f'"{name}"'), f"{key} names {name}, which is no field"
				)
	for name in sorted(set(ours) & set(sourced)):
		yield Problem(
			path, line_of(path, '"ours"', f'"{name}"'), f"{name} is both ours and from the document"
		)
	for field in policy_fields():
		if not any(_speaks_of(name, field) for name in (*ours, *sourced)):
			yield Problem(
				path, line_of(path, f'"{field.name}"'), f"{field.name}: neither ours nor from a document"
			)


def _known(name: str, policy: dict[str, Any]) -> bool:
	"""Whether "support_types[1].months" or "support_types.months" leads to a value of the policy."""
	value: Any = policy
	for part in name.replace("[", ".").replace("]", "").split("."):
		if isinstance(value, list):
			if part.isdigit():
				value = value[int(part)] if int(part) < len(value) else None
				continue
			value = value[0] if value else None
		if not isinstance(value, dict) or part not in value:
			return False
		value = value[part]
	return value is not None


def _speaks_of(name: str, field: PolicyField) -> bool:
	return name.replace("[", ".").split(".")[0] == field.name


each_preset = pytest.mark.parametrize("path", PRESETS, ids=lambda path: path.stem)


def test_the_five_presets_are_there() -> None:
	assert {path.stem for path in PRESETS} >= EXPECTED


@each_preset
def test_a_preset_fills_the_form(path: Path) -> None:
	none_of(value_problems(path))


@each_preset
def test_a_preset_says_where_each_value_comes_from(path: Path) -> None:
	none_of(source_problems(path))


@each_preset
def test_a_preset_is_named_as_its_file(path: Path) -> None:
	assert json_of(path)["preset"] == path.stem
	assert json_of(path)["title"] and json_of(path)["source"]


def test_the_rules_see_a_spoilt_preset(sample: Callable[..., Path]) -> None:
	good = json.dumps(json_of(FOLDER / "afc-fostering.json"))

	def spoilt(change: Callable[[dict[str, Any]], object]) -> Path:
		preset = json.loads(good)
		change(preset)
		return sample(json.dumps(preset, indent=1), "preset.json")

	assert list(value_problems(spoilt(lambda preset: preset["policy"].update(contact_evry=1))))
	assert list(value_problems(spoilt(lambda preset: preset["policy"].pop("contact_every"))))
	assert list(value_problems(spoilt(lambda preset: preset["policy"].update(contact_unit="Days"))))
	assert list(
		value_problems(spoilt(lambda preset: preset["policy"]["support_types"][0].update(anchor="Birth")))
	)
	assert list(value_problems(spoilt(lambda preset: preset["policy"]["support_types"][0].pop("months"))))
	assert list(source_problems(spoilt(lambda preset: preset["ours"].update(contact_evry="why"))))
	assert list(source_problems(spoilt(lambda preset: preset.update({"ours": {}, "from": {}}))))
