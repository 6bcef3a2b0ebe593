"""Makers of what a scheme consists of: `make_<doctype>(**overrides)`, each through the document that staff save.

Whatever is not said is made up or made along with it: `make_link()` alone makes a scheme, two households, a mentor who
may be linked and a mentee. People come out of Faker with a fixed seed. What takes `do_not_save` returns the filled
document unsaved. Makers act as the user of the session; what a scheme's people cannot do themselves, the site's
Administrator can.

Many stories are long: an agreed record needs a signed agreement, that needs an introduction, and so on. `stand(doc,
status="Agreed")` writes such values past the document's rules, for tests that are not about the way to them.
"""

from __future__ import annotations

import itertools
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import frappe
from faker import Faker
from frappe.model.document import Document
from pypdf import PdfWriter
from replay import remembered

from mentoring_scheme.importing.columns import Row
from mentoring_scheme.importing.keys import key_of, ref_of
from mentoring_scheme.mentoring_scheme.bringing_in import entries
from mentoring_scheme.mentoring_scheme.doctype.mentoring_file_entry import seal
from mentoring_scheme.mentoring_scheme.doctype.mentoring_letter.wording import WELCOME

SEED = 20260110
PRESET = "afc-fostering"
STAGE_DATES = (
	"applied_on",
	"information_session_on",
	"interview_on",
	"checks_completed_on",
	"preparation_completed_on",
	"suitability_reviewed_on",
	"approved_on",
)

fake = Faker("en_GB")
fake.seed_instance(SEED)
numbers = itertools.count(1)


def days_ago(days: int) -> date:
	"""The day that lies so many days back."""
	return date.today() - timedelta(days=days)


def stand(doc: Document, **values: Any) -> Document:
	"""Write values as though the story had come so far, past the rules of the document."""
	_write_past(doc, values)
	doc.update(values)  # where they were written again, the document does not know of it
	return doc


@remembered
def _write_past(doc: Document, values: dict[str, Any]) -> None:
	doc.db_set(values, update_modified=False)


@remembered
def make_user(*roles: str, email: str | None = None, **overrides: Any) -> str:
	"""An account with these roles; returns its name. It is a portal account where none of the roles has the desk."""
	first, last = fake.first_name(), fake.last_name()
	user = frappe.get_doc(
		{
			"doctype": "User",
			"email": email or f"{first}.{last}.{next(numbers)}@example.org".lower().replace(" ", ""),
			"first_name": first,
			"last_name": last,
			"send_welcome_email": 0,
			"roles": [{"role": role} for role in roles],
			**overrides,
		}
	)
	return user.insert().name


@remembered
def make_scheme(
	preset: str = PRESET,
	*,
	members: dict[str, str] | None = None,
	do_not_save: bool = False,
	**overrides: Any,
) -> Document:
	"""A scheme with the policy of a preset. `members` maps accounts to their function ("Co-ordinator")."""
	scheme = frappe.get_doc(
		{
			"doctype": "Mentoring Scheme",
			"scheme_name": f"{fake.city()} mentoring {next(numbers)}",
			"preset": preset,
			"members": [{"user": user, "function": function} for user, function in (members or {}).items()],
		}
	)
	scheme.fill_from_preset()
	scheme.update(overrides)
	return _saved(scheme, do_not_save)


@remembered
def make_household(*, do_not_save: bool = False, **overrides: Any) -> Document:
	"""A household that payments can be made out to."""
	surname = fake.last_name()
	values = {"household_name": f"{surname} household", "payee_name": f"{fake.first_name()} {surname}"}
	return _made("Mentoring Household", values | overrides, do_not_save)


@remembered
def make_participant(
	*, household: str | None = None, do_not_save: bool = False, **overrides: Any
) -> Document:
	"""A carer approved three years ago at level 3 and caring ever since, in a household of their own."""
	values = {
		"participant_name": fake.name_nonbinary(),
		"household": household or make_household().name,
		"date_of_birth": fake.date_of_birth(minimum_age=35, maximum_age=65),
		"area": make_area().name,
		"approvals": [{"approval_type": "Mainstream", "approved_on": days_ago(1100), "level": 3}],
		"active_periods": [{"from_date": days_ago(1000), "kind": "Fostering"}],
	}
	return _made("Mentoring Participant", values | overrides, do_not_save)


