"""Accounts for the portal: invited from the desk, closed with the last role, open again for who comes back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import frappe
import pytest
from frappe.sessions import clear_sessions
from frappe.utils import add_days, getdate, today
from makers import make_link, make_mentee, make_mentor, make_participant, make_scheme, make_user, stand
from portal_browser import Browser

from mentoring_scheme.jobs import portal_access
from mentoring_scheme.mentoring_scheme import portal_accounts
from mentoring_scheme.mentoring_scheme.doctype.mentoring_participant.invitation import invite
from mentoring_scheme.patches import feedback_links_from_presets, when_mentors_stood_down

AsUser = Callable[[str], AbstractContextManager[None]]
ENDED_ON = ("mentor_access_ended_on", "mentee_access_ended_on")


class Scene:
	"""A scheme with its co-ordinator, and a mentor without an account yet."""

	def __init__(self, **policy: Any) -> None:
		frappe.local.conf.update({"mail_server": "localhost", "auto_email_id": "scheme@example.org"})
		self.co_ordinator = make_user("Mentoring Co-ordinator")
		members = {self.co_ordinator: "Co-ordinator"}
		self.scheme = make_scheme("care-leavers-peer", members=members, **policy).name
		self.email = f"anna.{frappe.generate_hash(length=6)}@example.org"
		self.mentor = make_mentor(
			scheme=self.scheme,
			participant=make_participant(email=self.email, participant_name="Anna Bell").name,
		)

	@property
	def person(self) -> Any:
		return frappe.get_doc("Mentoring Participant", self.mentor.participant)

	@property
	def account(self) -> Any:
		return frappe.get_doc("User", self.email)

	@property
	def roles(self) -> list[str]:
		return sorted(row.role for row in self.account.roles)

	def with_account(self, *roles: str) -> Scene:
		"""The mentor with an account of their own already."""
		stand(self.person, user=make_user(*(roles or ("Mentor",)), email=self.email))
		return self

	def stand_down(self, days_ago: int = 0) -> None:
		stand(self.mentor, stage="Stood Down", stood_down_on=add_days(today(), -days_ago))

	def settle(self) -> bool:
		return portal_accounts.settle(self.email)


@pytest.fixture
def scene() -> Scene:
	return Scene()


def refused(scene: Scene) -> str:
	"""What the co-ordinator is told; and nothing was made or sent."""
	with pytest.raises(frappe.ValidationError) as told:
		invite(scene.person.name)
	return str(told.value)


# --- inviting


def test_a_mentor_is_invited_with_the_portal_role_alone(scene: Scene, as_user: AsUser) -> None:
	with as_user(scene.co_ordinator):
		told = invite(scene.person.name)
	account = scene.account
	assert scene.email in told and scene.person.user == scene.email
	assert (scene.roles, account.user_type, account.enabled) == (["Mentor"], "Website User", 1)
	assert (account.first_name, account.last_name) == ("Anna", "Bell")
	mails = frappe.get_all("Email Queue", {"reference_name": scene.email}, "message") or frappe.get_all(
		"Email Queue Recipient", {"recipient": scene.email}, "parent"
	)
	assert len(mails) == 1, "the platform's mail, with its link to set a password"
	assert account.reset_password_key


def test_who_becomes_a_mentee_as_well_gets_that_role_too_and_no_second_account(
	scene: Scene, as_user: AsUser
) -> None:
	scene.with_account()
	make_mentee(scheme=make_scheme("care-leavers-peer").name, participant=scene.person.name)
	stand(scene.account, last_login="2026-11-01 10:00:00")
	with as_user(scene.co_ordinator):
		told = invite(scene.person.name)
	assert "Nothing was sent" in told and scene.roles == ["Mentee", "Mentor"]


def test_without_an_address_it_is_said_in_plain_words(scene: Scene) -> None:
	stand(scene.person, email=None)
	assert "has no e-mail address" in refused(scene)


def test_an_address_that_is_somebody_elses_opens_nothing_to_anybody(scene: Scene) -> None:
	staff = make_user("Supervising Social Worker")
	stand(scene.person, email=staff)
	assert "member of staff" in refused(scene)
	other = make_user("Mentee")
	make_participant(user=other)
	stand(scene.person, email=other)
	assert "another participant" in refused(scene)
	assert frappe.get_roles(staff).count("Mentor") == frappe.get_roles(other).count("Mentor") == 0
	assert not scene.person.user


def test_who_was_switched_off_by_an_administrator_stays_so(scene: Scene) -> None:
	scene.with_account()
	stand(scene.account, enabled=0)
	assert "switched off by an administrator" in refused(scene)


def test_who_takes_no_part_is_not_invited(scene: Scene) -> None:
	scene.stand_down()
	assert "neither mentor nor mentee" in refused(scene)


@pytest.mark.parametrize("role", ["Supervising Social Worker", "Mentoring Finance", "Mentor"])
def test_only_staff_of_the_scheme_invite(scene: Scene, as_user: AsUser, role: str) -> None:
	user = make_user(role)
	stand(scene.person, ssw=user)
	with as_user(user), pytest.raises(frappe.PermissionError):
		invite(scene.person.name)
	with as_user(make_user("Mentoring Co-ordinator")), pytest.raises(frappe.PermissionError):
		invite(scene.person.name)


# --- leaving and coming back


def test_the_last_role_takes_the_account_along_and_coming_back_opens_it(scene: Scene) -> None:
	scene.with_account()
	assert not scene.settle(), "an active mentor keeps everything"
	scene.stand_down()
	assert scene.settle() and not scene.settle()
	assert (scene.roles, scene.account.enabled) == ([], 0)
	assert scene.person.mentor_access_ended_on == getdate(today())
	assert scene.person.user == scene.email, "whose records they are is still known"
	stand(scene.mentor, stage="Active", stood_down_on=None)
	assert scene.settle() and not scene.settle()
	assert (scene.roles, scene.account.enabled) == (["Mentor"], 1)
	assert not scene.person.mentor_access_ended_on


def test_who_is_still_a_mentee_keeps_that(scene: Scene) -> None:
	scene.with_account("Mentor", "Mentee")
	make_mentee(scheme=make_scheme("care-leavers-peer").name, participant=scene.person.name)
	scene.stand_down()
	assert scene.settle()
	assert (scene.roles, scene.account.enabled) == (["Mentee"], 1)


@pytest.mark.parametrize("role", ["Customer", "Supervising Social Worker"])
def test_an_account_that_is_for_something_else_as_well_stays(scene: Scene, role: str) -> None:
	if not frappe.db.exists("Role", role):
		frappe.get_doc({"doctype": "Role", "role_name": role, "desk_access": 0}).insert()
	scene.with_account("Mentor", role)
	scene.stand_down()
	assert scene.settle()
	assert (scene.roles, scene.account.enabled) == ([role], 1)


def test_the_policy_lets_access_go_on_for_days_and_an_open_link_for_as_long_as_it_is_open() -> None:
	scene = Scene(portal_access_days=28).with_account()
	link = make_link(scheme=scene.scheme, mentor=scene.mentor.name, status="Ended Early")
	stand(link, ended_on=add_days(today(), -40))
	scene.stand_down(days_ago=27)
	assert not scene.settle()
	scene.stand_down(days_ago=28)
	stand(link, status="Closing", ended_on=None)
	assert not scene.settle()
	stand(link, status="Ended Early", ended_on=today())
	assert not scene.settle(), "the days count from the end of the last link"
	stand(link, ended_on=add_days(today(), -28))
	assert scene.settle()


@pytest.mark.parametrize("status", ["Withdrawn", "Declined", "Ended"])
def test_a_mentee_who_is_none_any_more_is_out(scene: Scene, status: str) -> None:
	user = make_user("Mentee")
	mentee = make_mentee(scheme=scene.scheme, participant=make_participant(user=user).name)
	assert not portal_accounts.settle(user)
	stand(mentee, status=status)
	assert portal_accounts.settle(user)
	assert frappe.db.get_value("User", user, "enabled") == 0


def test_leaving_and_coming_back_ask_for_it_and_nothing_else_does(
	scene: Scene, run_jobs: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
	"""What the job does commits, so here it is only seen that it is asked for."""
	asked: list[str] = []
	monkeypatch.setattr(portal_access, "_enqueue", asked.extend)
	mentor, person = scene.mentor.reload(), scene.person.name

	def save(**values: Any) -> list[str]:
		asked.clear()
		mentor.update(values)
		mentor.save()
		return list(asked)

	assert save(availability="Evenings") == []
	assert save(stage="Stood Down", stage_reason="Moved away.") == [person]
	assert getdate(mentor.stood_down_on) == getdate(today())
	assert save(stood_down_on="2020-01-01") == []
	assert getdate(mentor.stood_down_on) == getdate(today()), "nobody types it"
	asked.clear()
	stand(scene.person, mentor_access_ended_on=today())
	make_mentor(scheme=make_scheme("care-leavers-peer").name, participant=person, stage="Applied")
	assert asked == [person], "a mentor again, elsewhere"
	asked.clear()
	link = make_link(scheme=scene.scheme, status="Active")
	link.update(
		{"status": "Ended Early", "status_reason": "Ill.", "ended_on": today(), "ending_kind": "Withdrawn"}
	)
	link.save()
	assert set(asked) >= {link.mentor_participant, link.mentee_participant}


def test_every_night_finds_who_has_left_and_nobody_else(scene: Scene) -> None:
	scene.with_account()
	assert scene.person.name not in portal_access._who_may_change()
	scene.stand_down()
	assert scene.person.name in portal_access._who_may_change()
	scene.settle()
	assert scene.person.name in portal_access._who_may_change(), "who may come back is looked at as well"


@pytest.fixture
def browser(site: str) -> Iterator[Browser]:
	someone = Browser(site)
	yield someone
	someone.close()


@pytest.mark.commits
def test_standing_down_ends_the_session_the_same_day(browser: Browser) -> None:
	scene = Scene().with_account()
	frappe.db.commit()
	browser.sign_in(scene.email)
	assert "Anna Bell" in browser.open("/mentoring/profile").words
	scene.stand_down()
	assert portal_access.bring_up_to_date([scene.person.name]) == 1
	assert not frappe.db.exists("Sessions", {"user": scene.email})
	page = browser.open("/mentoring/profile")
	assert page.path.startswith("/login") and "Anna Bell" not in page.response.text
	clear_sessions(scene.email, force=True)


# --- sites from before


def test_sites_from_before_get_links_from_the_ready_made_policy_and_days_of_standing_down(
	scene: Scene,
) -> None:
	scheme, own = (make_scheme(feedback_link_days=0) for _ in range(2))
	stand(own, preset=None)
	stand(scene.mentor, stage="Stood Down", stood_down_on=None)
	for _again in range(2):
		feedback_links_from_presets.execute()
		when_mentors_stood_down.execute()
	days = [
		frappe.db.get_value("Mentoring Scheme", each.name, "feedback_link_days") for each in (scheme, own)
	]
	assert days == [28, 0]
	assert frappe.db.count("Mentoring Policy Version", {"scheme": scheme.name}) == 2
	assert frappe.db.get_value("Mentor", scene.mentor.name, "stood_down_on") == getdate(today())
