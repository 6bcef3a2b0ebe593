"""What the people of the demo write. Never a child's name, and nothing that would tell one from another (R30)."""

from __future__ import annotations

FOSTERING_EXPERIENCE = (
	"Primary-school age and siblings together; two moves on to adoption.",
	"Teenagers, some for a year or more, and several emergency placements.",
	"Parent and child placements, and babies before that.",
	"Short breaks for disabled children, then long-term care.",
	"Unaccompanied young people for some years now; teenagers before.",
	"Long-term care of one sibling group, from nursery to college.",
)
ADOPTION_EXPERIENCE = (
	"Adopted two siblings eight years ago; early permanence.",
	"Adopted as a single parent; one child, now at secondary school.",
	"Adopted a toddler six years ago; long wait before the match.",
	"Adopted twice, some years apart; contact with birth family by letter.",
)
EXPERTISE = (
	"Disability",
	"Special educational needs",
	"Contact with birth families",
	"School exclusions",
	"Moving on to independence",
	"Sleep and routines",
	"Therapeutic parenting",
)
INTERESTS = ("Allotment", "Swimming", "Baking", "Football", "Choir", "Walking the dog", "Crafts", "Cycling")
AVAILABILITY = (
	"Weekday mornings",
	"Evenings after eight",
	"Tuesdays and Thursdays",
	"School hours",
	"Weekends",
)

FOSTERING_NEEDS = (
	"First placement began soon after approval; would like to talk to somebody who has been there.",
	"Feels alone with the paperwork and the meetings.",
	"A hard term at school; wants ideas that have worked for others.",
	"Contact visits leave the whole house unsettled for days.",
	"The first teenager after years with small children.",
	"Wonders whether fostering is still right for the family.",
)
ADOPTION_NEEDS = (
	"Waiting for a match, and finding the waiting hard.",
	"Would like to know what introductions are really like.",
	"Family and friends ask questions that nobody can answer yet.",
	"Unsure how to speak about the adoption at work.",
)
OUTCOMES = (
	"To feel steadier before meetings.",
	"To have somebody to ring who knows.",
	"Three or four routines that hold.",
	"To know when to ask for help, and whom.",
)
MATTERS = (
	"Somebody who lives near by.",
	"Somebody with children of their own at home.",
	"Would rather meet in person than talk on the telephone.",
	"Somebody who has been through the same kind of placement.",
)
REFERRERS = ("Fostering panel", "Supervising social worker", "Annual review", "Placement stability meeting")

MATCH = (
	"Same kind of placement, fifteen minutes apart, both at home during school hours.",
	"The mentor has been where the mentee is now; both would rather talk than write.",
	"Both households have older birth children; similar sense of humour, says the mentor's social worker.",
	"Experience with school matters, which is what the mentee asked for.",
	"Close by, free on the same mornings, and met at an information session already.",
)

FOSTERING_AGREED = {
	"Purpose": (
		"To have a fellow carer to think things through with in the first months.",
		"Support through a hard stretch, beside what the social worker does.",
	),
	"Development goals": (
		"Feel ready for reviews; find an evening routine; know what to bring up in supervision.",
		"Handle contact days calmly; keep a diary that helps; look after myself.",
	),
	"Ground rules": (
		"We come on time, let each other know early when plans change, and do not judge.",
		"We listen first. Advice only when it is asked for.",
	),
	"Method and frequency of contact": (
		"Once a month in person, two hours at most; a telephone call in between.",
		"We meet at the library café on a weekday morning and text only to change a time.",
	),
	"Role of others": (
		"Our social workers stay responsible for our households; the co-ordinator helps if we get stuck.",
		"Each of us turns to their own social worker first.",
	),
	"Boundaries": (
		"No calls after nine in the evening. The mentor is not a helpline and not an advocate.",
		"We do not look after each other's children, and we lend no money.",
	),
	"Recording": (
		"The mentor writes a few lines after each meeting, the mentee reads and agrees them.",
		"One short record a month; nothing that identifies a child.",
	),
	"Confidentiality": (
		"We have read the statement and sign it with this agreement.",
		"What we say stays with us, unless somebody could come to harm.",
	),
	"Resolving problems": (
		"We say it to each other first, then ask the social workers, then the co-ordinator.",
		"If it does not work we end it without anybody being at fault.",
	),
}
ADOPTION_AGREED = FOSTERING_AGREED | {
	"Purpose": (
		"Somebody to talk to from approval to the first weeks with a child at home.",
		"To make the waiting easier, and to hear what introductions are really like.",
	),
	"Development goals": (
		"Know what to ask at the matching meeting; find words for family and friends.",
		"Bear the waiting; be ready for the first weeks.",
	),
	"Method and frequency of contact": (
		"A call of half an hour each week, at the same time. The mentor rings. Text messages only to move a call.",
		"We speak once a week by video; whoever cannot, sends a text message before noon.",
	),
	"Role of others": (
		"The adoption social worker guides the process; the mentoring adviser helps if we get stuck.",
		"What concerns the match goes to the social worker, never through the mentor.",
	),
	"Boundaries": (
		"No calls outside the agreed time. The mentor gives no professional advice.",
		"The mentor does not speak for us, to anybody.",
	),
	"Recording": (
		"A log of the calls, nothing of what was said.",
		"Only whether the call took place, and when.",
	),
}
FOSTERING_GOALS = (
	("Feel ready for the next review", "Goes in with own notes"),
	("An evening routine that holds", "Four quiet evenings a week"),
	("Know whom to ring when it gets hard", "A list on the fridge, used at least once"),
	("Take an hour a week for myself", "Said and done"),
	("Speak up in meetings", "Has raised one point of their own"),
)
ADOPTION_GOALS = (
	("Know what to ask at the matching meeting", "A list of five questions"),
	("Find words for family and friends", "Has told both families"),
	("Something to look forward to while waiting", "One weekend away"),
	("Be ready for the first weeks at home", "Knows who helps with what"),
)