@remembered
def make_equality_profile(
	*, participant: str | None = None, do_not_save: bool = False, **overrides: Any
) -> Document:
	"""The characteristics of a participant."""
	values = {"participant": participant or make_participant().name, "religion": "Quaker", "disability": "No"}
	return _made("Mentoring Equality Profile", values | overrides, do_not_save)


@remembered
def make_mentor(
	*,
	scheme: str | None = None,
	participant: str | None = None,
	stage: str = "Active",
	do_not_save: bool = False,
	**overrides: Any,
) -> Document:
	"""A mentor who stands at `stage`, with the evidence of every stage, and may be linked under any preset."""
	values = {
		"scheme": scheme or make_scheme().name,
		"participant": participant or make_participant().name,
		"commitment_confirmed": "Yes",
		"found_suitable": "Yes",
		**{field: days_ago(400 - 20 * step) for step, field in enumerate(STAGE_DATES)},
		"trainings": [
			{
				"training": "Safer caring",
				"mandatory": 1,
				"due_on": days_ago(100),
				"attended_on": days_ago(200),
			}
		],
	}
	mentor = _made("Mentor", values | overrides, do_not_save)
	if do_not_save:
		return mentor
	for check in frappe.get_all("Mentoring Required Check", {"parent": mentor.scheme}, pluck="check"):
		make_check(mentor=mentor.name, check_kind=check)
	mentor.reload()
	return mentor if stage == mentor.stage else stand(mentor, stage=stage)


@remembered
def make_mentee(
	*,
	scheme: str | None = None,
	participant: str | None = None,
	do_not_save: bool = False,
	**overrides: Any,
) -> Document:
	"""A mentee, approved eight weeks ago, who was offered a mentor and said yes; for the scheme's first support type."""
	scheme = scheme or make_scheme().name
	newly_approved = {
		"approvals": [{"approval_type": "Mainstream", "approved_on": days_ago(56), "level": 1}],
		"active_periods": [],
		"date_of_birth": fake.date_of_birth(
			minimum_age=19, maximum_age=32
		),  # younger than any mentor made here
	}
	values = {
		"scheme": scheme,
		"participant": participant or make_participant(**newly_approved).name,
		"support_type": first_support_type(scheme),
		"referral_route": "Newly approved",
		"referred_on": days_ago(40),
		"offered_on": days_ago(35),
		"offer_answer": "Accepted",
		"offer_answered_on": days_ago(30),
		"needs": fake.sentence(),
	}
	return _made("Mentee", values | overrides, do_not_save)


@remembered
def make_link(
	*,
	scheme: str | None = None,
	mentor: str | None = None,
	mentee: str | None = None,
	status: str = "Proposed",
	do_not_save: bool = False,
	**overrides: Any,
) -> Document:
	"""A pair of one scheme. With another `status` than Proposed, the link stands at it without having gone there."""
	scheme = scheme or _scheme_of(mentor, mentee) or make_scheme().name
	values = {
		"mentor": mentor or make_mentor(scheme=scheme).name,
		"mentee": mentee or make_mentee(scheme=scheme).name,
		"support_type": first_support_type(scheme),
		"match_explanation": fake.sentence(),
	}
	link = _made("Mentoring Link", values | overrides, do_not_save)
	if do_not_save or status == link.status:
		return link
	began = {} if status in ("Consulting", "Introduction", "Declined") else {"start_date": days_ago(28)}
	return stand(link, status=status, **began)


@remembered
def make_consultation(*, link: str | None = None, do_not_save: bool = False, **overrides: Any) -> Document:
	"""The question to one social worker about a link; the mentor's, unless said otherwise."""
	values = {
		"link": link or make_link(status="Consulting").name,
		"whose": "Mentor's SSW",
		"ssw": overrides.get("ssw") or make_user("Supervising Social Worker"),
	}
	return _made("Mentoring Consultation", values | overrides, do_not_save)


