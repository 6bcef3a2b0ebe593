"""What a mentee has raised, by every way that the platform has: open to those alone who must know (R34, R38).

Everybody in `outside` asks in each of the ways, and is told nothing: not that there is one, nor how many.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import frappe
import pytest
from casts import make_cast
from frappe.core.doctype.file.utils import find_file_by_url
from frappe.desk import reportview, search
from frappe.desk.form import assign_to, linked_with
from frappe.utils.global_search import sync_global_search
from frappe.www import printview
from makers import make_concern, make_data_request, make_file, make_scheme, make_user, stand
from test_rest import Api

from mentoring_scheme.access.followers import FOLLOWERS

AsUser = Callable[[str], AbstractContextManager[None]]
DOCTYPE = "Mentoring Concern"
SAID = "A quince-coloured worry"


class Case:
	"""A concern that the mentee of a link has raised, with everything that can hang on a document, and who is around."""

	def __init__(self) -> None:
		self.cast = cast = make_cast()
		self.concern = make_concern(link=cast.link.name, raised_as="Mentee", happened=SAID)
		stand(self.concern, raised_by=cast.mentee)
		self.outside = {
			"the mentor, who is a co-ordinator as well": self.mentor_with_every_role(),
			"the mentor's social worker": cast.mentor_ssw,
			"the mentee's social worker": cast.mentee_ssw,
			"a project worker": self.member("Project worker"),
			"a trainer": self.member("Trainer"),
			"finance": make_user("Mentoring Finance"),
			"a system manager": make_user("System Manager"),
			"another scheme's co-ordinator": make_user("Mentoring Co-ordinator"),
			"another mentor": cast.stranger,
			"the mentee, who has a page instead": cast.mentee,
			"a visitor": "Guest",
		}
		make_scheme(members={self.outside["another scheme's co-ordinator"]: "Co-ordinator"})
		self.hang_on()

	def mentor_with_every_role(self) -> str:
		user = self.member("Co-ordinator", "Mentor", "Supervising Social Worker", "Mentoring Finance")
		stand(frappe.get_doc("Mentoring Participant", self.cast.link.mentor_participant), user=user)
		return user

	def member(self, function: str, *roles: str) -> str:
		user = make_user("Mentoring Co-ordinator", *roles)
		scheme = frappe.get_doc("Mentoring Scheme", self.cast.scheme)
		scheme.append("members", {"user": user, "function": function})
		scheme.save()
		return user

	def hang_on(self) -> None:
		"""A step, a file, a comment, a task, a mail, a history, an opening."""
		belongs = {"reference_doctype": DOCTYPE, "reference_name": self.concern.name}
		self.concern.add_step(f"{SAID}: we rang.")
		self.concern.add_comment("Comment", SAID)
		self.concern.add_viewed(force=True)
		self.file = make_file(self.concern, file_name="said.txt")
		task = {"doctype": DOCTYPE, "name": self.concern.name, "assign_to": [self.cast.co_ordinator]}
		assign_to.add({**task, "description": SAID})
		bell = {"doctype": "Notification Log", "for_user": self.cast.co_ordinator, "subject": SAID}
		frappe.get_doc({**bell, "document_type": DOCTYPE, "document_name": self.concern.name}).insert()
		mail = {"doctype": "Communication", "communication_type": "Communication", "subject": SAID}
		frappe.get_doc({**mail, **belongs, "content": SAID}).insert()
		sync_global_search()

	def ways(self) -> dict[str, Callable[[], Any]]:
		"""Each way of asking. Its answer is empty, or a refusal, for whoever is told nothing."""
		name, link = self.concern.name, self.cast.link.name
		which = {"doctype": DOCTYPE, "name": name}
		rows = {"fields": ["*"], "limit_page_length": 0}
		return {
			"list": lambda: frappe.get_list(DOCTYPE, fields=["*"]),
			"list of an API": lambda: frappe.client.get_list(DOCTYPE, **rows),
			"count": lambda: frappe.client.get_count(DOCTYPE),
			"report view": lambda: _report_view("get"),
			"count of a report view": lambda: _report_view("get_count"),
			"groups": lambda: frappe.get_list(DOCTYPE, fields=["status"], group_by="status"),
			"search of a link": lambda: search.search_link(DOCTYPE, "", ignore_user_permissions=True),
			"title of a link": lambda: _title(name),
			"global search": lambda: _called("frappe.utils.global_search.search", text=SAID),
			"form": lambda: _called("frappe.desk.form.load.getdoc", **which),
			"timeline": lambda: _called("frappe.desk.form.load.get_docinfo", **which),
			"document of an API": lambda: frappe.client.get(DOCTYPE, name),
			"value of an API": lambda: frappe.client.get_value(DOCTYPE, "happened", {"name": name}),
			"rows": lambda: frappe.client.get_list("Mentoring Concern Step", parent=DOCTYPE, **rows),
			"print": lambda: printview.get_html_and_style(DOCTYPE, name),
			"what is linked with the link": lambda: linked_with.get("Mentoring Link", link).get(DOCTYPE),
			"live updates": lambda: _called(
				"frappe.realtime.can_subscribe_doc", doctype=DOCTYPE, docname=name
			),
			"file by its address": lambda: find_file_by_url(self.file.file_url),
			"bell": lambda: frappe.get_list("Notification Log", {"document_name": name}),
			**{f"{kind} list": _follower_list(kind, name) for kind in FOLLOWERS},
		}

	def told(self) -> set[str]:
		"""The ways by which the user of the session is told something."""
		return {way for way, ask in self.ways().items() if _answer(ask)}


def _answer(ask: Callable[[], Any]) -> bool:
	frappe.local.response = frappe._dict(docs=[])
	try:
		answer = ask()
	except (frappe.PermissionError, frappe.DoesNotExistError):
		answer = None
	return bool(answer or frappe.response.docs or frappe.response.get("docinfo"))


def _follower_list(kind: str, name: str) -> Callable[[], Any]:
	return lambda: frappe.get_list(kind, {FOLLOWERS[kind].name_field: name}, pluck="name")


def _title(name: str) -> str | None:
	title = _called("frappe.desk.search.get_link_title", doctype=DOCTYPE, docname=name)
	return None if title == name else title


def _called(method: str, **arguments: Any) -> Any:
	return frappe.call(frappe.get_attr(frappe.override_whitelisted_method(method)), **arguments)


def _report_view(method: str) -> Any:
	asked = {"doctype": DOCTYPE, "fields": '["name", "happened"]', "distinct": "false", "page_length": 50}
	frappe.local.form_dict = frappe._dict(asked)
	return getattr(reportview, method)()


@pytest.fixture
def case() -> Case:
	return Case()


def test_nobody_outside_is_told_by_any_way_and_those_who_must_know_are(case: Case, as_user: AsUser):
	told = {}
	for who, user in case.outside.items():
		with as_user(user):
			if found := case.told():
				told[who] = found
	assert not told
	# and none of the ways is empty because it does not work
	with as_user(make_user("Mentoring Manager", "System Manager")):
		assert set(case.ways()) - case.told() <= {
			"bell",  # rings for whoever has the task
			"Activity Log list",
			"Deleted Document list",
			"Document Follow list",
			"Tag Link list",
			"what is linked with the link",  # the platform looks into one table of a document only
		}
	with as_user(case.cast.co_ordinator):
		assert {"list", "form", "timeline", "print", "search of a link", "File list", "bell"} <= case.told()


def test_a_concern_about_a_co_ordinator_goes_past_them_by_every_way(case: Case, as_user: AsUser):
	with as_user(case.cast.manager):
		case.concern.reload().update({"about": "Co-ordinator", "about_user": case.cast.co_ordinator})
		case.concern.save()
	with as_user(case.cast.co_ordinator):
		assert case.told() == set(), "neither a task nor the bell is left"


def test_a_manager_who_is_the_mentor_or_whom_it_is_about_learns_nothing(case: Case, as_user: AsUser):
	mentor, about = case.outside["the mentor, who is a co-ordinator as well"], case.cast.manager
	frappe.get_doc("User", mentor).add_roles("Mentoring Manager", "System Manager")
	frappe.get_doc("User", about).add_roles("System Manager")
	other = make_concern(link=case.cast.link.name)
	told = {"reference_doctype": DOCTYPE, "reference_name": case.concern.name, "scheme": case.cast.scheme}
	about_it = [
		frappe.get_doc({"doctype": "Mentoring Reminder", "kind": SAID, "matter_key": SAID, **told}).insert(),
		frappe.get_doc(
			{"doctype": "Mentoring Message", "recipient": case.cast.mentee, "subject": SAID, **told}
		).insert(),
	]
	requests = [
		make_data_request(participant=case.cast.link.get(f"{side}_participant"))
		for side in ("mentor", "mentee")
	]
	for user, answers in ((mentor, False), (about, True)):
		for request in requests:  # which list what was said in confidence
			assert request.has_permission("read", user=user) is answers
	with as_user(about):
		assert {"list", "form"} <= case.told() and all(each.has_permission("read") for each in about_it)
	with as_user(make_user("Mentoring Manager")):
		case.concern.reload().update({"about": "Co-ordinator", "about_user": about})
		case.concern.save()
	assert case.concern.handled_by not in (mentor, about)
	for user in (mentor, about):
		with as_user(user):
			ways = case.told()
			assert ways & {"list", "count"} and frappe.get_list(DOCTYPE, pluck="name") == [other.name]
			assert ways <= {"list", "list of an API", "count", "report view", "count of a report view", "groups",
				"search of a link"}, "which tell of the other"  # fmt: skip
			assert SAID not in frappe.as_json([case.ways()[way]() for way in ways if way != "groups"])
			assert not [each for each in about_it if each.has_permission("read")]
			for each in about_it:
				assert frappe.get_list(each.doctype, {"reference_name": case.concern.name}) == []
	with as_user(
		case.cast.co_ordinator
	):  # to whom what is said of a co-ordinator is closed, and that it was reminded of
		stand(case.concern, manager_only=1)
		assert not about_it[0].has_permission("read")


def test_a_task_about_it_is_given_to_nobody_outside(case: Case, as_user: AsUser):
	with as_user(case.cast.co_ordinator):
		for user in (case.cast.mentor_ssw, case.outside["a project worker"]):
			task = {"doctype": DOCTYPE, "name": case.concern.name, "assign_to": [user]}
			with pytest.raises(frappe.PermissionError):
				assign_to.add(task)
	assert not case.concern.has_permission("read", user=case.cast.mentor_ssw)


def test_rows_are_not_reached_by_themselves(case: Case, as_user: AsUser):
	step = frappe.db.get_value("Mentoring Concern Step", {"parent": case.concern.name})
	with as_user(case.outside["the mentor, who is a co-ordinator as well"]):
		for ask in (frappe.client.get, frappe.client.delete):
			with pytest.raises((frappe.PermissionError, frappe.DoesNotExistError)):
				ask("Mentoring Concern Step", step)
	assert frappe.db.exists("Mentoring Concern Step", step)


@pytest.mark.commits
def test_addresses_answer_as_though_there_were_none(site: str):
	"""REST of both versions, print and portal, as real requests; the mentor asks for the concern and for no concern."""
	api, case = Api(site), Case()
	name, nothing = case.concern.name, "a" * 10
	places = (
		f"/api/resource/{DOCTYPE}",
		f"/api/resource/{DOCTYPE}/{{}}",
		f"/api/v2/document/{DOCTYPE}",
		f"/api/v2/document/{DOCTYPE}/{{}}",
		f"/api/v2/document/{DOCTYPE}/{{}}/method/assessment",
		f"/printview?doctype={DOCTYPE}&name={{}}",
		f"/api/method/frappe.utils.print_format.download_pdf?doctype={DOCTYPE}&name={{}}",
		f"/api/method/frappe.www.list.get?doctype={DOCTYPE}",
		case.file.file_url,
	)
	asking = ("the mentor, who is a co-ordinator as well", "another mentor", "a system manager", "finance")
	for who in asking:
		user = case.outside[who]
		api.give_key(user)
		for place in places:
			answer = api.send(user, "GET", place.format(name)).get_data(as_text=True)
			assert SAID not in answer, (who, place)
			if "{}" not in place:
				assert name not in answer, (who, place)
		for change in ("PUT", "DELETE"):
			answer = api.send(user, change, f"/api/resource/{DOCTYPE}/{name}", status="Closed")
			assert answer.status_code in (403, 404), (who, change)
	assert api.send(
		case.outside["another mentor"], "GET", f"/api/resource/{DOCTYPE}/{nothing}"
	).status_code in (
		403,
		404,
	)
	api.give_key(case.cast.co_ordinator)
	opened = api.send(case.cast.co_ordinator, "GET", f"/api/resource/{DOCTYPE}/{name}")
	assert opened.json["data"]["happened"] == SAID
	assert frappe.db.exists("View Log", {"reference_name": name, "viewed_by": case.cast.co_ordinator})
