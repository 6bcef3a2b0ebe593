"""How a link ends, rests and is opened again: the guided ending, letters, what is read-only, another mentor (R31, R37, R40)."""

from __future__ import annotations

from email import message_from_string, policy
from typing import Any

import frappe
import pytest
from frappe.utils import getdate, today
from makers import make_letter
from pypdf import PdfReader
from story import Story, acting, ago, change, refused

from mentoring_scheme.mentoring_scheme import pdf
from mentoring_scheme.mentoring_scheme.doctype.mentoring_letter.mentoring_letter import draft
from mentoring_scheme.mentoring_scheme.doctype.mentoring_letter.wording import TO_MENTEE
from mentoring_scheme.mentoring_scheme.verdict import ReasonNeeded, RuleRefusal
from mentoring_scheme.patches import make_letter_templates, offer_reopening_to_managers
from mentoring_scheme.setup.workflow_tables import LINK, REOPENING


@pytest.fixture
def story() -> Story:
	# a sender, so that mails are written; they wait in the queue and never leave the site
	frappe.local.conf.update({"mail_server": "localhost", "auto_email_id": "scheme@example.org"})
	return Story("afc-fostering", "Adversity")


def guide(story: Story) -> Any:
	with acting(story.co_ordinator):
		return story.now().ending()


def missing(story: Story) -> dict[str, list[str]]:
	"""What each step of the guided ending still lacks, in words."""
	steps = guide(story)["steps"]
	return {
		step: texts
		for step, findings in steps.items()
		if (texts := [each["text"] for each in findings if each["severity"] == "refuse"])
	}


# --- the guided ending


def test_the_guide_says_at_each_step_what_is_missing_until_nothing_is(story: Story):
	story.started(ago(100))
	assert set(missing(story)) == {"why", "reflection", "supervision", "formal"}, (
		"before it has begun as well"
	)
	story.move("Begin ending")
	assert missing(story)["formal"] == [
		"The formal ending is not recorded with its date, neither by a meeting nor by a letter."
	]
	story.fill_in(ended_on=ago(3), ending_kind="Completed", reflection_on=ago(3))
	story.closing_supervision(ago(2))
	assert set(missing(story)) == {"formal"}
	assert guide(story)["supervisions"][0].status == "Held"
	story.fill_in(formal_ending_by="Meeting", formal_ending_on=ago(1))
	assert missing(story) == {}
	assert guide(story)["ready"]
	for user in (story.finance, story.mentor_ssw, story.mentor_user):
		with refused(frappe.PermissionError), acting(user):
			story.now().ending()


def test_the_guide_shows_the_place_the_feedback_and_the_open_payments(story: Story):
	story.started(ago(100))
	story.fall_due()
	story.move("Begin ending")
	shown = guide(story)
	assert shown["place"] == {"others": 0, "at_a_time": 2}
	assert [(row.given_by, row.given_on) for row in shown["feedback"]] == [("Mentor", None), ("Mentee", None)]
	(due,) = shown["payments"]
	assert (due["status"], due["number"], "150.00" in due["amount"]) == ("Due", 1, True)


def test_the_place_of_the_mentor_is_free_once_the_link_is_closed(story: Story):
	link = story.closed(ago(100))
	assert frappe.get_doc("Mentor", link.mentor).open_links() == []


def test_an_ending_without_fault_is_followed_up(story: Story):
	story.started(ago(50))
	story.fill_in(
		ended_on=ago(2), status_reason="The two did not find a time.", ending_kind="Ending without fault"
	)
	story.move("End early")
	story.fill_in(
		formal_ending_by="Meeting", formal_ending_on=ago(1), decision_reason="They do not want to meet again."
	)
	with refused(ReasonNeeded) as told:
		story.fill_in(decision_reason=None)
		story.move("Close")
	assert told.says("no follow-up for the two is recorded", "(R37)")
	story.fill_in(
		follow_up="The co-ordinator rings both.",
		follow_up_on=today(),
		decision_reason="They do not want to meet.",
	)
	link = story.move("Close")
	task = frappe.get_doc("ToDo", {"reference_name": link.name})
	assert (task.allocated_to, task.date) == (story.co_ordinator, getdate(today()))
	assert "The co-ordinator rings both." in task.description


# --- letters