@remembered
def make_agreement(*, link: str | None = None, do_not_save: bool = False, **overrides: Any) -> Document:
	"""An agreement that is being written, with something in each of its sections."""
	values = {"link": link or make_link(status="Introduction").name}
	agreement = _made("Mentoring Agreement", values | overrides, do_not_save)
	if do_not_save:
		return agreement
	for section in agreement.sections:
		section.text = fake.sentence()
	return agreement.save()


@remembered
def make_contact_record(*, link: str | None = None, do_not_save: bool = False, **overrides: Any) -> Document:
	"""A draft about a visit of a week ago; each at a minute of its own, because no contact is recorded twice."""
	hour, minute = divmod(next(numbers) % (24 * 60), 60)
	values = {
		"link": link or make_link(status="Active").name,
		"contact_date": days_ago(7),
		"contact_time": f"{hour:02}:{minute:02}:00",
		"minutes": 60,
		"way": "In person",
		"outcome": "Took place",
		"summary": fake.paragraph(),
		"progress": fake.sentence(),
		"actions": [{"action": fake.sentence(), "who": "Both"}],
		"next_contact_on": date.today() + timedelta(days=21),
	}
	return _made("Contact Record", values | overrides, do_not_save)


@remembered
def make_supervision(*, mentor: str | None = None, do_not_save: bool = False, **overrides: Any) -> Document:
	"""A one-to-one supervision that was held five days ago."""
	mentor = mentor or make_mentor().name
	values = {
		"mentor": mentor,
		"scheme": frappe.db.get_value("Mentor", mentor, "scheme"),
		"kind": "One-to-one",
		"status": "Held",
		"supervision_date": days_ago(5),
		"supervisor": overrides.get("supervisor") or make_user("Supervising Social Worker"),
		"difficulties": fake.sentence(),
	}
	return _made("Mentoring Supervision", values | overrides, do_not_save)


@remembered
def make_request(*, mentor: str | None = None, do_not_save: bool = False, **overrides: Any) -> Document:
	"""A mentor asks for a break from next week."""
	mentor = frappe.get_doc("Mentor", mentor) if mentor else make_mentor()
	values = {
		"kind": "Break",
		"scheme": mentor.scheme,
		"participant": mentor.participant,
		"participant_name": mentor.participant_name,
		"mentor": mentor.name,
		"from_date": date.today() + timedelta(days=7),
		"asked_text": fake.sentence(),
		"asked_on": datetime.now(),
	}
	return _made("Mentoring Request", values | overrides, do_not_save)


@remembered
def make_feedback(
	*, link: str | None = None, given_by: str = "Mentee", do_not_save: bool = False, **overrides: Any
) -> Document:
	"""Feedback that has been asked for and not yet given."""
	values = {
		"link": link or make_link(status="Closing").name,
		"given_by": given_by,
		"occasion": "End",
	}
	return _made("Mentoring Feedback", values | overrides, do_not_save)


@remembered
def make_follow_up(*, link: str | None = None, do_not_save: bool = False, **overrides: Any) -> Document:
	"""A follow-up of the mentee six months after the end of a link, done today."""
	if link is None:
		link = stand(make_link(status="Closed"), ended_on=days_ago(190)).name
	values = {
		"link": link,
		"asked_of": "Mentee",
		"months": 6,
		"status": "Done",
		"still_in_role": "Yes",
		"placement": "Stable",
		"asked_on": date.today(),
		"asked_how": "Phone call",
	}
	return _made("Mentoring Follow Up", values | overrides, do_not_save)


@remembered
def make_payment(*, link: str | None = None, do_not_save: bool = False, **overrides: Any) -> Document:
	"""An exceptional payment of 25 pounds for a link, due today; as whoever the policy lets agree to it."""
	values = {
		"link": link or make_link(status="Active").name,
		"kind": "Exceptional",
		"amount": 25,
		"due_on": date.today(),
		"reason": fake.sentence(),
	}
	return _made("Mentoring Payment", values | overrides, do_not_save)


