"""Which mentors suit a mentee, in the words of the rules (R8, R17 to R22)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from people_to_match import (
	AFC,
	KINGSTON,
	MAIDSTONE,
	RICHMOND,
	TODAY,
	asking_nothing,
	mentee,
	mentor,
	must,
	person,
	weighing,
	would_like,
)

from mentoring_scheme.policy.choices import Criterion, MentorKind, Strictness
from mentoring_scheme.policy.eligibility import Approval, MentorFacts
from mentoring_scheme.policy.matching import (
	Candidate,
	Contribution,
	EarlierLink,
	MenteeCase,
	MentorCase,
	Search,
	Wish,
	assess_match,
	free_places,
	shortlist,
	weigh,
)
from mentoring_scheme.policy.scheme import SchemePolicy
from mentoring_scheme.policy.states import Stage

OPEN = asking_nothing(AFC)


def said_of(candidate: Candidate) -> list[tuple[str, int, int | None, str]]:
	return [
		(each.criterion.value, each.weight, each.fit, each.finding.text) for each in candidate.contributions
	]


def only(candidate: Candidate) -> Contribution:
	(contribution,) = candidate.contributions
	return contribution


def test_a_match_that_is_worked_out_by_hand() -> None:
	policy = weighing(approval_type=30, experience=30, expertise=20, distance=10, free_places=10, gender=10)
	asked = mentee(
		topics=("Autism", "Teenagers", "Contact with birth family"),
		approval_type=["Mainstream"],
		experience=["First placement"],
		place=KINGSTON,
	)
	one = mentor(
		approval_type=["Mainstream", "Respite"], expertise=["teenagers", "AUTISM", "Babies"], place=RICHMOND
	)
	found = weigh(asked, replace(one, load=1), policy, TODAY)
	assert said_of(found) == [
		("Approval type", 30, 100, "Has the same approval type: Mainstream."),
		("Experience", 30, None, "It is not known what this mentor has been through."),
		(
			"Expertise",
			20,
			66,
			"Knows 2 of the 3 things that the mentee would like support with: Autism, Teenagers.",
		),
		("Distance", 10, 100, "Lives 3 miles away."),
		("Free places", 10, 50, "Has 1 of 2 places free."),
	]
	# 30 × 100 + 20 × 66 + 10 × 100 + 10 × 50 = 5,820 of 10,000, and 30 × 50 for what is not known
	assert (found.score, found.lowest, found.highest) == (732, 582, 882)
	assert (found.load, found.places, found.miles, found.same_area) == (1, 2, 3, None)


def test_the_approval_type_comes_first_in_the_first_document() -> None:
	"""Key priority is matching carers of similar approval type or similar experiences (R18)."""
	asked = mentee(
		approval_type=["Mainstream"], household=["Single carer"], interests=["Cooking"], place=KINGSTON
	)
	same_type = mentor(
		"A", approval_type=["Mainstream"], household=["Couple"], interests=["x"], place=MAIDSTONE
	)
	same_home = mentor(
		"B", approval_type=["Respite"], household=["Single carer"], interests=["x"], place=RICHMOND
	)
	ranked = shortlist(asked, [same_home, same_type], OPEN, TODAY).candidates
	assert [each.mentor for each in ranked] == ["A", "B"]


def test_not_known_is_not_the_same_as_not_matching() -> None:
	policy = weighing(experience=10)
	asked = mentee(experience=["Adopted siblings"])
	mentors = [
		mentor("KNOWN", experience=["Adopted siblings"]),
		mentor("UNKNOWN"),
		mentor("OTHER", experience=["Adopted a baby"]),
	]
	ranked = shortlist(asked, mentors, policy, TODAY).candidates
	assert [(each.mentor, each.score) for each in ranked] == [("KNOWN", 1000), ("UNKNOWN", 500), ("OTHER", 0)]
	assert (ranked[1].lowest, ranked[1].highest) == (0, 1000)


@pytest.mark.parametrize(
	("criterion", "mentee_has", "mentor_has", "fit", "text"),
	[
		("experience", ["A"], ["a", "B"], 100, "Has been through what the mentee has: A."),
		("experience", ["A", "B"], ["b"], 50, "Shares 1 of the mentee's 2 experiences: B."),
		(
			"interests",
			["Chess", "Cooking"],
			["Golf"],
			0,
			"Shares none of the mentee's interests: Chess, Cooking.",
		),
		(
			"household",
			["Single carer"],
			["Single carer"],
			100,
			"Has a household like the mentee's: Single carer.",
		),
		("kind_of_care", [], ["Teenagers"], None, "It is not known what kind of care the mentee gives."),
		("employment", ["Nursing"], [], None, "It is not known what work this mentor did before."),
		(
			"availability",
			["Weekdays", "Evenings", "Weekends"],
			["Weekends", "Evenings"],
			66,
			"Has time at 2 of the mentee's 3 times: Evenings, Weekends.",
		),
		(
			"approval_type",
			["Mainstream", "Respite"],
			["Respite"],
			100,
			"Has the same approval type: Respite.",
		),
		(
			"approval_type",
			["Mainstream"],
			["Kinship"],
			0,
			"Has another approval type than the mentee (Mainstream).",
		),
		(
			"personality",
			["Calm"],
			["calm "],
			100,
			"Is like the mentee in personality and learning style: Calm.",
		),
	],
)
def test_what_two_people_share(
	criterion: str, mentee_has: list[str], mentor_has: list[str], fit: int | None, text: str
) -> None:
	found = weigh(
		mentee(**{criterion: mentee_has}),
		mentor(**{criterion: mentor_has}),
		weighing(**{criterion: 1}),
		TODAY,
	)
	assert (only(found).fit, only(found).finding.text, only(found).asked) == (fit, text, False)


def test_expertise_answers_to_the_topics_and_not_to_what_the_mentee_knows() -> None:
	asked = mentee(topics=("Autism",), expertise=["Cooking"])
	found = weigh(asked, mentor(expertise=["Autism"]), weighing(expertise=1), TODAY)
	assert only(found).finding.text == "Knows what the mentee would like support with: Autism."


@pytest.mark.parametrize(
	("mentor_lives", "fit", "text"),
	[
		({"place": RICHMOND}, 100, "Lives 3 miles away."),
		({"place": KINGSTON}, 100, "Lives less than a mile away."),
		({"place": MAIDSTONE}, 0, "Lives 37 miles away."),
		({"area": "Kingston"}, 100, "Lives in the same area: Kingston."),
		({"area": "Richmond"}, None, "Lives in another area; how far away is not known."),
		({}, None, "How far away the mentor lives is not known."),
	],
)
def test_where_the_mentor_lives(mentor_lives: dict[str, Any], fit: int | None, text: str) -> None:
	found = weigh(
		mentee(place=KINGSTON, area="Kingston"), mentor(**mentor_lives), weighing(distance=1), TODAY
	)
	assert (only(found).fit, only(found).finding.text) == (fit, text)


def test_miles_between_areas_are_said_to_be_rough() -> None:
	here = replace(
		mentee(area="Kingston"), person=replace(person("P-1", area="Kingston"), area_place=KINGSTON)
	)
	there = MentorCase("M-1", replace(person("P-2", area="Richmond"), area_place=RICHMOND))
	found = weigh(here, there, weighing(distance=1), TODAY)
	assert only(found).finding.text == "Lives about 3 miles away, measured from the middle of the area."
	neighbour = MentorCase("M-2", replace(person("P-3", area="Kingston"), area_place=KINGSTON))
	assert only(weigh(here, neighbour, weighing(distance=1), TODAY)).finding.text == (
		"Lives in the same area: Kingston."
	)


def test_a_scheme_that_does_not_weigh_miles() -> None:
	policy = replace(weighing(distance=1), near_miles=0, far_miles=0)
	found = weigh(mentee(place=KINGSTON), mentor(place=MAIDSTONE), policy, TODAY)
	assert (only(found).fit, found.miles) == (None, 37)
	assert only(found).finding.text == "Lives elsewhere (37 miles); the scheme does not weigh miles."


@pytest.mark.parametrize(
	("load", "own", "scheme", "fit", "text"),
	[
		(0, 0, 2, 100, "Has 2 of 2 places free."),
		(1, 0, 2, 50, "Has 1 of 2 places free."),
		(1, 3, 2, 66, "Has 2 of 3 places free."),
		(2, 0, 2, 0, "Has no free place: 2 open links, and 2 places."),
		(5, 1, 2, 0, "Has no free place: 5 open links, and 1 place."),
		(0, 0, 0, 100, "Has 0 open links; there is no limit."),
		(2, 0, 0, 33, "Has 2 open links; there is no limit."),
	],
)
def test_room(load: int, own: int, scheme: int, fit: int, text: str) -> None:
	policy = replace(weighing(free_places=1), mentees_at_a_time=scheme)
	found = weigh(mentee(), replace(mentor(), load=load, places=own), policy, TODAY)
	assert (only(found).fit, only(found).finding.text) == (fit, text)


@pytest.mark.parametrize(
	("own", "scheme", "rule", "load", "free"),
	[
		(0, 0, Strictness.WARN, 3, None),
		(0, 2, Strictness.WARN, 0, 2),
		(3, 2, Strictness.WARN, 1, 2),
		(3, 2, Strictness.REFUSE, 1, 1),
		(1, 2, Strictness.REFUSE, 0, 1),
		(4, 0, Strictness.REFUSE, 1, 3),
		(1, 2, Strictness.WARN, 4, 0),
	],
)
def test_free_places(own: int, scheme: int, rule: Strictness, load: int, free: int | None) -> None:
	policy = replace(OPEN, mentees_at_a_time=scheme, mentees_rule=rule)
	assert free_places(replace(mentor(), load=load, places=own), policy) == free


def test_a_former_mentor_can_be_asked_again() -> None:
	"""An earlier link counts for her when it went well and against her when it did not (R21)."""
	policy = weighing(earlier_link=10, experience=10)
	asked = mentee(experience=["A"])
	well = EarlierLink("LINK-1", date(2024, 5, 1), good=True)
	badly = EarlierLink("LINK-2", date(2025, 5, 1), good=False)
	moved = EarlierLink("LINK-3", date(2026, 5, 1), good=None)

	def with_links(key: str, *links: EarlierLink) -> MentorCase:
		return replace(mentor(key, experience=["A"]), earlier={"PERSON-1": links, "PERSON-9": (badly,)})

	mentors = [
		with_links("NEVER"),
		with_links("WELL", moved, well),
		with_links("BADLY", badly, well, moved),
		with_links("MOVED", moved),
	]
	found = {each.mentor: each for each in shortlist(asked, mentors, policy, TODAY).candidates}
	assert {key: each.score for key, each in found.items()} == {
		"NEVER": 1000,
		"WELL": 1000,
		"BADLY": 500,
		"MOVED": 1000,
	}
	assert found["WELL"].contributions[0].finding.text == (
		"Was this mentee's mentor before, and it went well (ended: 1 May 2024)."
	)
	assert found["BADLY"].contributions[0].finding.text == (
		"Was this mentee's mentor before, and it did not go well (ended: 1 May 2025)."
	)
	assert len(found["MOVED"].contributions) == 1 and found["MOVED"].earlier == (moved,)


def test_an_earlier_link_without_a_date_is_the_oldest() -> None:
	undated = EarlierLink("LINK-9", None, good=False)
	dated = EarlierLink("LINK-1", date(2024, 5, 1), good=True)
	for links in ((undated, dated), (dated, undated)):
		former = replace(mentor(), earlier={"PERSON-1": links})
		assert only(weigh(mentee(), former, weighing(earlier_link=1), TODAY)).fit == 100
	former = replace(mentor(), earlier={"PERSON-1": (undated,)})
	assert only(weigh(mentee(), former, weighing(earlier_link=1), TODAY)).finding.text == (
		"Was this mentee's mentor before, and it did not go well (ended: not known)."
	)


def test_a_criterion_without_weight_is_not_weighed() -> None:
	found = weigh(mentee(), mentor(), weighing(experience=0, interests=1), TODAY)
	assert [each.criterion for each in found.contributions] == [Criterion.INTERESTS]


def test_each_of_several_mentors_has_an_answer_of_her_own() -> None:
	asked = mentee(would_like(Criterion.DISTANCE, miles=50), place=KINGSTON)
	mentors = [
		replace(mentor("A", place=RICHMOND), load=1),
		replace(mentor("B", place=MAIDSTONE), load=0),
		replace(mentor("C", place=MAIDSTONE), load=1, places=3),
		replace(mentor("D", place=MAIDSTONE), load=0),
	]
	search = Search(asked, weighing(distance=1, free_places=1), TODAY)
	found = [search.weigh(each) for each in mentors]
	assert [[each.finding.text for each in candidate.contributions] for candidate in found] == [
		["Lives 3 miles away; the mentee would like at most 50.", "Has 1 of 2 places free."],
		["Lives 37 miles away; the mentee would like at most 50.", "Has 2 of 2 places free."],
		["Lives 37 miles away; the mentee would like at most 50.", "Has 2 of 3 places free."],
		["Lives 37 miles away; the mentee would like at most 50.", "Has 2 of 2 places free."],
	]
	# made once for all of whom the same is known, which is what makes ten thousand mentors quick
	assert all(
		one is other for one, other in zip(found[1].contributions, found[3].contributions, strict=True)
	)


@pytest.mark.parametrize(
	("wishes", "known", "fit", "text"),
	[
		([["Autism"]], ["Autism"], 100, "Has what the mentee would like: Autism."),
		(
			[["Autism"], ["Babies"]],
			["Autism"],
			50,
			"Has 1 of the 2 things that the mentee would like: Autism.",
		),
		([["Autism", "ADHD"]], ["ADHD"], 100, "Has what the mentee would like: ADHD / Autism."),
		(
			[["Autism"], ["Babies"]],
			["Dyslexia"],
			0,
			"Does not have what the mentee would like: Autism, Babies.",
		),
		(
			[["Autism"]],
			[],
			None,
			"It is not known whether the mentor has what the mentee would like: Autism.",
		),
	],
)
def test_what_the_mentee_would_like_takes_the_place_of_comparing(
	wishes: list[list[str]], known: list[str], fit: int | None, text: str
) -> None:
	policy = replace(weighing(experience=10), would_like_weight=25)
	asked = mentee(*(would_like(Criterion.EXPERIENCE, *values) for values in wishes), experience=["Dyslexia"])
	found = only(weigh(asked, mentor(experience=known), policy, TODAY))
	assert (found.weight, found.fit, found.asked, found.finding.text) == (35, fit, True, text)


def test_a_wish_counts_even_where_the_scheme_weighs_something_else() -> None:
	policy = replace(weighing(approval_type=10, interests=0), would_like_weight=20)
	asked = mentee(would_like(Criterion.HOUSEHOLD, "Single carer"), would_like(Criterion.INTERESTS, "Chess"))
	found = weigh(asked, mentor(household=["Single carer"], interests=["Golf"]), policy, TODAY)
	assert [(each.criterion.value, each.weight, each.fit) for each in found.contributions] == [
		("Approval type", 10, None),
		("Interests", 20, 0),
		("Household", 20, 100),
	]


def test_what_she_must_have_is_no_weight() -> None:
	policy = replace(weighing(experience=10), would_like_weight=20)
	asked = mentee(must(Criterion.EXPERIENCE, "Autism"), experience=["Autism", "Babies"])
	found = only(weigh(asked, mentor(experience=["Autism"]), policy, TODAY))
	assert (found.weight, found.fit, found.asked) == (10, 50, False)


@pytest.mark.parametrize(
	("wishes", "fit", "text"),
	[
		([5], 100, "Lives 3 miles away; the mentee would like at most 5."),
		([2], 0, "Lives 3 miles away; the mentee would like at most 2."),
		([5, 2], 50, "Lives 3 miles away; the mentee would like at most 2, 5."),
	],
)
def test_a_distance_that_she_would_like(wishes: list[int], fit: int, text: str) -> None:
	asked = mentee(*(would_like(Criterion.DISTANCE, miles=miles) for miles in wishes), place=KINGSTON)
	found = only(weigh(asked, mentor(place=RICHMOND), weighing(distance=10), TODAY))
	assert (found.fit, found.finding.text) == (fit, text)
	unknown = only(weigh(asked, mentor(), weighing(distance=10), TODAY))
	assert unknown.fit is None and "is not known; the mentee would like at most" in unknown.finding.text


@pytest.mark.parametrize(
	("languages", "fit", "text"),
	[
		(["Urdu", "Punjabi"], 100, "It matches what the mentee asked for."),
		(["urdu"], 50, "It matches part of what the mentee asked for."),
		(["Welsh"], 0, "It does not match something personal that the mentee asked for."),
		([], None, "It is not known whether it matches something personal that the mentee asked for."),
	],
)
def test_what_is_personal_counts_where_it_was_asked_for(
	languages: list[str], fit: int | None, text: str
) -> None:
	policy = replace(weighing(language=15, gender=15), would_like_weight=20)
	asked = mentee(would_like(Criterion.LANGUAGE, "Urdu"), would_like(Criterion.LANGUAGE, "Punjabi"))
	found = only(weigh(asked, mentor(language=languages, gender=["Female"]), policy, TODAY))
	assert (found.criterion, found.personal, found.weight) == (Criterion.LANGUAGE, True, 35)
	assert (found.fit, found.finding.text) == (fit, text)


def test_who_need_not_be_asked_comes_first() -> None:
	asked = mentee(must(Criterion.EXPERTISE, "Autism"), approval_type=["Mainstream"])
	knows = mentor("KNOWS", expertise=["Autism"], approval_type=["Respite"])
	perhaps = mentor("PERHAPS", approval_type=["Mainstream"])
	cannot = mentor("CANNOT", expertise=["Babies"], approval_type=["Mainstream"])
	found = shortlist(asked, [perhaps, cannot, knows], weighing(approval_type=10), TODAY)
	assert [(each.mentor, each.score, len(each.ask_first)) for each in found.candidates] == [
		("KNOWS", 0, 0),
		("PERHAPS", 1000, 1),
	]
	(excluded,) = found.excluded
	assert (excluded.mentor, excluded.candidate.score) == ("CANNOT", 1000)
	assert [each.text for each in excluded.reasons] == [
		"The mentee insists on “Autism” (Expertise), which this mentor does not have."
	]


def test_equal_scores_go_to_whom_has_fewer_links() -> None:
	mentors = [replace(mentor(key), load=load) for key, load in (("A", 1), ("C", 0), ("B", 0))]
	found = shortlist(mentee(), mentors, weighing(interests=1), TODAY)
	assert [each.mentor for each in found.candidates] == ["B", "C", "A"]


def test_every_rule_of_the_pair_is_asked() -> None:
	other = person("PERSON-1")
	cases = {
		"same-person": (mentee(), MentorCase("M", other)),
		"same-household": (
			MenteeCase("E", replace(person("P-1"), household="House 1")),
			MentorCase("M", replace(person("P-2"), household="House 1")),
		),
		"pair-already-linked": (
			replace(mentee(), open_links_with={"P-2": 1}),
			MentorCase("M", person("P-2")),
		),
		"mentor-stage": (mentee(), replace(mentor(), stage=Stage.ON_A_BREAK)),
		"independent-support": (
			replace(mentee(), under_allegation=True, independent_supporter=" anna Lee"),
			replace(mentor(), name="Anna Lee"),
		),
		"mentor-kind": (replace(mentee(), kind=MentorKind.TRADITIONAL), mentor()),
		"wish-personal": (mentee(must(Criterion.GENDER, "Female")), mentor(gender=["Male"])),
	}
	for code, (one, two) in cases.items():
		(excluded,) = shortlist(one, [two], OPEN, TODAY).excluded
		assert [each.code for each in excluded.reasons] == [code]


def test_two_households_that_nobody_recorded_are_not_one() -> None:
	assert assess_match(mentee(), mentor(), OPEN, TODAY).allowed


def test_a_named_supporter_who_is_somebody_else() -> None:
	asked = replace(mentee(), under_allegation=True, independent_supporter="Ms Okafor")
	assert assess_match(asked, replace(mentor(), name="Anna Lee"), OPEN, TODAY).allowed


def test_what_a_manager_decided_about_the_mentor_holds(tri_borough: SchemePolicy) -> None:
	"""Criteria must not exclude good carers by accident (R8)."""
	facts = MentorFacts(approvals=(Approval("Mainstream", date(2025, 11, 22)),))
	young = replace(mentor(), facts=facts)
	(excluded,) = shortlist(mentee(), [young], tri_borough, TODAY).excluded
	assert {each.code for each in excluded.reasons} >= {"months-approved", "months-active"}
	one = replace(young, decided=frozenset({"months-approved"}))
	(excluded,) = shortlist(mentee(), [one], tri_borough, TODAY).excluded
	assert [each.code for each in excluded.reasons] == ["months-active"]
	both = replace(young, decided=frozenset({"months-approved", "months-active"}))
	assert [each.mentor for each in shortlist(mentee(), [both], tri_borough, TODAY).candidates] == [
		"MENTOR-1"
	]


def test_the_third_mentee_is_a_warning_with_the_load() -> None:
	"""Two mentees at a time is guidance, not a rule (R19)."""
	(candidate,) = shortlist(mentee(), [replace(mentor(), load=2)], OPEN, TODAY).candidates
	assert [each.text for each in candidate.assessment.warnings] == [
		"The mentor has 2 other open links; the scheme's figure is 2 at a time."
	]


def test_the_mentor_s_own_limit_is_a_warning() -> None:
	(candidate,) = shortlist(mentee(), [replace(mentor(), load=1, places=1)], OPEN, TODAY).candidates
	assert [each.code for each in candidate.assessment.warnings] == ["own-limit"]
	assert candidate.places == 1


def test_a_mentee_of_whom_nothing_is_known() -> None:
	"""The shortlist says what is missing; it is no error."""
	found = shortlist(mentee(), [mentor(approval_type=["Mainstream"]), mentor("MENTOR-2")], OPEN, TODAY)
	assert [each.score for each in found.candidates] == [534, 534]
	assert [each.text for each in found.missing] == [
		"It is not known what approval type the mentee has.",
		"It is not known what the mentee has been through.",
		"It is not known what kind of care the mentee gives.",
		"It is not known what household the mentee has.",
		"It is not known what the mentee would like support with.",
		"It is not known what the mentee is interested in.",
		"It is not known where the mentee lives.",
		"It is not known when the mentee has time.",
	]
	assert all(each.remedy for each in found.missing)


def test_nothing_is_missing_of_a_mentee_who_is_well_known() -> None:
	names = ("approval_type", "experience", "kind_of_care", "household", "interests", "availability")
	asked = mentee(topics=("Autism",), area="Kingston", **{name: ["x"] for name in names})
	assert shortlist(asked, [], OPEN, TODAY).missing == ()


@pytest.mark.parametrize(
	("asked", "text"),
	[
		(
			mentee(would_like(Criterion.EXPERTISE)),
			"The mentee would like something (Expertise), but what is not recorded.",
		),
		(
			mentee(would_like(Criterion.DISTANCE)),
			"The mentee would like something (Distance), but what is not recorded.",
		),
		(
			mentee(would_like(Criterion.LANGUAGE), would_like(Criterion.RELIGION)),
			"The mentee asked for something personal, but what is not recorded.",
		),
		(
			replace(mentee(), under_allegation=True, independent_supporter=" "),
			"The mentee is under allegation, and nobody is named who gives independent support.",
		),
	],
)
def test_what_else_may_be_missing(asked: MenteeCase, text: str) -> None:
	policy = replace(weighing(free_places=1), would_like_weight=10)
	(missing,) = shortlist(asked, [], policy, TODAY).missing
	assert missing.text == text and missing.remedy


def test_an_age_that_is_not_known_is_missing_where_the_scheme_asks_for_a_gap() -> None:
	policy = replace(weighing(free_places=1), minimum_age_gap_years=2)
	(missing,) = shortlist(mentee(), [], policy, TODAY).missing
	assert missing.text == "The mentee's date of birth is not known, so nobody's age gap is."
	born = replace(mentee(), person=replace(person("P-1"), born_on=date(2008, 1, 1)))
	assert shortlist(born, [], policy, TODAY).missing == ()


@pytest.mark.parametrize(
	("policy", "wishes"),
	[
		(weighing(), ()),
		(weighing(experience=0), ()),
		(weighing(gender=50), ()),
		(replace(weighing(), would_like_weight=0), (would_like(Criterion.INTERESTS, "Chess"),)),
	],
)
def test_a_scheme_that_weighs_nothing(policy: SchemePolicy, wishes: tuple[Wish, ...]) -> None:
	found = shortlist(mentee(*wishes), [mentor(interests=["Chess"])], policy, TODAY)
	(candidate,) = found.candidates
	assert (candidate.score, candidate.lowest, candidate.highest) == (0, 0, 0)
	assert found.missing[0].text == (
		"The scheme weighs nothing for this mentee, so the order says nothing about who fits."
	)


def test_no_mentors_at_all() -> None:
	found = shortlist(mentee(topics=("Autism",)), [], weighing(expertise=1), TODAY)
	assert (found.candidates, found.excluded, found.missing) == ((), (), ())
