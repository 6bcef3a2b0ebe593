"""Supervision of mentors: alone, in a group, and the one that closes a link (R35, R40)."""

import frappe
import pytest
from casts import make_cast
from frappe.utils import add_days, formatdate, getdate, today
from makers import make_link, make_mentor, make_supervision, stand

from mentoring_scheme.mentoring_scheme.verdict import RuleRefusal


@pytest.fixture
def cast():
	return make_cast()


def supervision(cast, **values):
	return make_supervision(
		mentor=values.pop("mentor", cast.link.mentor), supervisor=cast.mentor_ssw, **values
	)


def group(cast, *mentors, **values):
	rows = [{"mentor": mentor, "attended": 1} for mentor in mentors]
	return supervision(cast, kind="Group", attendance=rows, **values)


def test_the_title_says_what_and_when_and_nobodys_name(cast):
	day = add_days(today(), -5)
	assert supervision(cast).title == f"One-to-one supervision, {formatdate(day)}"
	assert group(cast, cast.link.mentor).title == f"Group supervision, {formatdate(day)}"


def test_the_next_one_is_proposed_from_the_policy(cast):
	held = supervision(cast)
	assert getdate(held.next_on) == getdate(add_days(held.supervision_date, 42))
	agreed = supervision(cast, next_on=add_days(today(), 10))
	assert getdate(agreed.next_on) == getdate(add_days(today(), 10))
	assert supervision(cast, status="Planned").next_on is None


def test_what_was_held_was_not_held_in_the_future(cast):
	tomorrow = add_days(today(), 1)
	with pytest.raises(RuleRefusal, match="after today"):
		supervision(cast, supervision_date=tomorrow)
	assert supervision(cast, supervision_date=tomorrow, status="Planned").name


def test_links_belong_to_the_mentor(cast):
	assert supervision(cast, links=[{"link": cast.link.name}]).links[0].link_title == cast.link.title
	other = make_link(scheme=cast.scheme)
	with pytest.raises(RuleRefusal, match="whom this supervision is not for"):
		supervision(cast, links=[{"link": other.name}])
	with pytest.raises(RuleRefusal, match="more than once"):
		supervision(cast, links=[{"link": cast.link.name}, {"link": cast.link.name}])


def test_a_closing_supervision_names_the_links_that_it_closes(cast):
	with pytest.raises(RuleRefusal, match="which link it closes"):
		supervision(cast, kind="Closing")
	closing = supervision(cast, kind="Closing", links=[{"link": cast.link.name}])
	assert closing.next_on is None


def test_a_closed_link_keeps_its_closing_supervision(cast):
	closing = supervision(cast, kind="Closing", links=[{"link": cast.link.name}])
	stand(cast.link, status="Closed")
	for change in ({"status": "Cancelled"}, {"kind": "One-to-one"}):
		with pytest.raises(frappe.ValidationError, match=cast.link.name):
			closing.reload().update(change).save()
	with pytest.raises(frappe.ValidationError, match=cast.link.name):
		closing.reload().delete()
	closing.reload().update({"difficulties": "None worth telling."}).save()


def test_mentors_of_a_group_are_of_the_scheme_and_listed_once(cast):
	other, stranger = make_mentor(scheme=cast.scheme).name, make_mentor().name
	session = group(cast, cast.link.mentor, other, links=[{"link": cast.link.name}])
	assert (session.mentor, len(session.attendance)) == (None, 2)
	with pytest.raises(RuleRefusal, match="more than once"):
		group(cast, other, other)
	with pytest.raises(RuleRefusal, match="not a mentor of this scheme"):
		group(cast, other, stranger, scheme=cast.scheme)


def test_somebody_attended_a_group_that_was_held(cast):
	with pytest.raises(RuleRefusal, match="nobody attended"):
		supervision(cast, kind="Group", attendance=[{"mentor": cast.link.mentor}])
	assert supervision(cast, kind="Group", status="Planned", attendance=[{"mentor": cast.link.mentor}]).name


def test_a_supervision_of_one_says_whose_it_is(cast):
	planned = supervision(cast)
	planned.mentor = None
	with pytest.raises((RuleRefusal, frappe.MandatoryError)):
		planned.save()


def test_combined_with_ordinary_supervision_only_where_the_policy_says():
	with pytest.raises(RuleRefusal, match="apart from ordinary"):
		supervision(make_cast(supervision_combined=0), combined=1)
	assert supervision(make_cast(supervision_combined=1), combined=1).combined


def test_the_supervisor_writes_and_the_mentor_reads_none_of_it(cast, as_user):
	with as_user(cast.mentor_ssw):
		mine = supervision(cast)
		mine.update({"difficulties": "Travel."}).save()
	for user in (cast.mentor, cast.mentee, cast.mentee_ssw):
		with as_user(user):
			assert not mine.has_permission("read")