@remembered
def make_reminder(*, do_not_save: bool = False, **overrides: Any) -> Document:
	"""A reminder that was sent today."""
	values = {"kind": "Contact", "subject": fake.sentence(), "matter_key": f"matter {next(numbers)}"}
	return _made("Mentoring Reminder", values | overrides, do_not_save)


@remembered
def make_support_note(*, link: str | None = None, do_not_save: bool = False, **overrides: Any) -> Document:
	"""What staff noted today of a link, by whoever is at work."""
	values = {
		"link": link or make_link(status="Active").name,
		"kind": "Support note",
		"note_date": date.today(),
		"text": fake.sentence(),
	}
	return _made("Mentoring Support Note", values | overrides, do_not_save)


@remembered
def make_message(*, do_not_save: bool = False, **overrides: Any) -> Document:
	"""What somebody was told by e-mail."""
	values = {
		"recipient": overrides.get("recipient") or make_user("Mentor"),
		"subject": fake.sentence(),
		"address": "/mentoring",
		"sent_by": "E-mail",
	}
	return _made("Mentoring Message", values | overrides, do_not_save)


@remembered
def make_letter(
	*, link: str | None = None, as_role: str = "Mentee", do_not_save: bool = False, **overrides: Any
) -> Document:
	"""A letter to the mentee, or to the mentor, that ends a link; not sent yet."""
	values = {
		"link": link or make_link(status="Closing").name,
		"as_role": as_role,
		"subject": "The end of your mentoring",
		"body": f"<p>{fake.sentence()}</p>",
		"letter_date": date.today(),
	}
	return _made("Mentoring Letter", values | overrides, do_not_save)


def make_file_entry(*, link: str | None = None, as_role: str = "Mentee", **overrides: Any) -> Document:
	"""What went on the file of the mentee, or of the mentor, when a link ended."""
	pair = frappe.get_doc("Mentoring Link", link) if link else make_link(status="Closed")
	values = {
		"participant": pair.get(f"{as_role.lower()}_participant"),
		"as_role": as_role,
		"link": pair.name,
		"scheme": pair.scheme,
		"filed_on": date.today(),
		"file_key": f"{pair.name}/{as_role}",
	}
	return _made("Mentoring File Entry", values | overrides, do_not_save=False)


def bundle_file(entry: Document) -> Document:
	"""The file of a sealed bundle of one empty page, on a file entry whose link is closed."""
	page = BytesIO()
	writer = PdfWriter()
	writer.add_blank_page(width=100, height=100)
	writer.write(page)
	assert seal.fasten(entry.name, page.getvalue(), 1) == 1
	return frappe.get_doc("File", {"attached_to_doctype": entry.doctype, "attached_to_name": entry.name})


def make_file(doc: Document, *, private: bool = True, content: str = "seen", **overrides: Any) -> Document:
	"""A file attached to a document."""
	values = {
		"file_name": f"note-{next(numbers)}.txt",
		"attached_to_doctype": doc.doctype,
		"attached_to_name": doc.name,
		"is_private": int(private),
		"content": content,
	}
	return _made("File", values | overrides, do_not_save=False)


def make_matching_round(
	*, scheme: str | None = None, do_not_save: bool = False, **overrides: Any
) -> Document:
	"""A round that is not worked out yet."""
	return _made(
		"Mentoring Matching Round", {"scheme": scheme or make_scheme().name, **overrides}, do_not_save
	)


@remembered
def make_wording(*, scheme: str | None = None, do_not_save: bool = False, **overrides: Any) -> Document:
	"""A scheme's own wording of the welcome letter."""
	values = {
		"scheme": scheme or make_scheme().name,
		"paper": WELCOME,
		"subject": "Hello {{ recipient_name }}",
		"body": "<p>{{ mentor_name }} is your mentor in {{ scheme }}.</p>",
	}
	return _made("Mentoring Wording", values | overrides, do_not_save)


