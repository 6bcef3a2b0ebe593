"""Sub-queries about a user: which schemes, links and people are theirs. They hold no roles; predicates do that."""

from __future__ import annotations

import frappe
from pypika.queries import QueryBuilder, Table
from pypika.terms import Criterion

from mentoring_scheme.access.terms import Value, column, inner, names

STAFF_FUNCTIONS = ("Co-ordinator", "Project worker")
NO_LONGER_MENTEE = ("Declined", "Ended", "Withdrawn")


def schemes_of(user: str, functions: tuple[str, ...] = STAFF_FUNCTIONS) -> QueryBuilder:
	"""The schemes that list the user as co-ordinator or project worker, or with one of these functions."""
	member = inner("Mentoring Scheme Member")
	return (
		frappe.qb.from_(member)
		.select(member.parent)
		.where(member.parenttype == "Mentoring Scheme")
		.where(member.user == Value(user))
		.where(member.function.isin(functions))
	)


def schemes_co_ordinated_by(user: str) -> QueryBuilder:
	"""The schemes that list the user as co-ordinator; project workers are not told of concerns by that alone."""
	return schemes_of(user, ("Co-ordinator",))


def concerns_told_to(user: str) -> QueryBuilder:
	"""The concerns that the user was told of and still reads."""
	told = inner("Mentoring Concern Told")
	return (
		frappe.qb.from_(told)
		.select(told.parent)
		.where(told.parenttype == "Mentoring Concern")
		.where(told.user == Value(user))
		.where(told.reads_until.isnull())
	)


def mentors_in_schemes_of(user: str) -> QueryBuilder:
	"""The Mentor documents of the user's schemes."""
	return names("Mentor", inner("Mentor").scheme.isin(schemes_of(user)))


def links_in_schemes_of(user: str) -> QueryBuilder:
	"""The links of the user's schemes."""
	return names("Mentoring Link", inner("Mentoring Link").scheme.isin(schemes_of(user)))


def setup_plans_in_schemes_of(user: str) -> QueryBuilder:
	"""The plans by which the user's schemes are set up."""
	return names("Mentoring Setup Plan", inner("Mentoring Setup Plan").scheme.isin(schemes_of(user)))


def is_supervised_by(participant: Table, user: str) -> Criterion:
	"""Whether the user supervises the participant; nobody supervises themselves, whatever is written there."""
	me = Value(user)
	return (participant.ssw == me) & (participant.user.isnull() | (participant.user != me))


def supervised_by(user: str) -> QueryBuilder:
	"""The participants whose supervising social worker is the user."""
	return names("Mentoring Participant", is_supervised_by(inner("Mentoring Participant"), user))


def mentors_supervised_by(user: str) -> QueryBuilder:
	"""The Mentor documents of those participants."""
	return names("Mentor", inner("Mentor").participant.isin(supervised_by(user)))


def mentees_supervised_by(user: str) -> QueryBuilder:
	"""The Mentee documents of those participants."""
	return names("Mentee", inner("Mentee").participant.isin(supervised_by(user)))


def links_supervised_by(user: str) -> QueryBuilder:
	"""The links of which the user supervises either side."""
	link = inner("Mentoring Link")
	return names("Mentoring Link", _mentor_supervised(link, user) | _mentee_supervised(link, user))


def links_of_mentor_supervised_by(user: str) -> QueryBuilder:
	"""The links of which the user supervises the mentor."""
	return names("Mentoring Link", _mentor_supervised(inner("Mentoring Link"), user))


def links_of_mentee_supervised_by(user: str) -> QueryBuilder:
	"""The links of which the user supervises the mentee."""
	return names("Mentoring Link", _mentee_supervised(inner("Mentoring Link"), user))


def links_open_to_ssw(user: str) -> QueryBuilder:
	"""Of those links, the ones whose records both social workers read: always, or because they are filed (R31)."""
	link = inner("Mentoring Link")
	either = _mentor_supervised(link, user) | _mentee_supervised(link, user)
	return names(
		"Mentoring Link", either & ((link.ssw_reads_records == "Always") | link.filed_on.isnotnull())
	)


def links_shared_as_mentor_ssw(user: str) -> QueryBuilder:
	"""Links whose records are read when shared, and of which the user supervises the mentor (R29)."""
	link = inner("Mentoring Link")
	return names("Mentoring Link", _mentor_supervised(link, user) & (link.ssw_reads_records == "When shared"))


def links_shared_as_mentee_ssw(user: str) -> QueryBuilder:
	"""Links whose records are read when shared, and of which the user supervises the mentee (R29)."""
	link = inner("Mentoring Link")
	return names("Mentoring Link", _mentee_supervised(link, user) & (link.ssw_reads_records == "When shared"))


def own_participants(user: str) -> QueryBuilder:
	"""The participant documents whose portal account is the user."""
	return names("Mentoring Participant", inner("Mentoring Participant").user == Value(user))


def own_mentors(user: str) -> QueryBuilder:
	"""The Mentor documents of the participants whose portal account is the user."""
	return names("Mentor", inner("Mentor").participant.isin(own_participants(user)))


def links_as_mentor(user: str) -> QueryBuilder:
	"""The links in which the user is the mentor."""
	link = inner("Mentoring Link")
	return names("Mentoring Link", link.mentor_participant.isin(own_participants(user)))


def links_as_mentee(user: str) -> QueryBuilder:
	"""The links in which the user is the mentee."""
	link = inner("Mentoring Link")
	return names("Mentoring Link", link.mentee_participant.isin(own_participants(user)))


def schemes_as_mentor(user: str) -> QueryBuilder:
	"""The schemes in which the user is, or applies to be, a mentor; not those where they have stood down."""
	mentor = inner("Mentor")
	own = mentor.participant.isin(own_participants(user))
	return column("Mentor", "scheme", own & (mentor.stage != "Stood Down"))


def schemes_as_mentee(user: str) -> QueryBuilder:
	"""The schemes in which the user is a mentee; not those where they no longer are."""
	mentee = inner("Mentee")
	own = mentee.participant.isin(own_participants(user))
	return column("Mentee", "scheme", own & mentee.status.notin(NO_LONGER_MENTEE))


def events_in_schemes_of(user: str) -> QueryBuilder:
	"""The events of the user's schemes."""
	return names("Mentoring Event", inner("Mentoring Event").scheme.isin(schemes_of(user)))


def co_ordinators_of(scheme: str) -> list[str]:
	"""The enabled accounts of a scheme's co-ordinators, in the order in which the scheme names them."""
	member, account = inner("Mentoring Scheme Member"), inner("User")
	query = (
		frappe.qb.from_(member)
		.join(account)
		.on(account.name == member.user)
		.select(member.user)
		.where(member.parenttype == "Mentoring Scheme")
		.where(member.parent == scheme)
		.where(member.function == "Co-ordinator")
		.where(account.enabled == 1)
		.orderby(member.idx)
	)
	return query.run(pluck=True)


def _mentor_supervised(link: Table, user: str) -> Criterion:
	return link.mentor_participant.isin(supervised_by(user))


def _mentee_supervised(link: Table, user: str) -> Criterion:
	return link.mentee_participant.isin(supervised_by(user))
