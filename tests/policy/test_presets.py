"""The five ready-made policies, against the table of the rules, and where each value comes from."""

import copy
import json
from collections.abc import Callable
from dataclasses import astuple
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mentoring_scheme.policy import presets
from mentoring_scheme.policy.choices import Anchor
from mentoring_scheme.policy.errors import PolicyError, UnknownPreset
from mentoring_scheme.policy.scheme import SchemePolicy

NAMES = ["afc-fostering", "care-leavers-peer", "kent-adoption", "refugee-peer", "tri-borough-fostering"]

# One row a field of the rules' table: afc, tri-borough, kent, refugee, care leavers.
TABLE: dict[str, tuple[Any, Any, Any, Any, Any]] = {
	"mandatory_training": ("Refuse", "Warn", "Warn", "Warn", "Refuse"),
	"minimum_age_gap_years": (0, 0, 0, 0, 2),
	"mentees_at_a_time": (2, 2, 1, 1, 1),
	"mentees_rule": ("Warn", "Warn", "Warn", "Warn", "Warn"),
	"extension_reason_required": (True, True, False, False, False),
	"extension_approver": ("Mentoring Manager", *("Mentoring Co-ordinator",) * 4),
	"contact_every": (1, 1, 1, 0, 0),
	"contact_unit": ("Months", "Months", "Weeks", "Weeks", "Weeks"),
	"staff_call_after_contact": (False, False, False, True, False),
	"record_expected": ("Monthly", "Each contact", "Contact log only", "Each contact", "Each contact"),
	"record_agreed_by": ("Mentee", "Both", "Nobody", "Nobody", "Mentee"),
	"ssw_reads_records": ("When shared", "Always", "Never", "Always", "Never"),
	"introduction_attendance": ("Both SSWs", "Co-ordinator", "Not asked", "Project worker", "Co-ordinator"),
	"both_happy_required": (False, False, False, True, False),
	"may_start_by_phone": (False, True, False, False, False),
	"supervision_every_weeks": (6, 6, 12, 6, 4),
	"group_supervision": (False, False, False, False, True),
	"training_per_year": (1, 1, 1, 1, 1),
	"payment_per_month": (Decimal(50), 0, 0, 0, 0),
	"claims": ("Monthly", "Monthly", "None", "Travel", "Travel"),
	"claims_rest_on_records": (False, True, False, False, False),
	"feedback_from": ("Both", "Both", "Both", "Both", "Both"),
	"closing_supervision": (True, False, False, False, False),
	"ending_agreed_by_both": (False, False, True, False, False),
	"ending_formal_record": (True, False, False, False, True),
	"records_to_files": (True, True, False, False, False),
}
COLUMNS = ("afc-fostering", "tri-borough-fostering", "kent-adoption", "refugee-peer", "care-leavers-peer")


def test_names() -> None:
	assert presets.names() == NAMES


@pytest.mark.parametrize("field", TABLE)
def test_values_are_those_of_the_table(field: str) -> None:
	assert tuple(getattr(presets.load(name), field) for name in COLUMNS) == TABLE[field]


def test_eligibility(afc: SchemePolicy, tri_borough: SchemePolicy) -> None:
	(rule,) = afc.eligibility_rules
	assert (rule.lowest_level, rule.highest_level, rule.months_approved) == (2, 3, 0)
	rows = [
		(each.approval_type, each.months_approved, each.months_active)
		for each in tri_borough.eligibility_rules
	]
	assert rows == [("", 24, 12), ("Respite", 36, 24)]


@pytest.mark.parametrize(
	("name", "types"),
	[
		("afc-fostering", [("Approval", 6, "300.00"), ("Link start", 3, "150.00")]),
		("tri-borough-fostering", [("Link start", 12, "0.00"), ("Link start", 6, "0.00")]),
		("kent-adoption", [("Event", 0, "0.00")]),
		("refugee-peer", [("Open", 0, "0.00")]),
		("care-leavers-peer", [("Open", 0, "0.00")]),
	],
)
def test_support_types(name: str, types: list[tuple[str, int, str]]) -> None:
	found = [(each.anchor, each.months, str(each.payment_cap)) for each in presets.load(name).support_types]
	assert found == types


def test_open_links_are_reviewed_every_three_months(
	refugee: SchemePolicy, care_leavers: SchemePolicy
) -> None:
	for policy in (refugee, care_leavers):
		assert [(each.anchor, each.review_every_months) for each in policy.support_types] == [
			(Anchor.OPEN, 3)
		]


def test_kent_ends_six_weeks_after_placement(kent: SchemePolicy) -> None:
	(support,) = kent.support_types
	assert (support.event, support.weeks_after_event) == ("Placement", 6)


def test_payment_is_made_in_one_scheme_only(afc: SchemePolicy) -> None:
	assert (afc.payment_every_months, afc.payment_part_period) == (3, "Whole months")
	assert afc.suspension_stops_clock and not afc.pay_while_suspended


def test_mileage_is_paid_at_the_approved_rates_of_the_day() -> None:
	rows = [
		(date(2011, 4, 6), Decimal("0.45"), 10_000, Decimal("0.25"), Decimal("0.05")),
		(date(2026, 4, 6), Decimal("0.55"), 10_000, Decimal("0.25"), Decimal("0.05")),
	]
	for name in NAMES:
		rates = presets.load(name).mileage_rates
		assert [astuple(each) for each in rates] == ([] if name == "kent-adoption" else rows)


