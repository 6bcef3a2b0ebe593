"""What each document puts first when it speaks of matching (R18), and what it says of consultation (R21)."""

from dataclasses import replace
from datetime import date

import pytest

from mentoring_scheme.policy import presets
from mentoring_scheme.policy.choices import PERSONAL, Criterion
from mentoring_scheme.policy.consultation import answer_by, is_overdue
from mentoring_scheme.policy.scheme import SchemePolicy

# The criteria that a document names, in its own order.
NAMED = {
	"afc-fostering": (
		"A",
		[
			"Approval type",
			"Experience",
			"Kind of care",
			"Household",
			"Expertise",
			"Interests",
			"Language",
			"Ethnicity",
			"Culture",
			"Religion",
			"Gender",
			"Sexual orientation",
			"Distance",
			"Earlier link",
		],
	),
	"tri-borough-fostering": (
		"T",
		[
			"Ethnicity",
			"Culture",
			"Language",
			"Gender",
			"Relationship status",
			"Kind of care",
			"Experience",
			"Expertise",
			"Distance",
			"Personality and learning style",
			"Earlier employment",
		],
	),
	"kent-adoption": ("K", ["Experience", "Household", "Availability"]),
	"refugee-peer": ("F", []),
	"care-leavers-peer": ("S", ["Experience", "Expertise", "Distance"]),
}


@pytest.mark.parametrize("name", NAMED)
def test_criteria_are_the_document_s_and_weights_are_ours(name: str) -> None:
	raw = presets.read(name)
	document, named = NAMED[name]
	found = []
	for number, row in enumerate(raw["policy"]["matching_criteria"]):
		where, why = presets.origin(raw, f"matching_criteria[{number}].criterion") or ("", "")
		if where == "ours":
			assert len(why) > 20
		else:
			assert where == document
			found.append(row["criterion"])
		assert (presets.origin(raw, f"matching_criteria[{number}].weight") or ("",))[0] == "ours"
	assert found == named


@pytest.mark.parametrize("name", NAMED)
def test_what_is_compared_first_weighs_most(name: str) -> None:
	"""Among what is weighed without being asked for, the weights fall in the order of the rows that are named."""
	policy = presets.load(name)
	_document, named = NAMED[name]
	weights = {str(row.criterion): row.weight for row in policy.matching_criteria}
	first = [each for each in named if Criterion(each) not in PERSONAL][:2] or ["Experience"]
	compared = [row.weight for row in policy.matching_criteria if row.criterion not in PERSONAL]
	assert max(compared) in [weights[each] for each in first]


@pytest.mark.parametrize("name", NAMED)
def test_a_wish_weighs_as_much_as_what_comes_first(name: str) -> None:
	policy = presets.load(name)
	lowest = min(row.weight for row in policy.matching_criteria if row.criterion in PERSONAL)
	heaviest = max(row.weight for row in policy.matching_criteria if row.criterion not in PERSONAL)
	assert lowest + policy.would_like_weight >= heaviest


@pytest.mark.parametrize("name", NAMED)
def test_only_one_document_offers_a_traditional_mentor(name: str) -> None:
	assert presets.load(name).offers_traditional is (name == "care-leavers-peer")


@pytest.mark.parametrize("name", NAMED)
def test_distance_is_not_weighed_where_support_is_by_call(name: str) -> None:
	policy = presets.load(name)
	listed = Criterion.DISTANCE in [row.criterion for row in policy.matching_criteria]
	assert listed is bool(policy.far_miles) is (name != "kent-adoption")


@pytest.mark.parametrize("name", NAMED)
def test_a_date_is_set_where_somebody_is_consulted(name: str) -> None:
	policy = presets.load(name)
	assert bool(policy.consultation_answer_days) is policy.consult_both_ssws


def test_an_answer_is_due_a_week_after_it_was_asked_for(afc: SchemePolicy, kent: SchemePolicy) -> None:
	assert answer_by(date(2026, 12, 28), afc) == date(2027, 1, 4)
	assert answer_by(date(2026, 12, 28), replace(afc, consultation_answer_days=1)) == date(2026, 12, 29)
	assert answer_by(date(2026, 12, 28), kent) is None


@pytest.mark.parametrize(
	("by", "answered", "today", "overdue"),
	[
		(date(2026, 11, 22), False, date(2026, 11, 21), False),
		(date(2026, 11, 22), False, date(2026, 11, 22), False),
		(date(2026, 11, 22), False, date(2026, 11, 23), True),
		(date(2026, 11, 22), True, date(2026, 11, 23), False),
		(None, False, date(2026, 11, 23), False),
	],
)
def test_an_answer_is_overdue_after_its_last_day(
	by: date | None, answered: bool, today: date, overdue: bool
) -> None:
	assert is_overdue(by, answered, today) is overdue
