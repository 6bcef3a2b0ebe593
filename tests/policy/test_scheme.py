"""Reading a policy, and refusing one that makes no sense."""

import copy
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring_scheme.policy import presets
from mentoring_scheme.policy.choices import Role, Way, WayUse
from mentoring_scheme.policy.errors import PolicyError, UnknownPreset
from mentoring_scheme.policy.scheme import SchemePolicy

AFC = presets.load("afc-fostering").to_dict()
TRI_BOROUGH = presets.load("tri-borough-fostering").to_dict()


def put(data: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
	"""A copy of the policy with one value changed; a path is "field" or "table[row].column"."""
	made = copy.deepcopy(data)
	if "[" not in path:
		made[path] = value
		return made
	table, rest = path.split("[")
	row, column = rest.split("].")
	made[table][int(row)][column] = value
	return made


def problem(data: Any) -> PolicyError:
	with pytest.raises(PolicyError) as caught:
		SchemePolicy.from_dict(data)
	return caught.value


@pytest.mark.parametrize("name", presets.names())
def test_a_policy_survives_the_round_trip(name: str) -> None:
	policy = presets.load(name)
	assert SchemePolicy.from_dict(policy.to_dict()) == policy


@given(
	st.sampled_from(presets.names()),
	st.integers(0, 100),
	st.sampled_from(["Refuse", "Warn"]),
	st.integers(1, 600),
	st.decimals(0, 100_000, places=2),
	st.booleans(),
	st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1).filter(str.strip),
)
def test_any_valid_policy_survives_the_round_trip(
	name: str, few: int, rule: str, months: int, cap: Decimal, tick: bool, text: str
) -> None:
	data = presets.load(name).to_dict()
	data |= {"mentees_at_a_time": few, "mentees_rule": rule, "feedback_midterm": tick, "target_group": text}
	data |= {"payment_per_month": "1.00", "payment_every_months": months}
	data["support_types"][0]["payment_cap"] = str(max(cap, Decimal("0.01")))
	policy = SchemePolicy.from_dict(data)
	assert SchemePolicy.from_dict(policy.to_dict()) == policy


def test_money_is_written_with_its_pennies() -> None:
	for amount in ("50.00", "50", 50, 50.0, Decimal("50")):
		policy = SchemePolicy.from_dict(put(AFC, "payment_per_month", amount))
		assert policy.payment_per_month == Decimal("50.00")
		assert policy.to_dict()["payment_per_month"] == "50.00"


def test_ticks_are_taken_as_the_desk_stores_them() -> None:
	assert SchemePolicy.from_dict(put(AFC, "consult_both_ssws", 1)).consult_both_ssws is True
	assert SchemePolicy.from_dict(put(AFC, "consult_both_ssws", 0)).consult_both_ssws is False


def test_empty_text_of_the_desk_is_empty_text() -> None:
	assert SchemePolicy.from_dict(put(AFC, "support_types[0].event", None)).support_types[0].event == ""


@pytest.mark.parametrize("field", list(AFC))
def test_every_field_is_needed(field: str) -> None:
	assert problem({name: value for name, value in AFC.items() if name != field}).field == field


MONEY = ("payment_per_month", "task_hourly_rate")


@pytest.mark.parametrize("field", list(AFC))
def test_no_field_takes_the_wrong_type(field: str) -> None:
	assert problem({**AFC, field: {"a": 1}}).field == field
	assert problem({**AFC, field: "a lot" if field in MONEY else 3.5}).field == field


@pytest.mark.parametrize(
	("path", "value"),
	[
		("shoe_size", 4),
		("support_types[1].colour", "red"),
		("mentees_at_a_time", -1),
		("mentees_at_a_time", True),
		("mentees_at_a_time", "2"),
		("mentees_at_a_time", 1000),
		("training_per_year", None),
		("consult_both_ssws", "yes"),
		("consult_both_ssws", 2),
		("consult_both_ssws", 1.0),
		("payment_per_month", "fifty"),
		("payment_per_month", "-50.00"),
		("payment_per_month", "NaN"),
		("payment_per_month", "Infinity"),
		("payment_per_month", "50.005"),
		("payment_per_month", True),
		("payment_per_month", None),
		("payment_per_month", "1e400"),
		("target_group", "  "),
		("target_group", None),
		("confidentiality_statement", ""),
		("mandatory_training", "refuse"),
		("mandatory_training", None),
		("age_gap_rule", "Not asked"),
		("extension_approver", "Mentor"),
		("support_types[0].months", -6),
		("support_types[0].months", 601),
		("support_types[0].months", 0),
		("support_types[0].anchor", "Birthday"),
		("support_types[0].support_type", ""),
		("support_types[1].support_type", "Newly approved carer"),
		("support_types[0].event", "Placement"),
		("support_types[0].weeks_after_event", 6),
		("eligibility_rules[0].highest_level", 1),
		("contact_ways[1].way", "In person"),
		("contact_ways[1].use", "Whenever"),
		("introduction_topics[1].topic", "The policy of the scheme"),
		("agreement_sections[1].section", "Purpose"),
		("feedback_questions[0].kind", "Song"),
		("supervision_warn_from_weeks", 7),
		("payment_every_months", 0),
	],
)
def test_a_bad_value_is_refused_by_its_name(path: str, value: Any) -> None:
	error = problem(put(AFC, path, value))
	repeated = {
		"introduction_topics[1].topic": "introduction_topics[4].topic",
		"support_types[0].months": path,
	}
	assert error.field == repeated.get(path, path)
	assert str(error).startswith(error.field + ": ") and str(error).endswith(".")


