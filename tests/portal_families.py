"""Who the tests of all pages of the portal are about: two families with everything that a page may be about.

What they have is made by the makers; `spoil` then turns whatever anybody has typed into the worst that people may type.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import add_months, get_first_day, now_datetime
from makers import (
	days_ago,
	make_agreement,
	make_booking,
	make_claim,
	make_concern,
	make_contact_record,
	make_equality_profile,
	make_event,
	make_feedback,
	make_link,
	make_mentor,
	make_message,
	make_request,
	make_supervision,
	make_user,
	stand,
)
from portal_cast import PortalCast

from mentoring_scheme.mentoring_scheme.doctype.mentoring_feedback.key import address_with_key

# What people may type, at its worst: it breaks out of attributes, asks to be evaluated, turns the line round, and has
# no place to break.
MARK = "Zoë"
HOSTILE = (
	f'{MARK}{{{{ 7*7 }}}}"\'><img src=x onerror="hacked=1"><script>hacked=1</script>\u202eolleh\u202c'
	f"{{% raw %}}{'W' * 140}"
)
HOSTILE_NAME = 'Kew\'s "Sons" & {{ 7*7 }} \u202eolleh\u202c ' + "M" * 40
TYPED = ("Data", "Small Text", "Text", "Long Text", "Text Editor")
# Texts that are no words of anybody: the app writes them, and goes by them.
NOT_TYPED = {"address", "kind", "policy", "source", "support_type", "task", "text_number"}


OCCASIONS = ("End", "Mid-term")
# What a scheme says to its people.
FOR_ITS_PEOPLE = {
	"out_of_hours_phone": "01632 960 001",
	"welcome_letter": "Dear mentor, dear mentee, welcome.",
	"resources": [
		{
			"title": "Guide",
			"audience": "Mentors and mentees",
			"url": "https://example.org/guide",
			"note": "Ten pages.",
		}
	],
}
# Of the documents, those that others know of, too.
OF_EVERYBODY = ("cancelled", "event", "key", "scheme")
STAFF_ROLES = (
	"Mentoring Manager",
	"Supervising Social Worker",
	"Mentoring Finance",
	"System Manager",
)


class PortalFamilies(PortalCast):
	"""Two pairs of one scheme with all that a page may be about; `users` are the people, `documents` those of the first pair.

	The mentor of the first pair had a mentee before. The mentee of the second pair, `both`, is a mentor of a third, too.
	`staff` has every role that staff may have, so that what is closed to them is closed to each; `outsider` has none.
	"""

	def __init__(self) -> None:
		self.began = now_datetime()
		super().__init__()
		self.users = {
			"mentor": self.user,
			"mentee": make_user("Mentee"),
			"both": make_user("Mentor", "Mentee"),
			"stranger": self.stranger,
			"staff": self.co_ordinator,
			"outsider": make_user(),
		}
		frappe.get_doc("User", self.co_ordinator).add_roles(*STAFF_ROLES)
		frappe.get_doc("Mentoring Scheme", self.scheme).update(FOR_ITS_PEOPLE).save()
		self._seat(self.link, self.users["mentee"])
		ended = stand(self._pair_with(self.mentor, "Closed"), ended_on=days_ago(30))
		self._seat(self._pair_with(self._mentor_named(self.stranger)).name, self.users["both"])
		self._pair_with(make_mentor(scheme=self.scheme, participant=self._person("both")).name)
		self.documents = {
			"ended": ended.name,
			"link": self.link,
			"scheme": self.scheme,
			**self._agreements(),
			**self._records(),
			**self._events(),
			**self._feedback(),
			"claim": make_claim(mentor=self.mentor).name,
		}
		self._say()

	# --- who there is

	def _pair_with(self, mentor: str, status: str = "Active") -> Document:
		link = make_link(scheme=self.scheme, mentor=mentor, status=status, decision_reason="For the test.")
		return stand(link, start_date=days_ago(120))

	def _seat(self, link: str, user: str) -> None:
		"""Give the mentee of a link an account; staff are the mentor's social worker."""
		mentor, mentee = frappe.db.get_value(
			"Mentoring Link", link, ["mentor_participant", "mentee_participant"]
		)
		stand(frappe.get_doc("Mentoring Participant", mentor), ssw=self.users["staff"])
		stand(frappe.get_doc("Mentoring Participant", mentee), user=user)

	def _person(self, name: str) -> str:
		return frappe.db.get_value("Mentoring Participant", {"user": self.users[name]})

	def _mentor_named(self, user: str) -> str:
		participant = frappe.db.get_value("Mentoring Participant", {"user": user})
		return frappe.db.get_value("Mentor", {"participant": participant})

	# --- what they have

	def _agreements(self) -> dict[str, str]:
		"""One that is signed, and the review of it, which awaits the signatures."""
		slot = {"contact_way": "Phone call", "contact_every": 1, "contact_unit": "Weeks"}
		signed = make_agreement(
			link=self.link,
			between_contacts="Text messages.",
			contact_weekday="Monday",
			contact_time="19:30:00",
			goals=[{"goal": "Sleep", "measure": "Four nights in a row", "by_when": days_ago(-60)}],
			**slot,
		)
		signed.append(
			"signatures",
			{"party": "Mentor", "name_typed": "A. Name", "signed_on": now_datetime(), "user": self.user},
		).db_insert()
		stand(signed, docstatus=1, signing_state="Signed", completed_on=days_ago(100))
		review = stand(
			frappe.get_doc("Mentoring Agreement", signed.review()), signing_state="Awaiting signatures"
		)
		return {"signed": signed.name, "agreement": review.name}

	def _records(self) -> dict[str, str]:
		"""One in each state; the cast's own was sent."""
		remark = {"party": "Mentee", "said_on": now_datetime(), "text": "It was an hour."}
		queried = make_contact_record(
			link=self.link, outcome="Cancelled", outcome_by="Mentee", outcome_reason="Flu"
		)
		queried.append("remarks", remark).db_insert()
		signed = {"agreed_on": now_datetime(), "agreed_name": "A. Name", "agreed_how": "With own account"}
		return {
			"record": self.record,
			"draft": make_contact_record(link=self.link).name,
			"queried": stand(queried, status="Queried").name,
			"agreed": stand(make_contact_record(link=self.link), status="Agreed", docstatus=1, **signed).name,
		}

	def _events(self) -> dict[str, str]:
		"""One that the mentor is invited to, one that was called off, one that is over."""
		self._event("Attended", status="Held", starts_on=days_ago(9), ends_on=days_ago(9))
		return {
			"event": self._event("Invited", status="Planned").name,
			"cancelled": self._event("Booked", status="Cancelled").name,
		}

	def _event(self, answer: str, **values: Any) -> Document:
		event = make_event(scheme=self.scheme, description="Bring a cup.", trainer="A. Trainer")
		booking = make_booking(event=event.name, participant=self._person("mentor"), status=answer)
		stand(booking, note="Ground floor.", cancel_reason="Snow.")
		return stand(event, **values)

	def _feedback(self) -> dict[str, str]:
		"""Asked of the mentor and of the mentee; given by the mentor; and asked by a link that takes no account."""
		asked, given = (make_feedback(link=self.link, given_by="Mentor", occasion=each) for each in OCCASIONS)
		for row in given.answers:
			row.db_set("answer", "We laughed.")
		stand(given, given_on=days_ago(20), given_how="With own account")
		mentees, by_link = (make_feedback(link=self.link, occasion=each) for each in OCCASIONS)
		return {
			"feedback": asked.name,
			"given": given.name,
			"mentees": mentees.name,
			"key": address_with_key(by_link).partition("?key=")[2],
		}

	def _say(self) -> None:
		"""What each of them is told, asks and raises; how the mentor is supervised."""
		for name in ("mentor", "mentee", "both"):
			make_message(recipient=self.users[name], scheme=self.scheme)
			person = {"participant": self._person(name), "participant_name": "Whoever asks"}
			answered = {"status": "Done", "answer": "It is done."}
			stand(make_request(mentor=self.mentor, kind="Change of details", **person), **answered)
			raised = {"raised_by": self.users[name], "answer_to_them": "We have spoken with everybody."}
			raised_as = "Mentee" if name == "mentee" else "Mentor"
			stand(make_concern(scheme=self.scheme), raised_as=raised_as, status="Closed", **raised)
			make_equality_profile(participant=self._person(name))
		self._supervise()
		stand(make_request(mentor=self.mentor), status="Declined", answer="Let us talk.")
		make_request(mentor=self.mentor)

	def _supervise(self) -> None:
		actions = [
			{"action": "Read the leaflet", "for_mentor": 1, "by_when": days_ago(3)},
			{"action": "Ring the school", "for_mentor": 1, "done": 1},
		]
		make_supervision(mentor=self.mentor, notes_for_mentor="Take an evening off.", actions=actions)
		make_supervision(mentor=self.mentor, status="Planned", supervision_date=days_ago(-30))

	# --- what there may be on a page

	@property
	def private_words(self) -> list[str]:
		"""What nobody but the first pair may read on a page: who they are, what they wrote, which papers they have."""
		names = frappe.db.get_value("Mentoring Link", self.link, ["mentor_name", "mentee_name"])
		summary = frappe.db.get_value("Contact Record", self.record, "summary")
		papers = [name for kind, name in self.documents.items() if kind not in OF_EVERYBODY]
		return [*names, summary, self.user, self.users["mentee"], *papers]

	def grow(self, number: int) -> None:
		"""So many more links, records, claims and so on of the mentor."""
		before = frappe.db.count("Mentor Claim", {"mentor": self.mentor})
		for each in range(number):
			self._grow_link()
			self.contact(self.month + timedelta(days=each))
			make_message(recipient=self.user, scheme=self.scheme)
			event = make_event(scheme=self.scheme)
			make_booking(event=event.name, participant=self._person("mentor"))
			self._supervise()
			stand(make_request(mentor=self.mentor), status="Done")
			stand(make_concern(scheme=self.scheme), raised_as="Mentor", raised_by=self.user)
			month = get_first_day(add_months(self.month, -before - each))
			stand(make_claim(mentor=self.mentor, month=month), status="Submitted")

	def _grow_link(self) -> None:
		link = self._pair_with(self.mentor).name
		stand(make_agreement(link=link), signing_state="Awaiting signatures")
		stand(make_contact_record(link=link), status="Sent")
		make_feedback(link=link, given_by="Mentor")

	def spoil(self) -> None:
		"""Whatever anybody has typed becomes hostile, past the rules of the documents; so does the scheme's name."""
		self.scheme = frappe.rename_doc("Mentoring Scheme", self.scheme, HOSTILE_NAME, force=True)
		self.documents["scheme"] = self.scheme
		for doctype in frappe.get_all("DocType", {"module": "Mentoring Scheme", "issingle": 0}, pluck="name"):
			table = frappe.qb.DocType(doctype)
			typed = [field for field in frappe.get_meta(doctype).fields if _is_typed(field)]
			if not typed or doctype == "Mentoring Policy Version":
				continue
			query = frappe.qb.update(table).where(table.creation >= self.began)
			for field in typed:
				longest = 140 if field.fieldtype == "Data" else None
				query = query.set(table[field.fieldname], HOSTILE[:longest])
			query.run()
		account = frappe.qb.DocType("User")
		named = frappe.qb.update(account).set(account.full_name, HOSTILE[:140])
		named.where(account.creation >= self.began).run()
		frappe.clear_cache()


def _is_typed(field: Any) -> bool:
	"""Whether a field holds what somebody has typed, and nothing that has to be of a certain form."""
	of_form = field.options or field.unique or field.fieldname.endswith(("_key", "_user", "_to"))
	return field.fieldtype in TYPED and not of_form and field.fieldname not in NOT_TYPED