@remembered
def make_setup_plan(*, scheme: str | None = None, do_not_save: bool = False, **overrides: Any) -> Document:
	"""A plan of setting a scheme up that begins today, with its seventeen steps."""
	values = {"scheme": scheme or make_scheme().name, "start_date": days_ago(0), "weeks": 52}
	return _made("Mentoring Setup Plan", values | overrides, do_not_save)


@remembered
def make_setup_step(*, plan: str | None = None, do_not_save: bool = False, **overrides: Any) -> Document:
	"""A step that the council adds to the seventeen of a plan."""
	values = {
		"plan": plan or make_setup_plan().name,
		"title": fake.sentence(nb_words=4),
		"starts_on": days_ago(7),
		"due_on": days_ago(-30),
	}
	return _made("Mentoring Setup Step", values | overrides, do_not_save)


@remembered
def make_concern(
	*, scheme: str | None = None, link: str | None = None, do_not_save: bool = False, **overrides: Any
) -> Document:
	"""A complaint that staff record; in a link where one is named."""
	scheme = scheme or (frappe.db.get_value("Mentoring Link", link, "scheme") if link else make_scheme().name)
	values = {"scheme": scheme, "link": link, "kind": "Complaint", "happened": fake.sentence()}
	return _made("Mentoring Concern", values | overrides, do_not_save)


@remembered
def make_application(
	*, scheme: str | None = None, role: str = "Mentor", do_not_save: bool = False, **overrides: Any
) -> Document:
	"""What staff record of somebody who wrote on paper and agreed that it is kept."""
	values = {
		"scheme": scheme or make_scheme().name,
		"role": role,
		"applicant_name": fake.name_nonbinary(),
		"email": f"applicant.{next(numbers)}@example.org",
		"about": fake.sentence(),
		"support_wanted": fake.sentence(),
		"consent": 1,
	}
	return _made("Mentoring Application", values | overrides, do_not_save)


def first_support_type(scheme: str) -> str:
	"""The first support type of a scheme."""
	return frappe.db.get_value(
		"Mentoring Support Type",
		{"parent": scheme, "parenttype": "Mentoring Scheme", "idx": 1},
		"support_type",
	)


def _scheme_of(mentor: str | None, mentee: str | None) -> str | None:
	if mentor:
		return frappe.db.get_value("Mentor", mentor, "scheme")
	return frappe.db.get_value("Mentee", mentee, "scheme") if mentee else None


def _made(doctype: str, values: dict[str, Any], do_not_save: bool) -> Document:
	return _saved(frappe.get_doc({"doctype": doctype, **values}), do_not_save)


def _saved(doc: Document, do_not_save: bool) -> Document:
	return doc if do_not_save else doc.insert()


@remembered
def make_area(area_name: str | None = None, *, do_not_save: bool = False, **overrides: Any) -> Document:
	"""An area that people live in; one that is there already is not made again."""
	area_name = area_name or fake.city()
	if frappe.db.exists("Mentoring Area", area_name):
		return frappe.get_doc("Mentoring Area", area_name)
	return _made("Mentoring Area", {"area_name": area_name} | overrides, do_not_save)


@remembered
def make_attribute(kind: str = "Expertise", attribute: str | None = None, **overrides: Any) -> Document:
	"""A word for what people have in common, such as an expertise."""
	values = {"kind": kind, "attribute": attribute or f"{fake.word()} {next(numbers)}"}
	return _made("Mentoring Attribute", values | overrides, do_not_save=False)


@remembered
def make_event(*, scheme: str | None = None, do_not_save: bool = False, **overrides: Any) -> Document:
	"""A support meeting in two weeks, in the evening, for mentors, with as many places as come."""
	starts = datetime.combine(date.today() + timedelta(days=14), time(18))
	values = {
		"scheme": scheme or make_scheme().name,
		"title": f"{fake.word()} evening".capitalize(),
		"kind": "Support meeting",
		"open_to": "Mentors",
		"starts_on": overrides.get("starts_on") or starts,
		"ends_on": (overrides.get("starts_on") or starts) + timedelta(hours=2),
		"venue": fake.city(),
	}
	return _made("Mentoring Event", values | overrides, do_not_save)