TALKED = (
	"We talked about how the first review went and what to prepare for the next.",
	"Bedtimes have been hard. We went through what has worked in both our houses.",
	"School has called twice this month. We looked at how to ask for a meeting rather than wait for one.",
	"Mostly about contact days, and the evenings after them.",
	"A calmer month. We spoke about holidays and what to settle before them.",
	"The paperwork again: we went through the diary together and what belongs in it.",
	"About training, and which of the courses on offer are worth the drive.",
	"How to explain fostering to neighbours and cousins without saying too much.",
	"About grown-up children moving back home and what that does to everybody's space.",
	"We spoke about sleep, the carer's own most of all.",
	"About a placement that is going well, and why it is still tiring.",
	"How supervision can be used better, and what to bring to it.",
	"What to do with anger that is not meant for you.",
	"About allowances, receipts and keeping them apart from the family's money.",
)
CAME_OUT = (
	"Felt lighter at the end than at the beginning.",
	"We agreed to try one small thing and to talk about it next time.",
	"The mentee will bring it up with their social worker.",
	"It helped to hear that others have been there.",
	"No worries to pass on.",
	"We laughed a good deal, which was needed.",
)
PROGRESS = (
	"The routine holds better than a month ago.",
	"Went into the meeting with own notes.",
	"As before.",
	"",
)
ACTIONS = (
	("Try the evening plan for two weeks", "Mentee"),
	("Look out the course list", "Mentor"),
	("Ask for the school meeting", "Mentee"),
	("Write down three questions for supervision", "Mentee"),
	("Bring the diary pages along", "Both"),
)
QUERIES = ("It was the second visit, not the third. Please change that, the rest is right.",)
TALKED_OVER = (
	"We said that I would ring the school, not that I had done it already.",
	"You are right, that read as if it was done. I have changed it.",
)
REARRANGED = (
	"Poorly household; we moved it to the week after.",
	"A meeting ran late.",
	"Away for the weekend.",
)

DIFFICULTIES = (
	"Nothing that weighs; enjoys it more than expected.",
	"Finds it hard not to jump in with advice.",
	"Calls have become long; talked about ending them kindly.",
	"A month without contact, which was settled since.",
)
IMPACT = (
	"Well carried; all is settled at home.",
	"A busy time at home, but wants to go on.",
	"Says that it reminds them why they began.",
)
TRAINING_NEEDS = ("Refresher on recording", "Endings", "None at present", "Self-care")

FOR_MENTORS = (
	"You are doing this well. Keep an evening a week for yourselves.",
	"Bring up the ending early; there is a leaflet on it.",
	"Thank you for the careful records. One short line is enough when nothing new happened.",
)
SUPERVISION_ACTIONS = (
	"Read the leaflet on endings",
	"Agree a fixed evening for the calls",
	"Ask about the walking group",
)

REVIEWS = (
	"On the way; goals as they were.",
	"One goal reached, another put in its place.",
	"Contact has become easier to arrange. Nothing to change.",
)
REFLECTIONS = (
	"More confident in meetings, and has found two other carers near by. Goals were reached, one of them partly.",
	"Would have liked to meet more often in the beginning. Says that having somebody to ring mattered most.",
	"The household is settled. They will miss the visits and know where to turn.",
)
NEXT = (
	"Joins the support group.",
	"Would like to become a mentor in time.",
	"Goes on with ordinary supervision.",
	"The walking group on Wednesdays.",
)
ANSWERS = {
	"Mentee": (
		"Having somebody who had been there made the difference.",
		"I speak up in meetings now.",
		"It could have begun sooner after approval.",
	),
	"Mentor": (
		"It gave me more than I put in, most months.",
		"A good deal of driving, but worth it.",
		"More time at the introduction would help.",
	),
}

PLACES = ("Hill Rise", "Market Square", "The Quay", "Station Road", "Elm Park", "Riverside Library")
CLAIM_COMMENT = "The journey of the second week looks longer than it was. Please look at the miles again."

LETTER = """Welcome to the scheme.

You do not have to know everything at the beginning. Your mentor has been there, and nobody expects you to manage alone.

Call us whenever something is on your mind, however small it seems."""

RESOURCES = (
	{
		"title": "Handbook of the scheme",
		"audience": "Mentors and mentees",
		"url": "https://example.org/handbook",
		"note": "Who does what, and when.",
	},
	{
		"title": "First meetings: what other mentors found helpful",
		"audience": "Mentors",
		"url": "https://example.org/first-meetings",
	},
)