def test_a_letter_is_begun_from_the_wording_of_the_council_once(story: Story):
	story.started(ago(100))
	story.move("Begin ending")
	story.fill_in(ended_on=ago(2), next_for_mentee="Rest & a course")
	template = frappe.get_doc("Email Template", TO_MENTEE)
	template.update(
		{"subject": "Goodbye, {{ recipient_name }}", "response": "<p>{{ next_for_mentee }}</p>"}
	).save()
	with acting(story.co_ordinator):
		name = draft(story.link, "Mentee")
		assert draft(story.link, "Mentee") == name
	letter = frappe.get_doc("Mentoring Letter", name)
	assert letter.subject == "Goodbye, Peter Quill"
	assert "Rest &amp; a course" in letter.body
	for user in (story.mentor_ssw, story.finance):
		with refused(frappe.PermissionError), acting(user):
			draft(story.link, "Mentor")


@pytest.mark.parametrize(
	("wording", "why"),
	[
		("{{ recipent_name }}", "there is no {{ recipent_name }}"),
		("{% if ended_on %}", "Unexpected end of template"),
	],
)
def test_a_mistake_in_the_wording_is_told_and_nothing_is_written(story: Story, wording: str, why: str):
	story.started(ago(100))
	frappe.db.set_value("Email Template", TO_MENTEE, "response", wording)
	with acting(story.co_ordinator), refused() as told:
		draft(story.link, "Mentee")
	assert told.says(TO_MENTEE, why)
	assert not frappe.db.exists("Mentoring Letter", {"link": story.link})


def test_without_the_councils_wording_the_letter_begins_with_ours(story: Story):
	story.started(ago(100))
	frappe.delete_doc("Email Template", TO_MENTEE)
	with acting(story.co_ordinator):
		assert draft(story.link, "Mentee")
	for _again in range(2):
		make_letter_templates.execute()
	assert frappe.db.exists("Email Template", TO_MENTEE)


@pytest.mark.parametrize("role", ["Mentee", "Mentor"])
def test_each_letter_is_one_page_of_a4(story: Story, role: str, tmp_path: Any):
	story.started(ago(100))
	story.move("Begin ending")
	words = "Peer support meetings on the first Tuesday, and a course on attachment in the spring. " * 3
	story.fill_in(ended_on=ago(2), informal_contact="Agreed", next_for_mentee=words)
	with acting(story.co_ordinator):
		letter = frappe.get_doc("Mentoring Letter", draft(story.link, role))
	path = tmp_path / "letter.pdf"
	path.write_bytes(pdf.printed(letter, "Mentoring Letter", letterhead=True))
	(page,) = PdfReader(path).pages
	assert (round(page.mediabox.width), round(page.mediabox.height)) in ((595, 842), (596, 842))
	text = " ".join(page.extract_text().split())
	assert letter.scheme in text and letter.subject in text and "Yours sincerely" in text
	assert ("a course on attachment" in text) is (role == "Mentee")


def test_a_letter_sent_by_mail_is_the_formal_ending_and_stays_as_it_is(story: Story):
	story.started(ago(100))
	story.move("Begin ending")
	with acting(story.co_ordinator):
		letter = frappe.get_doc("Mentoring Letter", draft(story.link, "Mentee"))
		with refused() as told:
			letter.send_by_mail()
		assert told.says("No e-mail address is recorded for Peter Quill")
		assert frappe.db.get_value("Mentoring Letter", letter.name, "status") == "Draft"
		frappe.db.set_value("Mentoring Participant", letter.participant, "email", "peter@example.org")
		letter.send_by_mail()
		with refused() as told:
			letter.send_by_mail()
		assert told.says("was sent on")
		with refused() as told:
			change(letter, subject="Another")
		assert told.says("stays as it was")
	link = story.now()
	assert (link.formal_ending_by, link.formal_ending_on) == ("Letter", getdate(today()))
	(queued,) = frappe.get_all("Email Queue", {"reference_name": letter.name}, ["message", "attachments"])
	mail = message_from_string(queued.message, policy=policy.default)
	assert " ".join(mail["Subject"].split()) == f"{story.scheme}: a letter for you"
	assert "Quill" not in queued.message
	attached = [part.get_content_type() for part in mail.walk() if part.get_filename()]
	assert attached == ["application/pdf"]


def test_a_printed_letter_is_recorded_as_sent_on_its_day(story: Story):
	story.started(ago(100))
	story.move("Begin ending")
	with acting(story.co_ordinator):
		letter = frappe.get_doc("Mentoring Letter", draft(story.link, "Mentor"))
		for how, on in (("By pigeon", today()), ("By post", ""), ("By post", ago(-1))):
			with refused():
				letter.record_sent(how, on)
		letter.record_sent("By post", ago(3))
	assert (letter.status, letter.sent_how, letter.sent_on) == ("Sent", "By post", ago(3))
	assert story.now().formal_ending_on == ago(3)


