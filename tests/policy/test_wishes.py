"""What a mentee insists on: must, must not, and the kind of mentor (R17, R18)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from people_to_match import (
	KINGSTON,
	MAIDSTONE,
	RICHMOND,
	WISHES,
	mentee,
	mentor,
	must,
	must_not,
	person,
	would_like,
)

from mentoring_scheme.policy.choices import PERSONAL, Criterion, MentorKind, Strength
from mentoring_scheme.policy.distance import apart
from mentoring_scheme.policy.errors import PolicyError
from mentoring_scheme.policy.matching import MenteeCase, MentorCase, Wish, assess_wishes, check_wishes
from mentoring_scheme.policy.verdicts import Assessment, Finding, Severity
from mentoring_scheme.policy.wish_checks import SINGLE_VALUED
from mentoring_scheme.policy.wishes import Demands, asks_for_a_mentor

AUTISM = "Autism"
E, G, D = Criterion.EXPERTISE, Criterion.GENDER, Criterion.DISTANCE


def only(assessment: Assessment) -> Finding:
	(finding,) = assessment.findings
	return finding


@pytest.mark.parametrize(
	("knows", "severity", "code", "text"),
	[
		(
			["autism ", "Teenagers"],
			"pass",
			"wish-must",
			"Has “Autism” (Expertise), on which the mentee insists.",
		),
		(
			["Teenagers"],
			"refuse",
			"wish-must",
			"The mentee insists on “Autism” (Expertise), which this mentor does not have.",
		),
		(
			[],
			"warn",
			"wish-not-known",
			"The mentee insists on “Autism” (Expertise); it is not known whether this mentor has it.",
		),
		(
			[" "],
			"warn",
			"wish-not-known",
			"The mentee insists on “Autism” (Expertise); it is not known whether this mentor has it.",
		),
	],
)
def test_must(knows: list[str], severity: str, code: str, text: str) -> None:
	finding = only(assess_wishes(mentee(must(Criterion.EXPERTISE, AUTISM)), mentor(expertise=knows)))
	assert (finding.severity, finding.code, finding.text, finding.rule) == (severity, code, text, "R18")
	assert finding.overridable is (severity == "refuse")


@pytest.mark.parametrize(
	("knows", "severity", "code", "text"),
	[
		(
			["Dogs"],
			"refuse",
			"wish-must-not",
			"The mentee does not want “Dogs” (Household) in a mentor, and this one has it.",
		),
		(
			["Cats"],
			"pass",
			"wish-must-not",
			"Does not have “Dogs” (Household), which the mentee does not want in a mentor.",
		),
		(
			[],
			"warn",
			"wish-not-known",
			"The mentee does not want “Dogs” (Household) in a mentor; it is not known whether this mentor has it.",
		),
	],
)
def test_must_not(knows: list[str], severity: str, code: str, text: str) -> None:
	finding = only(assess_wishes(mentee(must_not(Criterion.HOUSEHOLD, "Dogs")), mentor(household=knows)))
	assert (finding.severity, finding.code, finding.text) == (severity, code, text)


def test_any_of_several_values_is_enough_and_none_may_be_there() -> None:
	either = ("Mainstream", "Respite")
	has_one, has_none = mentor(approval_type=["Respite"]), mentor(approval_type=["Kinship"])
	assert assess_wishes(mentee(must(Criterion.APPROVAL_TYPE, *either)), has_one).allowed
	assert not assess_wishes(mentee(must_not(Criterion.APPROVAL_TYPE, *either)), has_one).allowed
	assert only(assess_wishes(mentee(must(Criterion.APPROVAL_TYPE, *either)), has_none)).text == (
		"The mentee insists on “Mainstream / Respite” (Approval type), which this mentor does not have."
	)


@pytest.mark.parametrize(
	("wish", "severity", "text"),
	[
		(
			must(Criterion.DISTANCE, miles=37),
			"pass",
			"Lives 37 miles away; the mentee insists on at most 37.",
		),
		(
			must(Criterion.DISTANCE, miles=36),
			"refuse",
			"Lives 37 miles away; the mentee insists on at most 36.",
		),
		(
			must_not(Criterion.DISTANCE, miles=37),
			"pass",
			"Lives 37 miles away; the mentee wants nobody nearer than 37.",
		),
		(
			must_not(Criterion.DISTANCE, miles=38),
			"refuse",
			"Lives 37 miles away; the mentee wants nobody nearer than 38.",
		),
	],
)
def test_distance(wish: Wish, severity: str, text: str) -> None:
	finding = only(assess_wishes(mentee(wish, place=KINGSTON), mentor(place=MAIDSTONE)))
	assert (finding.severity, finding.text) == (severity, text)


def test_each_of_several_mentors_gets_what_is_said_of_her() -> None:
	asked = mentee(
		must(Criterion.DISTANCE, miles=50), must(E, AUTISM), must(Criterion.HOUSEHOLD, "Dogs"), place=KINGSTON
	)
	demands = Demands(asked)
	for place, miles in ((KINGSTON, 0), (MAIDSTONE, 37), (RICHMOND, 3)):
		found = mentor(place=place, expertise=[AUTISM], household=["Dogs"])
		assert [each.text for each in demands.findings(found, apart(asked.person, found.person))] == [
			f"Lives {miles} miles away; the mentee insists on at most 50.",
			"Has “Autism” (Expertise), on which the mentee insists.",
			"Has “Dogs” (Household), on which the mentee insists.",
		]


def test_the_same_area_does_not_tell_the_miles() -> None:
	asked = mentee(must(Criterion.DISTANCE, miles=5), area="Kingston")
	finding = only(assess_wishes(asked, mentor(area="Kingston")))
	assert (finding.code, finding.text) == (
		"wish-not-known",
		"The mentee insists on at most 5 miles; how far away this mentor lives is not known.",
	)


@pytest.mark.parametrize(
	("chosen", "kind", "severity"),
	[
		(MentorKind.PEER, MentorKind.PEER, "pass"),
		(MentorKind.TRADITIONAL, MentorKind.TRADITIONAL, "pass"),
		(MentorKind.PEER, MentorKind.TRADITIONAL, "refuse"),
		(MentorKind.TRADITIONAL, MentorKind.PEER, "refuse"),
	],
)
def test_the_kind_that_the_mentee_chose(chosen: MentorKind, kind: MentorKind, severity: str) -> None:
	asked = MenteeCase("M-1", person("P-1"), kind=chosen)
	finding = only(assess_wishes(asked, MentorCase("M-2", person("P-2"), kind=kind)))
	assert (finding.rule, finding.code, finding.severity) == ("R17", "mentor-kind", severity)
	assert finding.overridable is (severity == "refuse")
	# another choice asks for another decision
	assert finding.key == (f"mentor-kind/{chosen}" if severity == "refuse" else "mentor-kind")
	silent = MenteeCase("M-1", person("P-1"))
	assert assess_wishes(silent, MentorCase("M-2", person("P-2"))).findings == ()
	assert not asks_for_a_mentor(silent), "so that nobody looks up what the mentor is like"
	assert asks_for_a_mentor(mentee(must(Criterion.EXPERTISE, AUTISM)))
	assert asks_for_a_mentor(asked)


def test_what_the_mentee_would_like_stands_in_nobody_s_way() -> None:
	asked = mentee(would_like(Criterion.EXPERTISE, AUTISM), would_like(Criterion.GENDER, "Female"))
	assert assess_wishes(asked, mentor(expertise=["Teenagers"], gender=["Male"])).findings == ()


@pytest.mark.parametrize(
	("gender", "language", "said"),
	[
		(["Female"], ["Urdu"], [("pass", "wish-personal", "It matches what the mentee asked for.")]),
		(
			["Male"],
			["urdu"],
			[
				(
					"refuse",
					"wish-personal",
					"It does not match something personal that the mentee asked for.",
				)
			],
		),
		(
			["Male"],
			["English"],
			[("refuse", "wish-personal", "It does not match 2 personal things that the mentee asked for.")],
		),
		(
			["Male"],
			[],
			[
				(
					"refuse",
					"wish-personal",
					"It does not match something personal that the mentee asked for.",
				),
				(
					"warn",
					"wish-not-known",
					"It is not known whether it matches something personal that the mentee asked for.",
				),
			],
		),
		(
			[],
			[],
			[
				(
					"warn",
					"wish-not-known",
					"It is not known whether it matches 2 personal things that the mentee asked for.",
				)
			],
		),
	],
)
def test_personal_wishes_are_answered_without_naming_them(
	gender: list[str], language: list[str], said: list[tuple[str, str, str]]
) -> None:
	asked = mentee(must(Criterion.GENDER, "Female"), must(Criterion.LANGUAGE, "Urdu"))
	found = assess_wishes(asked, mentor(gender=gender, language=language))
	assert [(each.severity.value, each.code, each.text) for each in found.findings] == said


def test_a_decision_holds_for_what_it_was_taken_about() -> None:
	keys = {
		only(assess_wishes(mentee(wish), mentor(expertise=["x"], household=["Dogs"], gender=["Male"]))).key
		for wish in (
			must(Criterion.EXPERTISE, AUTISM),
			must(Criterion.EXPERTISE, "Teenagers"),
			must_not(Criterion.HOUSEHOLD, "Dogs"),
			must(Criterion.EXPERIENCE, AUTISM),
			must(Criterion.GENDER, "Female"),
		)
	}
	assert len(keys) == 5
	two = mentee(must(Criterion.GENDER, "Female"), must(Criterion.RELIGION, "Sikh"))
	assert only(assess_wishes(two, mentor(gender=["Male"], religion=["Sikh"]))).key not in keys


def test_a_decision_fits_where_it_is_filed() -> None:
	lengthy = [must(Criterion.PERSONALITY, "long " * 40 + end) for end in "ab"]
	keys = [only(assess_wishes(mentee(wish), mentor(personality=["x"]))).key for wish in lengthy]
	assert max(map(len, keys)) <= 140 and len(set(keys)) == 2


@pytest.mark.parametrize(
	"wish", [must(Criterion.EXPERTISE), must_not(Criterion.DISTANCE), must(Criterion.GENDER)]
)
def test_a_wish_that_names_nothing_is_asked_about(wish: Wish) -> None:
	finding = only(assess_wishes(mentee(wish, place=KINGSTON), mentor(place=KINGSTON, expertise=[AUTISM])))
	assert (finding.severity, finding.code) == (Severity.WARN, "wish-not-known")


@pytest.mark.parametrize(
	("wishes", "field", "said"),
	[
		([must(E)], "wishes[0].values", "Say what is asked for."),
		([must(E, " ")], "wishes[0].values", "Say what is asked for."),
		([must(D)], "wishes[0].miles", "Say how many miles"),
		([must(D, miles=0)], "wishes[0].miles", "Say how many miles"),
		([must(D, "Kingston", miles=3)], "wishes[0].values", "names miles and nothing else"),
		([must(Criterion.FREE_PLACES, "2")], "wishes[0].criterion", "“Free places” is nothing to wish for."),
		([must(Criterion.EARLIER_LINK, "x")], "wishes[0].criterion", "nothing to wish for"),
		([must(E, AUTISM), must(E, "autism ")], "wishes[1].values", "“autism” stands in an earlier row"),
		([would_like(E, AUTISM), must(E, AUTISM)], "wishes[1].values", "stands in an earlier row"),
		([must(E, AUTISM), must_not(E, "AUTISM")], "wishes[1].strength", "“AUTISM” is asked for in one row"),
		([must_not(E, AUTISM), would_like(E, AUTISM)], "wishes[1].strength", "decide on one"),
		([must(G, "Female"), must(G, "Male")], "wishes[1].values", "cannot be both “Female” and “Male”"),
		(
			[must(G, "a", "b"), must(G, "b", "c"), must(G, "a", "c")],
			"wishes[2].values",
			"cannot be both “a / b, b / c” and “a / c”",
		),
		(
			[must(D, miles=5), must_not(D, miles=10)],
			"wishes[1].miles",
			"Nobody can live at most 5 miles away and not nearer than 10 miles.",
		),
		(
			[must_not(D, miles=10), would_like(D, miles=5)],
			"wishes[1].miles",
			"at most 5 miles away and not nearer than 10",
		),
		([must(D, miles=5), must(D, miles=10)], "wishes[1].miles", "says this about distance already"),
		([would_like(D, miles=5), would_like(D, miles=5)], "wishes[1].miles", "already"),
	],
)
def test_wishes_that_make_no_sense(wishes: list[Wish], field: str, said: str) -> None:
	with pytest.raises(PolicyError) as caught:
		check_wishes(wishes)
	assert caught.value.field == field
	assert said in str(caught.value)


@pytest.mark.parametrize(
	"wishes",
	[
		[],
		[must(E, AUTISM), must(E, "Teenagers"), would_like(E, "Siblings"), must_not(E, "Babies")],
		[must(Criterion.LANGUAGE, "Urdu"), must(Criterion.LANGUAGE, "English")],
		[must(G, "Female", "Other"), must(G, "Female"), would_like(Criterion.RELIGION, "Sikh")],
		[must(G, "Female"), must_not(G, "Male")],
		[would_like(G, "Female"), would_like(G, "Other")],
		[must(D, miles=20), would_like(D, miles=5), would_like(D, miles=10), must_not(D, miles=2)],
		[must(D, miles=5), must_not(D, miles=5)],
		[must(E, AUTISM), must_not(Criterion.EXPERIENCE, AUTISM)],
	],
)
def test_wishes_that_go_together(wishes: list[Wish]) -> None:
	check_wishes(wishes)


@given(st.lists(WISHES, max_size=4))
def test_somebody_could_meet_all_wishes_that_pass(wishes: list[Wish]) -> None:
	try:
		check_wishes(wishes)
	except PolicyError:
		return
	held = {}
	for criterion in Criterion:
		asked = [
			wish.wanted for wish in wishes if (wish.criterion, wish.strength) == (criterion, Strength.MUST)
		]
		if criterion in SINGLE_VALUED and asked:
			held[criterion] = frozenset([min(frozenset.intersection(*asked))])
		else:
			held[criterion] = frozenset().union(*asked) or frozenset({"anything else"})
	found = mentor(
		**{each.name.lower(): values for each, values in held.items() if each is not D and values},
	)
	asked_of_values = tuple(wish for wish in wishes if wish.criterion is not D)
	assert not assess_wishes(mentee(*asked_of_values), found).outstanding()


def test_only_personal_wishes_are_personal() -> None:
	assert {each for each in Criterion if must(each, "x").personal} == set(PERSONAL)
