"""Who can open the page of a shortlist, and that no form or list draws the map that another host would have to send."""

from __future__ import annotations

import frappe
import pytest
from frappe.desk.desk_page import getpage
from frappe.desk.form.meta import get_meta
from makers import make_user

WITH_A_PLACE = ("Mentoring Participant", "Mentoring Area")


@pytest.mark.parametrize("role", ["Mentoring Manager", "Mentoring Co-ordinator"])
def test_those_who_match_open_the_page_of_a_shortlist(role: str) -> None:
	frappe.set_user(make_user(role))
	assert getpage("mentoring-shortlist") is None
	assert frappe.response.docs[-1].name == "mentoring-shortlist"


@pytest.mark.parametrize("role", ["Supervising Social Worker", "Mentoring Finance", "Mentor", "Mentee"])
def test_nobody_else_opens_it(role: str) -> None:
	frappe.set_user(make_user(role))
	with pytest.raises(frappe.PermissionError):
		getpage("mentoring-shortlist")


@pytest.mark.parametrize("doctype", WITH_A_PLACE)
def test_a_place_is_kept_as_the_platform_keeps_it_but_never_drawn_on_a_fetched_map(doctype: str) -> None:
	meta = frappe.get_meta(doctype)
	field = meta.get_field("location")
	assert (field.fieldtype, field.hidden) == ("Geolocation", 1)
	assert meta.get_field("place_html").fieldtype == "HTML"


@pytest.mark.parametrize("doctype", WITH_A_PLACE)
def test_a_list_of_places_brings_along_what_keeps_its_map_view_shut(doctype: str) -> None:
	assert f'"{doctype}"' in get_meta(doctype).get("__list_js").split("WITHOUT_MAP")[1]