def test_what_a_letter_holds_never_acts():
	letter = make_letter(body="<p onclick='x()'>Dear <script>alert(1)</script>you</p>")
	printed = letter.printed_body()
	assert "Dear" in printed
	assert "<script" not in printed and "onclick" not in printed


# --- afterwards


def test_after_the_closing_everything_of_the_pair_rests_for_everybody(story: Story):
	"""What the API offers for each paper, tried by each who could do it the day before."""
	story.started(ago(100))
	agreed = story.agree_record(story.contact(ago(80)))
	sent, written = story.contact(ago(60)), story.contact(ago(40))
	with acting(story.mentor_user):
		sent.send()
	story.closing_supervision(ago(1))
	story.move("Begin ending")
	story.fill_in(
		ended_on=ago(2),
		reflection_on=ago(2),
		formal_ending_by="Meeting",
		formal_ending_on=ago(1),
		decision_reason="The mentee has moved.",
	)
	story.move("Close")
	agreement = frappe.get_doc("Mentoring Agreement", {"link": story.link})
	staff = (story.co_ordinator, story.manager)
	record = {"doctype": "Contact Record", "link": story.link, "contact_date": ago(30), "way": "In person"}
	tries = [
		*(
			(user, act)
			for user in staff
			for act in (
				lambda: change(story.now(), ended_on=ago(5)),
				lambda: change(story.now(), reflection="Otherwise."),
				lambda: change(frappe.get_doc(agreed.doctype, agreed.name), share_with_mentor_ssw=1),
				lambda: change(frappe.get_doc(written.doctype, written.name), summary="Otherwise."),
				lambda: frappe.get_doc(agreed.doctype, agreed.name).cancel(),
				lambda: frappe.get_doc(agreed.doctype, agreed.name).share_with_ssws(True, True),
				lambda: frappe.get_doc(sent.doctype, sent.name).record_agreed_on_paper(str(ago(50))),
				lambda: frappe.get_doc(record).insert(),
				lambda: frappe.get_doc(agreement.doctype, agreement.name).review(),
				lambda: draft(story.link, "Mentee"),
			)
		),
		(story.manager, lambda: frappe.delete_doc("Contact Record", written.name)),
		(story.manager, lambda: frappe.delete_doc("Mentoring Link", story.link)),
		(
			story.mentor_user,
			lambda: change(frappe.get_doc(written.doctype, written.name), summary="Otherwise."),
		),
		(story.mentor_user, lambda: frappe.get_doc(sent.doctype, sent.name).take_back()),
		(story.mentor_user, lambda: frappe.get_doc(record).insert()),
		(story.mentee_user, lambda: frappe.get_doc(sent.doctype, sent.name).agree()),
		(story.mentee_user, lambda: frappe.get_doc(sent.doctype, sent.name).query("It was my sister.")),
	]
	for user, act in tries:
		with refused() as told, acting(user):
			act()
		assert told.by_permission or "closed" in told.message.lower(), told.message
	# feedback alone is still given: the ending has not waited for it
	with acting(story.mentee_user):
		form = frappe.get_doc("Mentoring Feedback", {"link": story.link, "given_by": "Mentee"})
		form.give({row.name: 5 for row in form.answers if row.kind == "Scale"})