def test_what_can_be_claimed(afc: SchemePolicy, refugee: SchemePolicy, kent: SchemePolicy) -> None:
	travel = ["Mileage", "Public transport", "Parking and tolls"]
	assert [each.kind for each in afc.expense_kinds if each.travel] == travel
	for name in ("refugee-peer", "care-leavers-peer"):
		assert [each.kind for each in presets.load(name).expense_kinds] == travel
	assert not kent.expense_kinds and not kent.claim_tasks
	assert all(each.limit_month for each in afc.expense_kinds if each.kind == "Refreshments")
	assert {presets.load(name).task_hourly_rate for name in NAMES} == {Decimal(0)}


def test_tasks_are_those_of_the_documents_that_name_them() -> None:
	sources = {name: presets.read(name) for name in NAMES}
	assert presets.origin(sources["tri-borough-fostering"], "claim_tasks[0].task") == ("T", "")
	assert presets.origin(sources["refugee-peer"], "claim_tasks[0].task") == ("F", "")
	assert (presets.origin(sources["tri-borough-fostering"], "claim_tasks[4].task") or ("",))[0] == "ours"
	assert (presets.origin(sources["afc-fostering"], "claim_tasks[0].task") or ("",))[0] == "ours"


@pytest.mark.parametrize("name", NAMES)
def test_every_agreement_has_nine_sections_with_guidance(name: str) -> None:
	sections = presets.load(name).agreement_sections
	assert len(sections) == 9 and all(len(each.guidance) > 20 for each in sections)
	assert sections[-1].section == "Resolving problems"


@pytest.mark.parametrize("name", NAMES)
def test_confidentiality_says_when_it_is_broken(name: str) -> None:
	statement = presets.load(name).confidentiality_statement
	for word in ("child", "adult", "service", "risk", "tells the mentee"):
		assert word in statement


@pytest.mark.parametrize("name", NAMES)
def test_every_value_is_sourced_or_ours(name: str) -> None:
	raw = presets.read(name)
	for field, value in raw["policy"].items():
		paths = [field]
		if isinstance(value, list) and value:
			paths = [f"{field}[{row}].{column}" for row, each in enumerate(value) for column in each]
		for path in paths:
			where, why = presets.origin(raw, path) or ("", "")
			assert where in ("A", "T", "K", "F", "S") or (where == "ours" and why.endswith(".")), path


def test_the_most_exact_origin_decides() -> None:
	raw = presets.read("afc-fostering")
	assert presets.origin(raw, "support_types[0].months") == ("A", "")
	assert presets.origin(raw, "support_types[0].review_every_months") == (
		"ours",
		"The document asks for reviews throughout without saying how often.",
	)
	assert (presets.origin(raw, "contact_ways[4].way") or ("",))[0] == "ours"
	assert presets.origin(raw, "shoe_size") is None


def test_values_that_the_rules_call_ours_are_ours() -> None:
	ours = [
		("afc-fostering", "mentees_at_a_time"),
		("kent-adoption", "support_types[0].weeks_after_event"),
		("kent-adoption", "supervision_every_weeks"),
		("refugee-peer", "support_types[0].review_every_months"),
		("refugee-peer", "supervision_every_weeks"),
		("care-leavers-peer", "support_types[0].review_every_months"),
		("care-leavers-peer", "minimum_age_gap_years"),
	]
	assert {(presets.origin(presets.read(name), path) or ("",))[0] for name, path in ours} == {"ours"}


@pytest.mark.parametrize("name", ["", "afc", "../scheme", "AFC-fostering", None, 3])
def test_an_unknown_preset(name: Any) -> None:
	with pytest.raises(UnknownPreset, match="afc-fostering") as caught:
		presets.load(name)
	assert isinstance(caught.value, PolicyError)


def _without(part: str) -> Callable[[dict[str, Any]], object]:
	return lambda raw: raw.pop(part)


def _with(**parts: Any) -> Callable[[dict[str, Any]], object]:
	return lambda raw: raw.update(parts)


@pytest.mark.parametrize(
	("spoil", "field"),
	[
		*((_without(part), part) for part in ("preset", "title", "source", "policy", "from", "ours")),
		(_with(colour="red"), "colour"),
		(_with(preset="kent-adoption"), "preset"),
		(_with(title=" "), "title"),
		(_with(source=3), "source"),
		(_with(policy=[]), "policy"),
		(_with(ours=[]), "ours"),
		(lambda raw: raw["policy"].pop("contact_every"), "contact_every"),
		(lambda raw: raw["policy"].update(shoe_size=4), "shoe_size"),
		(lambda raw: raw["policy"].update(contact_every="1"), "contact_every"),
		(lambda raw: raw["policy"]["support_types"][0].update(months="6"), "support_types[0].months"),
		(lambda raw: raw["from"].update(shoe_size="A"), "from.shoe_size"),
		(lambda raw: raw["ours"].update({"support_types[7]": "x"}), "ours.support_types[7]"),
		(lambda raw: raw["ours"].update(mentees_rule=""), "ours.mentees_rule"),
		(lambda raw: raw["ours"].update(target_group="x"), "ours.target_group"),
		(lambda raw: raw["ours"].pop("mentees_rule"), "mentees_rule"),
	],
)
def test_a_preset_with_a_fault(spoil: Callable[[dict[str, Any]], object], field: str) -> None:
	raw = copy.deepcopy(presets.read("afc-fostering"))
	spoil(raw)
	with pytest.raises(PolicyError) as caught:
		presets.check(raw, "afc-fostering")
	assert caught.value.field == field


@pytest.mark.parametrize("content", ["{", "[]", '"x"', json.dumps({"preset": "broken"})])
def test_a_file_that_is_no_preset(content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
	(tmp_path / "broken.json").write_text(content, encoding="utf-8")
	monkeypatch.setattr(presets, "_FOLDER", tmp_path)
	with pytest.raises(PolicyError):
		presets.load("broken")
