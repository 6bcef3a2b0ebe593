"""The people of the access tests, and the documents that they meet.

Scheme A has the co-ordinator `co_a` and the project worker `worker_a`, scheme B the co-ordinator `co_b`.

	link   scheme  mentor (their SSW)        mentee (their SSW)      records are read by SSWs
	L1     A       Mia   (ssw_mentor)        Eli  (ssw_mentee)       when shared
	L2     A       Olga  (nobody)            Fay  (ssw_mentee)       always
	L3     A       Mia   (ssw_mentor)        Gus  (ssw_mentee)       never
	L4     A       Mia   (ssw_mentor)        Hal  (ssw_mentee)       never, but closed and filed
	L5     A       Olga  (nobody)            Pat  (nobody)           when shared
	L6     B       Pat   (nobody)            Ivy  (ssw_other)        always

Accounts of their own: Mia `mentor`, Olga `other_mentor`, Eli `mentee`, Pat `both`, who is mentee in A and mentor in B.
Then there are `manager`, `finance`, `system_manager`, `guest`, and `nobody`, who has an account and no role.
Nell is new: she is in no scheme yet; `ssw_other` supervises her. Zoe is the second carer of Mia's household.

	event         scheme  open to                 booked
	A mentors     A       mentors                 Mia, Olga
	A applicants  A       mentors and applicants  Mia
	A mentees     A       mentees                 Eli, Fay
	A both        A       mentors and mentees     Mia, Pat (who is a mentee there)
	B mentors     B       mentors                 Pat
	B mentees     B       mentees                 Ivy

	concern       scheme  link  raised by                   besides
	L1.worry      A       L1    Mia, as mentor
	L1.said       A       L1    Eli, as mentee
	past          A       L1    Eli, as mentee              for managers only
	of co_a       A       -     the manager                 about co_a
	of Mia        A       L1    worker_a                    an allegation
	told          A       L2    co_a                        ssw_mentee and co_b are told
	no longer     A       L2    co_a                        ssw_mentee was told, and reads it no more
	by SSW        A       L1    ssw_mentor
	L6            B       L6    Ivy, as mentee

Claims are Mia's draft and one that she has sent in, Olga's and Pat's, both sent in. Mia's household has a payee account.
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

import frappe
import makers
from frappe.model.document import Document
from makers import stand

from mentoring_scheme.access.roles import CO_ORDINATOR, FINANCE, MANAGER, MENTEE, MENTOR, SSW

ROLES: dict[str, tuple[str, ...]] = {
	"manager": (MANAGER,),
	"co_a": (CO_ORDINATOR,),
	"worker_a": (CO_ORDINATOR,),
	"co_b": (CO_ORDINATOR,),
	"ssw_mentor": (SSW,),
	"ssw_mentee": (SSW,),
	"ssw_other": (SSW,),
	"finance": (FINANCE,),
	"mentor": (MENTOR,),
	"other_mentor": (MENTOR,),
	"mentee": (MENTEE,),
	"both": (MENTOR, MENTEE),
	"system_manager": ("System Manager",),
	"nobody": (),
}
USERS = (*ROLES, "guest")


class World:
	"""The documents by label, such as "Contact Record" -> {"L1.draft": "REC-2026-00001"}, and the users by part."""

	def __init__(self) -> None:
		self.users = {part: makers.make_user(*roles) for part, roles in ROLES.items()} | {"guest": "Guest"}
		self.names: dict[str, dict[str, str]] = {}
		self._make_schemes()
		self._make_people()
		self._make_links()
		self._make_papers()
		self._make_recruiting()
		self._make_events()
		self._make_matching()
		self._make_concerns()
		self._make_money()
		self._make_rights()
		self._forget_messages()

	def add(self, label: str, doc: Document) -> Document:
		"""Keep a document under a label, which is unique within its type."""
		self.names.setdefault(doc.doctype, {})[label] = doc.name
		return doc

	def name(self, doctype: str, label: str) -> str:
		return self.names[doctype][label]

	def doc(self, doctype: str, label: str) -> Document:
		"""The document as it is stored."""
		return frappe.get_doc(doctype, self.name(doctype, label))

	def labels(self, doctype: str, names: list[str]) -> set[str]:
		"""The labels of these documents; a name that has no label stands for itself."""
		by_name = {name: label for label, name in self.names.get(doctype, {}).items()}
		return {by_name.get(name, name) for name in names}

	def matching(self, doctype: str, patterns: str) -> set[str]:
		"""The labels that one of the patterns fits, such as "L1.* L2.sent"; "-L1.*" takes away."""
		chosen: set[str] = set()
		for pattern in patterns.split():
			fitting = {
				label for label in self.names.get(doctype, {}) if fnmatchcase(label, pattern.lstrip("-"))
			}
			assert fitting, f"no {doctype} is labelled {pattern}"
			chosen = chosen - fitting if pattern.startswith("-") else chosen | fitting
		return chosen

	def everything(self) -> Iterator[tuple[str, str, str]]:
		"""Type, label and name of each document."""
		for doctype, documents in self.names.items():
			for label, name in documents.items():
				yield doctype, label, name

	def _make_schemes(self) -> None:
		staff = {self.users["co_a"]: "Co-ordinator", self.users["worker_a"]: "Project worker"}
		trainer = {self.users["co_b"]: "Trainer"}  # a trainer is no co-ordinator, and sees nothing by that
		self._add_scheme("A", "afc-fostering", staff | trainer)
		self._add_scheme("B", "tri-borough-fostering", {self.users["co_b"]: "Co-ordinator"})

	def _add_scheme(self, label: str, preset: str, members: dict[str, str]) -> None:
		checks = [{"check": "Council tax"}]  # of which the maker of mentors records one each
		scheme = self.add(label, makers.make_scheme(preset, members=members, required_checks=checks))
		self.add(label, frappe.get_doc("Mentoring Policy Version", scheme.policy_version))
		self.add(label, makers.make_wording(scheme=scheme.name))
		plan = self.add(label, makers.make_setup_plan(scheme=scheme.name))
		# one of the seventeen stands for all
		frappe.db.delete("Mentoring Setup Step", {"plan": plan.name, "number": [">", 1]})
		self.add(label, frappe.get_doc("Mentoring Setup Step", {"plan": plan.name}))

	def _make_people(self) -> None:
		for label, account, ssw in (
			("Mia", "mentor", "ssw_mentor"),
			("Olga", "other_mentor", None),
			("Eli", "mentee", "ssw_mentee"),
			("Fay", None, "ssw_mentee"),
			("Gus", None, "ssw_mentee"),
			("Hal", None, "ssw_mentee"),
			("Pat", "both", None),
			("Ivy", None, "ssw_other"),
			("Nell", None, "ssw_other"),
		):
			self._add_participant(label, user=account, ssw=ssw)
		self._add_participant("Zoe", household=self.name("Mentoring Household", "Mia"))
		self.add("empty", makers.make_household())
		for label, scheme in (("Mia", "A"), ("Olga", "A"), ("Pat", "B")):
			self._add_role(makers.make_mentor, label, scheme)
		for label, scheme in (
			("Eli", "A"),
			("Fay", "A"),
			("Gus", "A"),
			("Hal", "A"),
			("Pat", "A"),
			("Ivy", "B"),
		):
			self._add_role(makers.make_mentee, label, scheme)
		for label in ("Eli", "Ivy", "Nell"):
			profile = makers.make_equality_profile(participant=self.name("Mentoring Participant", label))
			self.add(label, profile)
		payee = self.add("payee", makers.make_household()).name
		stand(self.doc("Mentor", "Olga"), payee_household=payee)

	def _add_participant(
		self, label: str, *, user: str | None = None, ssw: str | None = None, household: str | None = None
	) -> None:
		if not household:
			household = self.add(label, makers.make_household()).name
		participant = makers.make_participant(
			participant_name=label, household=household, user=self.users.get(user), ssw=self.users.get(ssw)
		)
		self.add(label, participant)

	def _add_role(self, make: Any, label: str, scheme: str) -> None:
		participant = self.name("Mentoring Participant", label)
		self.add(label, make(participant=participant, scheme=self.name("Mentoring Scheme", scheme)))

	def _make_links(self) -> None:
		for label, mentor, mentee, reads in (
			("L1", "Mia", "Eli", "When shared"),
			("L2", "Olga", "Fay", "Always"),
			("L3", "Mia", "Gus", "Never"),
			("L4", "Mia", "Hal", "Never"),
			("L5", "Olga", "Pat", "When shared"),
			("L6", "Pat", "Ivy", "Always"),
		):
			link = makers.make_link(
				mentor=self.name("Mentor", mentor),
				mentee=self.name("Mentee", mentee),
				status="Active",
				decision_reason="The pair asked for it.",
			)
			self.add(label, stand(link, ssw_reads_records=reads))

	def _make_papers(self) -> None:
		for link in ("L1", "L2", "L3", "L4", "L5", "L6"):
			self._make_agreement(link)
			self._make_records(link)
			self._make_feedback(link)
			self.add(link, makers.make_payment(link=self.name("Mentoring Link", link)))
			for role in ("Mentor", "Mentee"):
				self._add_letter(f"{link}.{role.lower()}", link, role)
			for side, ssw in (("mentor", "ssw_mentor"), ("mentee", "ssw_mentee")):
				self._make_consultation(link, side, ssw)
		self._make_notes()
		self._make_supervisions()
		self._make_requests()
		self._make_filing()
		self._make_reminders()

	def _make_agreement(self, link: str) -> None:
		state = {"L1": "Being written", "L2": "Awaiting signatures", "L6": "Replaced"}.get(link, "Signed")
		agreement = makers.make_agreement(link=self.name("Mentoring Link", link))
		self.add(link, stand(agreement, signing_state=state))

	def _make_records(self, link: str) -> None:
		"""Every status, shared and unshared, where records are shared or always read; else one of a kind."""
		whole = link in ("L1", "L2")
		self._add_record(f"{link}.draft", link)
		for status in ("Sent", "Queried", "Agreed", "Logged") if whole else ("Agreed",):
			self._add_record(f"{link}.{status.lower()}", link, status=status)
		for side in ("mentor", "mentee") if whole else ("mentee",):
			self._add_record(f"{link}.to_{side}_ssw", link, status="Agreed", **{f"share_with_{side}_ssw": 1})
			self._add_record(f"{link}.draft_to_{side}_ssw", link, **{f"share_with_{side}_ssw": 1})

	def _add_record(self, label: str, link: str, **values: Any) -> None:
		record = makers.make_contact_record(link=self.name("Mentoring Link", link))
		self.add(label, stand(record, **values) if values else record)

	def _add_letter(self, label: str, link: str, role: str) -> None:
		letter = makers.make_letter(link=self.name("Mentoring Link", link), as_role=role)
		self.add(label, stand(letter, status="Draft" if link == "L3" else "Sent"))

	def _make_feedback(self, link: str) -> None:
		for given_by in ("Mentor", "Mentee"):
			feedback = makers.make_feedback(link=self.name("Mentoring Link", link), given_by=given_by)
			self.add(f"{link}.{given_by.lower()}", feedback)

	def _make_consultation(self, link: str, side: str, ssw: str) -> None:
		consultation = makers.make_consultation(
			link=self.name("Mentoring Link", link), whose=f"{side.title()}'s SSW", ssw=self.users[ssw]
		)
		self.add(f"{link}.{side}", consultation)

	def _make_notes(self) -> None:
		for label, writer in (("L1.ssw", "ssw_mentor"), ("L1.office", "co_a"), ("L6.office", "co_b")):
			link = self.name("Mentoring Link", label.partition(".")[0])
			self.add(label, stand(makers.make_support_note(link=link), written_by=self.users[writer]))

	def _make_supervisions(self) -> None:
		for label, mentor, supervisor in (
			("Mia by her SSW", "Mia", "ssw_mentor"),
			("Mia by another", "Mia", "ssw_other"),
			("Olga", "Olga", "ssw_other"),
			("Pat", "Pat", "co_b"),
		):
			supervision = makers.make_supervision(
				mentor=self.name("Mentor", mentor), supervisor=self.users[supervisor]
			)
			self.add(label, supervision)
		group = makers.make_supervision(
			mentor=self.name("Mentor", "Mia"),
			supervisor=self.users["ssw_mentee"],
			kind="Group",
			attendance=[{"mentor": self.name("Mentor", label), "attended": 1} for label in ("Mia", "Olga")],
		)
		self.add("group", group)

	def _make_requests(self) -> None:
		for label in ("Mia", "Pat"):
			self.add(label, makers.make_request(mentor=self.name("Mentor", label)))

	def _make_filing(self) -> None:
		link = self.name("Mentoring Link", "L4")
		ended = {"status": "Closed", "filed_on": makers.days_ago(1), "ended_on": makers.days_ago(190)}
		stand(self.doc("Mentoring Link", "L4"), **ended)
		self.add("L4", makers.make_follow_up(link=link))
		for role in ("Mentor", "Mentee"):
			self.add(f"L4.{role.lower()}", makers.make_file_entry(link=link, as_role=role))

	def _make_reminders(self) -> None:
		for label in ("A", "B"):
			self.add(label, makers.make_reminder(scheme=self.name("Mentoring Scheme", label)))
			self.add(label, makers.make_message(scheme=self.name("Mentoring Scheme", label)))
		self.add("to co_b", makers.make_reminder(recipient=self.users["co_b"]))

	def _forget_messages(self) -> None:
		"""What people were told while all this was made has no label."""
		labelled = list(self.names["Mentoring Message"].values())
		frappe.db.delete("Mentoring Message", {"name": ["not in", labelled]})

	def _make_recruiting(self) -> None:
		"""What is known of each mentor, and somebody who has applied to each scheme."""
		for label in ("Mia", "Olga", "Pat"):
			mentor = self.name("Mentor", label)
			self.add(label, frappe.get_doc("Mentor Check", {"mentor": mentor}))
			self.add(label, makers.make_reference(mentor=mentor, summary="What the referee thinks."))
			self.add(label, makers.make_assessment(mentor=mentor, conclusion="What the panel thinks."))
		for label in ("A", "B"):
			self.add(label, makers.make_application(scheme=self.name("Mentoring Scheme", label)))

	def _make_events(self) -> None:
		for label, open_to, guests in (
			("A mentors", "Mentors", ("Mia", "Olga")),
			("A applicants", "Mentors and applicants", ("Mia",)),
			("A mentees", "Mentees", ("Eli", "Fay")),
			("A both", "Mentors and mentees", ("Mia", "Pat")),
			("B mentors", "Mentors", ("Pat",)),
			("B mentees", "Mentees", ("Ivy",)),
		):
			scheme = self.name("Mentoring Scheme", label[0])
			event = self.add(label, makers.make_event(scheme=scheme, open_to=open_to))
			for guest in guests:
				participant = self.name("Mentoring Participant", guest)
				self.add(f"{label}: {guest}", makers.make_booking(event=event.name, participant=participant))

	def _make_matching(self) -> None:
		"""A round in each scheme; the words and areas are those of the whole site."""
		for label, mentee, mentor in (("A", "Eli", "Olga"), ("B", "Ivy", "Pat")):
			pin = {
				"mentee": self.name("Mentee", mentee),
				"mentor": self.name("Mentor", mentor),
				"pin": "Exclude",
				"reason": "They are neighbours.",
			}
			scheme = self.name("Mentoring Scheme", label)
			self.add(label, makers.make_matching_round(scheme=scheme, pins=[pin]))
			imported = self.add(label, makers.make_import(scheme=scheme)).name
			self.add(label, makers.make_import_entry(scheme=scheme, mentoring_import=imported))
		makers.make_attribute()
		for doctype in ("Mentoring Attribute", "Mentoring Area"):
			for name in frappe.get_all(doctype, pluck="name"):
				self.names.setdefault(doctype, {})[name] = name

	def _make_concerns(self) -> None:
		for label, link, raised_as, raised_by, more in (
			("L1.worry", "L1", "Mentor", "mentor", {}),
			("L1.said", "L1", "Mentee", "mentee", {}),
			("past", "L1", "Mentee", "mentee", {"about": "Co-ordinator", "manager_only": 1}),
			("of co_a", None, "Staff", "manager", {"about": "Co-ordinator", "about_user": "co_a"}),
			("of Mia", "L1", "Staff", "worker_a", {"about": "Mentor", "kind": "Allegation"}),
			("told", "L2", "Staff", "co_a", {}),
			("no longer", "L2", "Staff", "co_a", {}),
			("by SSW", "L1", "Staff", "ssw_mentor", {}),
			("L6", "L6", "Mentee", None, {}),
		):
			where = (
				{"link": self.name("Mentoring Link", link)}
				if link
				else {"scheme": self.name("Mentoring Scheme", "A")}
			)
			values = {**more, "about_user": self.users.get(more.get("about_user"))}
			concern = makers.make_concern(**where, raised_as=raised_as, **values)
			self.add(label, stand(concern, raised_by=self.users.get(raised_by)))
		for label, user in (("told", "ssw_mentee"), ("told", "co_b"), ("no longer", "ssw_mentee")):
			self.doc("Mentoring Concern", label).tell("They must know.", account=self.users[user])
		self.doc("Mentoring Concern", "no longer").no_longer(self.users["ssw_mentee"])
		decision = {
			"link": self.name("Mentoring Link", "L1"),
			"decision": "Continue",
			"why": "It is observed.",
		}
		concern = self.doc("Mentoring Concern", "of Mia")
		concern.decide(**decision)
		concern.add_step("Both were spoken to.")

	def _make_money(self) -> None:
		"""What mentors claim; what finance alone works with."""
		for label, mentor, status, month in (
			("Mia.draft", "Mia", "Draft", 1),
			("Mia.sent in", "Mia", "Submitted", 2),
			("Olga.sent in", "Olga", "Submitted", 1),
			("Pat.sent in", "Pat", "Submitted", 1),
		):
			values = {"mentor": self.name("Mentor", mentor), "month": makers.months_back(month)}
			self.add(label, makers.make_claim(status=status, **values))
		self.add("Mia", makers.make_payee_account(household=self.name("Mentoring Household", "Mia")))
		self.add("batch", makers.make_payment_batch(payments=()))
		payment = self.name("Mentoring Payment", "L1")
		self.add("run", makers.make_approval_run(payments=(payment,)))

	def _make_rights(self) -> None:
		"""What managers alone see: what somebody asks of their data, a hold, and what is to be disposed of."""
		eli = self.name("Mentoring Participant", "Eli")
		self.add("Eli", makers.make_data_request(participant=eli))
		self.add("Eli", makers.make_legal_hold(participant=eli))
		application = self.name("Mentoring Application", "A")
		scheme = self.name("Mentoring Scheme", "A")
		self.add("A", makers.make_disposal_list(scheme=scheme, application=application))


class TwoPairs:
	"""A smaller cast, quicker to make: one pair in each of two schemes, with an account for everybody.

	`link`, `scheme`, `mentor`, `mentee` are those of the first pair; `other_link` and so on those of the second. `users`
	has for each pair co_ordinator, mentor, mentee, ssw_mentor and ssw_mentee, the second pair's after "other_".
	"""

	def __init__(self) -> None:
		self.users: dict[str, str] = {}
		self.link, self.mentor, self.mentee, self.scheme = self._make_pair("")
		self.other_link, self.other_mentor, self.other_mentee, self.other_scheme = self._make_pair("other_")

	def _make_pair(self, prefix: str) -> tuple[str, str, str, str]:
		for part, role in (
			("co_ordinator", CO_ORDINATOR),
			("mentor", MENTOR),
			("mentee", MENTEE),
			("ssw_mentor", SSW),
			("ssw_mentee", SSW),
		):
			self.users[prefix + part] = makers.make_user(role)
		scheme = makers.make_scheme(members={self.users[f"{prefix}co_ordinator"]: "Co-ordinator"}).name
		mentor, mentee = (
			make(scheme=scheme, participant=self._make_participant(prefix, part))
			for make, part in ((makers.make_mentor, "mentor"), (makers.make_mentee, "mentee"))
		)
		link = makers.make_link(mentor=mentor.name, mentee=mentee.name, status="Active")
		return link.name, mentor.name, mentee.name, scheme

	def _make_participant(self, prefix: str, part: str) -> str:
		user, ssw = self.users[prefix + part], self.users[f"{prefix}ssw_{part}"]
		return makers.make_participant(user=user, ssw=ssw).name
