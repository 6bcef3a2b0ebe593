"""What a browser sends to an endpoint is held against its types, before anything is done with it.

The platform checks types only in a request or with `in_test` on, so a request is sent, or the flag set.
"""

from __future__ import annotations

import json
from typing import Any, ForwardRef

import frappe
import pytest
from makers import make_application, make_contact_record, make_event, make_mentee, make_mentor, make_user
from story import Story, ago
from test_rest import Api, method

from mentoring_scheme.access.search import get_link_title, search_guarded
from mentoring_scheme.mentoring_scheme.matching import api as matching_api


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> None:
	monkeypatch.setitem(frappe.flags, "in_test", True)
	monkeypatch.setattr(frappe, "in_test", True, raising=False)  # where Frappe 16 looks


def test_every_type_of_an_endpoint_is_one_that_the_platform_enforces():
	"""Strings and references are passed over, and so is whatever holds one at its top."""
	for doctype in frappe.get_all("DocType", {"module": "Mentoring Scheme"}, pluck="name"):
		frappe.get_meta(doctype)
		frappe.model.base_document.get_controller(doctype)
	ours = [each for each in frappe.whitelisted if each.__module__.startswith("mentoring_scheme.")]
	assert len(ours) > 30
	for function in ours:
		for name, given in function.__annotations__.items():
			if name == "return":
				continue
			parts = [given, *getattr(given, "__args__", ())]
			assert not any(isinstance(part, str | ForwardRef) for part in parts), (
				f"{function.__module__}.{function.__qualname__}: {name}"
			)


WRONG = [
	(lambda: make_application().decline, {"reason": ["No place."]}),
	(lambda: make_application().accept, {"participant": {"name": "x"}}),
	(lambda: make_event().invite, {"participants": "everybody"}),
	(lambda: make_event().invite, {"participants": [{"name": "x"}]}),
	(lambda: make_event().answer, {"coming": "perhaps"}),
	(lambda: make_event().record_attendance, {"rows": {"participant": "x"}}),
	(lambda: make_contact_record().query, {"text": ["What?"]}),
	(lambda: make_contact_record().record_agreed_on_paper, {"on": {"day": 1}}),
	(lambda: make_contact_record().share_with_ssws, {"mentee_ssw": [1], "mentor_ssw": 0}),
	(lambda: matching_api.shortlist, {"mentee": ["=", "x"]}),
	(lambda: matching_api.why_not, {"mentee": "x", "mentor": {"name": "x"}}),
	(lambda: matching_api.propose, {"mentee": "x", "mentor": ["like", "%"], "why": "They fit."}),
	(lambda: search_guarded, {"doctype": "Mentee", "txt": {"a": 1}}),
	(lambda: get_link_title, {"doctype": "Mentee", "docname": ["like", "%"]}),
]


@pytest.mark.parametrize(
	("endpoint", "sent"), WRONG, ids=lambda each: " ".join(each) if isinstance(each, dict) else ""
)
def test_something_of_another_type_is_refused_by_the_name_of_the_argument(
	checked: None, endpoint: Any, sent: dict[str, Any]
):
	act = endpoint()
	with pytest.raises(frappe.FrappeTypeError, match="should be of type"):
		act(**sent)


def test_what_forms_send_is_taken(checked: None):
	"""Numbers for ticks, numbers as text, and filters in both shapes that the desk has."""
	mentee = make_mentee()
	make_mentor(scheme=mentee.scheme)
	assert matching_api.shortlist(mentee=mentee.name, limit="5")["candidates_total"] == 1
	assert make_event().candidates(everybody=1) is not None
	for filters in ({"scheme": mentee.scheme}, [["Mentee", "scheme", "=", mentee.scheme]], None, []):
		found = search_guarded("Mentee", "", "name", "0", 20, filters, as_dict=True)
		assert mentee.name in [row.name for row in found]


@pytest.mark.commits
def test_a_wrong_type_through_the_api_says_so_and_writes_nothing(site: str):
	api = Api(site)
	story = Story("afc-fostering", "Adversity")
	for user in (story.co_ordinator, story.manager, story.mentor_user):
		api.give_key(user)
	story.started(ago(60))
	record = story.contact(ago(40))
	link, mentee = story.now(), story.refer(name="Rocket Brown")

	def kept() -> list[Any]:
		frappe.db.rollback()
		documents = (story.now(), frappe.get_doc("Contact Record", record.name))
		return [*(each.as_dict() for each in documents), frappe.db.count("Mentoring Link")]

	frappe.db.commit()
	before = kept()
	propose = "/api/method/mentoring_scheme.mentoring_scheme.matching.api.propose"
	wrong = [
		method(api, story.manager, link, "move_to_current_policy", reason=["A list."]),
		method(api, story.mentor_user, record, "send", name_typed=["A list."]),
		method(api, story.co_ordinator, record, "record_agreed_on_paper", on={"day": "2026-01-01"}),
		api.send(
			story.co_ordinator, "POST", propose, mentee=mentee.name, mentor=["like", "%"], why="They fit."
		),
	]
	for response, argument in zip(wrong, ("reason", "name_typed", "on", "mentor"), strict=True):
		assert response.status_code == 417, response.text
		assert response.json["exc_type"] == "FrappeTypeError"
		# Frappe 16 keeps the particulars from those who have no desk
		told = response.json.get("exception", f"Argument '{argument}' should be of type 'str'")
		assert f"Argument '{argument}'" in told
		assert "should be of type 'str'" in told
	assert kept() == before


@pytest.mark.commits
@pytest.mark.parametrize("filters", [{"scheme": "{}"}, [["Mentee", "scheme", "=", "{}"]]])
def test_a_link_field_finds_with_filters_of_either_shape(site: str, filters: Any):
	api, mentee, manager = Api(site), make_mentee(), make_user("Mentoring Manager")
	api.give_key(manager)
	sent = json.dumps(filters).replace("{}", mentee.scheme)
	search = "/api/method/frappe.desk.search.search_link"
	found = api.send(manager, "POST", search, doctype="Mentee", txt="", filters=sent, page_length=10)
	assert found.status_code == 200, found.text
	assert [row["value"] for row in found.json["message"]] == [mentee.name]