@pytest.mark.parametrize(
	"table", ["support_types", "agreement_sections", "contact_ways", "introduction_topics"]
)
def test_tables_that_may_not_be_empty(table: str) -> None:
	assert problem({**AFC, table: []}).field == table


@pytest.mark.parametrize("rows", ["a", {"way": "In person"}, None, [1], [[]]])
def test_tables_hold_rows(rows: Any) -> None:
	assert problem({**AFC, "contact_ways": rows}).field in ("contact_ways", "contact_ways[0]")


def test_a_policy_is_a_mapping() -> None:
	assert problem([]).field == "policy"


def test_an_event_needs_a_name_and_no_months() -> None:
	kent = presets.load("kent-adoption").to_dict()
	assert problem(put(kent, "support_types[0].event", "")).field == "support_types[0].event"
	assert problem(put(kent, "support_types[0].months", 6)).field == "support_types[0].months"


def test_some_way_must_be_for_planned_contact() -> None:
	assert problem({**AFC, "contact_ways": AFC["contact_ways"][1:]}).field == "contact_ways"


def test_a_start_by_phone_needs_its_checklist() -> None:
	assert problem({**AFC, "may_start_by_phone": True}).field == "introduction_topics"


def test_a_payment_needs_a_cap_and_a_cap_a_payment() -> None:
	unpaid = [dict(each, payment_cap="0.00") for each in AFC["support_types"]]
	assert problem({**AFC, "support_types": unpaid}).field == "support_types"
	assert problem({**AFC, "payment_per_month": "0.00"}).field == "support_types[0].payment_cap"


KINDS = AFC["expense_kinds"]


@pytest.mark.parametrize(
	("fields", "field"),
	[
		({"mileage_rates": []}, "mileage_rates"),
		({"mileage_rates": [AFC["mileage_rates"][0]] * 2}, "mileage_rates[1].from_date"),
		({"expense_kinds": [dict(KINDS[0], receipt="Above an amount")]}, "expense_kinds[0].receipt"),
		(
			{"expense_kinds": [KINDS[1], dict(KINDS[3], limit_each="40.01")]},
			"expense_kinds[1].limit_each",
		),
		({"expense_kinds": KINDS[3:], "claims": "Travel"}, "expense_kinds"),
		({"task_hourly_rate": "12.00", "claims": "Travel"}, "task_hourly_rate"),
		({"task_hourly_rate": "12.00", "claim_tasks": []}, "claim_tasks"),
	],
)
def test_claims_that_contradict_themselves(fields: dict[str, Any], field: str) -> None:
	assert problem({**AFC, **fields}).field == field


def test_a_scheme_without_claims_is_not_asked_about_them() -> None:
	leftover = {"claims": "None", "mileage_rates": [], "claim_tasks": [], "task_hourly_rate": "12.00"}
	assert SchemePolicy.from_dict({**AFC, **leftover})


@pytest.mark.parametrize(
	"fields",
	[
		{"expense_kinds": [], "mileage_rates": [], "claim_tasks": []},
		{"expense_kinds": [dict(KINDS[3], limit_each="40.00")], "mileage_rates": []},
		{"expense_kinds": [dict(KINDS[3], limit_each="50.00", limit_month="0.00")]},
		{"task_hourly_rate": "12.00"},
		{"claims": "Travel"},
	],
)
def test_claims_that_make_sense(fields: dict[str, Any]) -> None:
	assert SchemePolicy.from_dict({**AFC, **fields})


def test_feedback_needs_its_questions() -> None:
	mentee_only = [each for each in AFC["feedback_questions"] if each["asked_of"] == "Mentee"]
	assert problem({**AFC, "feedback_questions": mentee_only}).field == "feedback_questions"
	assert SchemePolicy.from_dict({**AFC, "feedback_questions": mentee_only, "feedback_from": "Mentee"})
	nobody = {**AFC, "feedback_from": "Nobody", "feedback_questions": []}
	assert SchemePolicy.from_dict(nobody)
	assert problem({**nobody, "feedback_midterm": True}).field == "feedback_midterm"


def test_rows_are_found_by_name() -> None:
	policy = SchemePolicy.from_dict(TRI_BOROUGH)
	respite, other = policy.rule_for("Respite"), policy.rule_for("Kinship")
	assert respite is not None and other is not None
	assert (respite.months_approved, other.months_approved) == (36, 24)
	assert policy.use_of(Way.TEXT_MESSAGE) is WayUse.REARRANGING and policy.use_of("Pigeon") is None
	with pytest.raises(PolicyError, match="It has: New carer, Specific purpose"):
		policy.support_type("Holiday")


def test_only_the_respite_row_leaves_others_unasked() -> None:
	policy = SchemePolicy.from_dict(
		{**TRI_BOROUGH, "eligibility_rules": TRI_BOROUGH["eligibility_rules"][1:]}
	)
	assert policy.rule_for("Mainstream") is None


def test_roles() -> None:
	assert Role.MANAGER.held_by(["Mentoring Manager"]) and not Role.MANAGER.held_by(
		["Mentoring Co-ordinator"]
	)
	assert Role.COORDINATOR.held_by(["Mentoring Manager"]) and not Role.COORDINATOR.held_by(["Mentor"])


def test_errors_hold_what_a_translator_needs() -> None:
	error = problem({**AFC, "mentees_at_a_time": -1})
	assert error.problem == "{number} is not between {least} and {most}."
	assert str(UnknownPreset("x", ["a", "b"])) == (
		"preset: There is no ready-made policy called “x”. Choose one of: a, b."
	)