def test_a_manager_opens_a_closed_link_again_and_the_next_ending_files_anew(story: Story):
	story.closed(ago(100), ago(80))
	first = {row.name: frappe.get_doc("Mentoring File Entry", row.name).as_dict() for row in files(story)}
	with refused() as told:
		story.move("Reopen")
	with refused(RuleRefusal) as told, acting(story.co_ordinator):
		link = story.now()
		# the rule holds where a council has taken the workflow away
		frappe.db.delete("Workflow", {"name": LINK.name})
		frappe.clear_cache()
		change(link, status="Closing", decision_reason="I should like to.")
	assert told.says("A Mentoring Manager may decide otherwise", "(R40)")
	with refused(ReasonNeeded):
		story.move("Reopen", by=story.manager)
	asked_on = story.now().feedback_asked_on
	with acting(story.manager):
		link = story.now()
		link.decision_reason = "A record is of another family."
		link.status = "Closing"
		link.save()
	link = story.now()
	assert (link.status, link.reopened, link.filed_on) == ("Closing", 1, None)
	assert link.feedback_asked_on == asked_on
	decision = next(row for row in link.decisions if row.finding_key == "reopen/1")
	assert (decision.reason, decision.decided_by, decision.severity) == (
		"A record is of another family.",
		story.manager,
		"Override",
	)
	record = frappe.get_doc("Contact Record", {"link": story.link})
	with acting(story.mentor_ssw):
		assert not frappe.has_permission("Contact Record", "read", doc=record), "nothing is filed any more"
	with acting(story.co_ordinator):
		record.cancel()
	story.move("Close")
	assert story.now().filed_on == getdate(today())
	second = [
		frappe.get_doc("Mentoring File Entry", row.name) for row in files(story) if row.name not in first
	]
	assert sorted((entry.as_role, entry.version) for entry in second) == [("Mentee", 2), ("Mentor", 2)]
	assert "Contact Record" not in {row.document_type for row in second[0].documents}
	for name, before in first.items():
		now = frappe.get_doc("Mentoring File Entry", name).as_dict()
		assert [row.document_name for row in now.documents] == [row.document_name for row in before.documents]
		assert now.version == 1
	# each opening is a decision of its own
	with refused(ReasonNeeded):
		story.move("Reopen", by=story.manager)


def files(story: Story) -> list[Any]:
	return frappe.get_all("Mentoring File Entry", {"link": story.link}, ["name"])


def test_payments_follow_what_a_reopened_ending_says(story: Story):
	start = ago(200)
	story.closed(start)
	before = story.payments()
	with acting(story.manager):
		change(story.now(), status="Closing", decision_reason="The last day was another.")
	assert story.payments() == before, "opening alone changes nothing"
	story.fill_in(ended_on=ago(120))
	story.move("Close")
	assert len(story.payments()) <= len(before)
	paid = frappe.get_all("Mentoring Payment", {"link": story.link, "status": "Due"}, pluck="amount")
	assert sum(paid) < sum(amount for amount, _ in before)


def test_the_move_is_offered_on_sites_that_have_the_workflow_already():
	workflow = frappe.get_doc("Workflow", LINK.name)
	workflow.set("transitions", [row for row in workflow.transitions if row.state != "Closed"])
	workflow.save()
	for _again in range(2):
		offer_reopening_to_managers.execute()
		rows = frappe.get_doc("Workflow", LINK.name).transitions
		added = [
			(row.state, row.action, row.next_state, row.allowed) for row in rows if row.state == "Closed"
		]
		assert added == [(each.start, each.action, each.end, *each.roles) for each in REOPENING]


# --- another mentor


def test_after_an_ending_another_mentor_is_looked_for_and_the_former_may_be_asked_again(story: Story):
	link = story.closed(ago(100))
	mentee = frappe.get_doc("Mentee", link.mentee)
	assert (mentee.status, mentee.waiting_since) == ("Ended", None)
	with acting(story.co_ordinator):
		with refused() as told:
			mentee.look_again(" ")
		assert told.says("Write why")
		mentee.look_again("The household would like more support.")
		mentee.reload()
		assert (mentee.status, mentee.waiting_since) == ("Waiting", getdate(today()))
		with refused(RuleRefusal) as told:
			mentee.look_again("Again.")
		assert told.says("once support by the last one has ended", "(R37)")
	again = story.propose(frappe.get_doc("Mentor", link.mentor), mentee)
	assert frappe.db.get_value("Mentee", mentee.name, "status") == "In a Link"
	with acting(story.co_ordinator):
		change(again, status_reason="They think it over.")
		change(again, status="Declined")
	mentee.reload()
	assert (mentee.status, mentee.looks_again_since) == ("Waiting", getdate(today())), "still looked for"
	frappe.db.set_value("Mentoring Link", again.name, "status", "Active")
	mentee.refresh_status()
	mentee.reload()
	assert (mentee.status, mentee.looks_again_since) == ("In a Link", None), "support has started"
	assert frappe.db.count("Mentoring Link", {"mentee": mentee.name}) == 2


def test_nobody_looks_for_a_mentor_for_whom_it_has_not_ended(story: Story):
	mentee = story.refer()
	for user, error in ((story.co_ordinator, RuleRefusal), (story.mentor_ssw, frappe.PermissionError)):
		with refused(error), acting(user):
			mentee.look_again("For the test.")
	with acting(story.co_ordinator):
		change(mentee, looks_again_since=today())
	assert mentee.reload().looks_again_since is None, "nobody types it"
