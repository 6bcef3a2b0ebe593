"""What the schemes of the demo know of their people, as lists to choose from: areas with their middle, attributes by kind."""

from __future__ import annotations

# Invented places; the coordinates only make the distances between them believable.
RIVERSIDE_AREAS = {
	"Riverside North": (51.475, -0.318),
	"Riverside South": (51.412, -0.305),
	"Old Town": (51.447, -0.329),
	"Millbrook": (51.385, -0.412),
	"Hamble Green": (51.512, -0.455),
}
WEALD_AREAS = {
	"High Weald": (51.045, 0.352),
	"Low Weald": (51.146, 0.541),
	"Marsh End": (51.021, 0.812),
	"Oast Hill": (51.205, 0.398),
}

SHARED_ATTRIBUTES = {
	"Household": (
		"Single carer",
		"Couple",
		"Birth children at home",
		"Grown-up children",
		"Same-sex couple",
		"Pets",
	),
	"Personality and learning style": (
		"Talks things through",
		"Likes it in writing",
		"Learns by doing",
		"Calm",
		"Lively",
	),
	"Earlier employment": ("Nursing", "Teaching", "Office work", "Building trade", "Retail", "Armed forces"),
	"Interests": ("Allotment", "Swimming", "Baking", "Football", "Choir", "Walking", "Crafts", "Cycling"),
	"Availability": ("Weekday mornings", "School hours", "Weekday evenings", "Weekends"),
}
FOSTERING_ATTRIBUTES = SHARED_ATTRIBUTES | {
	"Experience": (
		"Babies",
		"Primary-school age",
		"Teenagers",
		"Siblings together",
		"Moves on to adoption",
		"Emergency placements",
	),
	"Kind of care": ("Short term", "Long term", "Respite", "Parent and child", "Unaccompanied young people"),
	"Expertise": (
		"Disability",
		"Autism",
		"Special educational needs",
		"Contact with birth families",
		"School exclusion",
		"Sleep and routines",
	),
}
ADOPTION_ATTRIBUTES = SHARED_ATTRIBUTES | {
	"Experience": (
		"Adopted siblings",
		"Adopted as a single parent",
		"Early permanence",
		"Long wait for a match",
		"Adopted an older child",
	),
	"Expertise": (
		"Introductions",
		"Letterbox contact",
		"Telling family and friends",
		"School and adoption",
		"Therapeutic parenting",
	),
}
# How many of each kind somebody is known for, at least and at most; what is left out is simply not known.
KNOWN_OF_MENTORS = {
	"Experience": (1, 3),
	"Kind of care": (1, 2),
	"Expertise": (0, 3),
	"Household": (1, 2),
	"Personality and learning style": (0, 1),
	"Earlier employment": (0, 1),
	"Interests": (0, 3),
	"Availability": (1, 2),
}
KNOWN_OF_MENTEES = KNOWN_OF_MENTORS | {"Experience": (0, 2), "Expertise": (0, 0), "Availability": (0, 2)}

LANGUAGES = ("English", "English", "English", "English", "Polish", "Urdu", "Welsh", "Portuguese")
GENDERS = ("Female", "Female", "Male")
RELIGIONS = ("None", "Church of England", "Muslim", "Catholic", "Hindu", "Quaker")