@remembered
def make_booking(
	*, event: str | None = None, participant: str | None = None, do_not_save: bool = False, **overrides: Any
) -> Document:
	"""An invitation of a mentor to an event. Another `status` stands there without the event knowing of it."""
	event = event or make_event().name
	scheme = frappe.db.get_value("Mentoring Event", event, "scheme")
	status = overrides.pop("status", "Invited")
	values = {"event": event, "participant": participant or make_mentor(scheme=scheme).participant}
	booking = _made("Mentoring Booking", values | overrides, do_not_save)
	return booking if do_not_save or status == "Invited" else stand(booking, status=status)


@remembered
def make_check(*, mentor: str | None = None, do_not_save: bool = False, **overrides: Any) -> Document:
	"""A check in order, issued and seen a year ago; of the first kind that the mentor's scheme asks for."""
	mentor = mentor or make_mentor(scheme=make_scheme("care-leavers-peer").name).name
	scheme = frappe.db.get_value("Mentor", mentor, "scheme")
	asked = frappe.get_all(
		"Mentoring Required Check", {"parent": scheme}, pluck="check", order_by="idx", limit=1
	)
	values = {
		"mentor": mentor,
		"check_kind": asked[0] if asked else "DBS check",
		"number": f"{next(numbers):012}",
		"issued_on": days_ago(345),
		"seen_on": overrides.get("issued_on") or days_ago(340),
		"seen_by": frappe.session.user,
	}
	return _made("Mentor Check", values | overrides, do_not_save)


@remembered
def make_reference(*, mentor: str | None = None, do_not_save: bool = False, **overrides: Any) -> Document:
	"""A reference that speaks for the mentor."""
	values = {
		"mentor": mentor or make_mentor().name,
		"referee": f"{fake.name_nonbinary()} {next(numbers)}",
		"relation": "Former colleague",
		"asked_on": days_ago(350),
		"received_on": days_ago(340),
		"answer": "For the mentor",
	}
	return _made("Mentor Reference", values | overrides, do_not_save)


@remembered
def make_assessment(*, mentor: str | None = None, do_not_save: bool = False, **overrides: Any) -> Document:
	"""An interview that was held a year ago, with the scheme's checklist."""
	values = {
		"mentor": mentor or make_mentor().name,
		"kind": "Interview",
		"held_on": days_ago(360),
		"assessed_by": fake.name_nonbinary(),
	}
	return _made("Mentor Assessment", values | overrides, do_not_save)


@remembered
def make_approved_payment(*, link: str | None = None, **overrides: Any) -> Document:
	"""A payment that was approved and goes to the household of the link's mentor."""
	return stand(make_payment(link=link, **overrides), status="Approved", docstatus=1)


@remembered
def make_payee_account(
	*, household: str | None = None, confirmed: bool = False, do_not_save: bool = False, **overrides: Any
) -> Document:
	"""The account of a household; `confirmed` by somebody other than who has entered it."""
	number = next(numbers)
	values = {
		"household": household or make_household().name,
		"account_holder": fake.name_nonbinary(),
		"sort_code": f"{number % 1000000 + 1:06}",
		"account_number": f"{number + 1:08}",
	}
	account = _made("Mentoring Payee Account", values | overrides, do_not_save)
	if confirmed and not do_not_save:
		stand(account, confirmed_by=make_user("Mentoring Finance"), confirmed_on=datetime.now())
	return account


@remembered
def make_payment_batch(
	*, payments: tuple[str, ...] | None = None, do_not_save: bool = False, **overrides: Any
) -> Document:
	"""A draft batch of today with these payments, or with one that it makes."""
	names = (make_approved_payment().name,) if payments is None else payments
	values = {
		"pay_on": date.today(),
		"lines": [{"reference_type": "Mentoring Payment", "reference": name} for name in names],
	}
	return _made("Mentoring Payment Batch", values | overrides, do_not_save)


@remembered
def make_approval_run(
	*, payments: tuple[str, ...] | None = None, do_not_save: bool = False, **overrides: Any
) -> Document:
	"""Payments that wait to be approved in one go; one that it makes, unless they are named."""
	names = (make_payment().name,) if payments is None else payments
	values = {"document_type": "Mentoring Payment", "lines": [{"reference": name} for name in names]}
	return _made("Mentoring Approval Run", values | overrides, do_not_save)


def months_back(months: int) -> date:
	"""The first day of the month so many months before this one."""
	year, month = divmod(date.today().year * 12 + date.today().month - 1 - months, 12)
	return date(year, month + 1, 1)


def last_month(day: int = 1) -> date:
	"""That day of the month before this one."""
	return (date.today().replace(day=1) - timedelta(days=1)).replace(day=day)


@remembered
def make_claim(
	*, mentor: str | None = None, status: str = "Draft", do_not_save: bool = False, **overrides: Any
) -> Document:
	"""A claim for last month, of a journey of 20 miles. With another `status`, it stands there without having gone there."""
	values = {
		"mentor": mentor or make_mentor().name,
		"month": overrides.get("month") or last_month(),
		"expense_lines": [
			{
				"date": overrides.get("month") or last_month(),
				"kind": "Mileage",
				"journey": "Kingston – Richmond – Kingston",
				"miles": 20,
			}
		],
	}
	claim = _made("Mentor Claim", values | overrides, do_not_save)
	return claim if do_not_save or status == "Draft" else stand(claim, status=status)


@remembered
def make_legal_hold(
	*, participant: str | None = None, link: str | None = None, do_not_save: bool = False, **overrides: Any
) -> Document:
	"""A hold in force on a person, or on a link."""
	if not participant and not link:
		participant = make_participant().name
	values = {"participant": participant, "link": link, "reason": "An inquiry."}
	return _made("Mentoring Legal Hold", values | overrides, do_not_save)


def make_disposal_list(*, scheme: str | None = None, do_not_save: bool = False, **overrides: Any) -> Document:
	"""A list of this month that the job has prepared, with one application on it."""
	scheme = scheme or make_scheme().name
	application = overrides.pop("application", None) or make_application(scheme=scheme).name
	row = {
		"kind": "Application",
		"document_type": "Mentoring Application",
		"document": application,
		"reached_on": date.today(),
		"proposal": "Delete",
	}
	values = {"scheme": scheme, "month": date.today().replace(day=1), "documents": [row]}
	made = _made("Mentoring Disposal List", values | overrides, do_not_save=True)
	made.flags.from_policy = True
	return _saved(made, do_not_save)


def make_data_request(
	*, participant: str | None = None, do_not_save: bool = False, **overrides: Any
) -> Document:
	"""A request of today for everything that is held of somebody."""
	values = {"participant": participant or make_participant().name, "kind": "Subject access"}
	return _made("Mentoring Data Request", values | overrides, do_not_save)


def make_import_entry(*, scheme: str | None = None, mentoring_import: str | None = None) -> Document:
	"""What is noted of a household that was brought in and deleted since, in the one way in which it is noted."""
	scheme = scheme or make_scheme().name
	row = Row("Households", 2, {"reference": f"H{next(numbers)}"})
	written = entries.Written(row, "Mentoring Household", "HH-00000")
	entries.keep(scheme, mentoring_import or make_import(scheme=scheme).name, [written])
	return frappe.get_doc("Mentoring Import Entry", key_of(scheme, ref_of(row)))


def make_import(
	*, scheme: str | None = None, workbook: bytes | None = None, do_not_save: bool = False, **overrides: Any
) -> Document:
	"""An import of a running scheme; `workbook`: what is attached to it, nothing yet unless it is said."""
	doc = _made("Mentoring Import", {"scheme": scheme or make_scheme().name, **overrides}, do_not_save)
	if workbook is None:
		return doc
	file = make_file(
		doc,
		file_name=f"scheme-{next(numbers)}.xlsx",
		content=workbook,
		attached_to_field="workbook",
	)
	doc.workbook = file.file_url
	return doc.save()
