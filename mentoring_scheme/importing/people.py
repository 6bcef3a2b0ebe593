"""People, mentors and mentees of the workbook: dates in order, nobody twice, and what their stage asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from mentoring_scheme.importing.columns import Kind, Row
from mentoring_scheme.importing.known import Alike, Known
from mentoring_scheme.importing.remarks import Remark, note, wrong
from mentoring_scheme.importing.sheets import BY_TITLE, CONTACTS, LINKS, MENTEES, MENTORS, PEOPLE
from mentoring_scheme.policy.recruitment import WITH_REASON
from mentoring_scheme.policy.states import Stage
from mentoring_scheme.policy.text import _

# Days that may still lie ahead; whatever else is written down has happened.
MAY_LIE_AHEAD = {
	(MENTORS, "break_from"),
	(MENTORS, "break_until"),
	(LINKS, "planned_end"),
	(CONTACTS, "next_contact_on"),
}
IN_ORDER = (
	(PEOPLE, "date_of_birth", "approved_on"),
	(PEOPLE, "approved_on", "approval_ended_on"),
	(PEOPLE, "caring_since", "caring_until"),
	(MENTORS, "break_from", "break_until"),
	(MENTEES, "referred_on", "offered_on"),
	(MENTEES, "offered_on", "offer_answered_on"),
)
TOGETHER = (
	(PEOPLE, "approved_on", "approval_type"),
	(PEOPLE, "approval_type", "approved_on"),
	(PEOPLE, "caring_until", "caring_since"),
	(MENTORS, "training_attended_on", "training"),
	(MENTORS, "training", "training_attended_on"),
	(MENTEES, "offer_answer", "offered_on"),
)
BREAK, LEFT = Stage.ON_A_BREAK.value, Stage.STOOD_DOWN.value


def check(rows: Iterable[Row], known: Known, today: date) -> list[Remark]:
	"""All remarks about these rows that need no link."""
	rows = list(rows)
	remarks = [remark for row in rows for remark in (*_dates(row, today), *_together(row), *_stage(row))]
	return remarks + list(_same_person([row for row in rows if row.sheet == PEOPLE], known))


def _dates(row: Row, today: date) -> Iterator[Remark]:
	for column in BY_TITLE[row.sheet].columns:
		day = row.day(column.field) if column.kind is Kind.DATE else None
		if day and day > today and (row.sheet, column.field) not in MAY_LIE_AHEAD:
			yield wrong(
				row,
				column.field,
				"in-future",
				_("The day lies after today, {today}."),
				_("Correct it, or leave out what has not happened yet."),
				today=today,
			)
	for sheet, earlier, later in IN_ORDER:
		first, second = row.day(earlier), row.day(later)
		if row.sheet == sheet and first and second and second < first:
			yield wrong(
				row,
				later,
				"reversed",
				_("The day comes before “{heading}”, {day}."),
				_("Correct one of the two."),
				heading=BY_TITLE[sheet].heading_of(earlier),
				day=first,
			)


def _together(row: Row) -> Iterator[Remark]:
	for sheet, one, other in TOGETHER:
		if row.sheet == sheet and row.written.get(one) and not row.written.get(other):
			yield wrong(
				row,
				other,
				"goes-with",
				_("“{one}” is filled in, and this goes with it."),
				_("Fill in both, or neither."),
				one=BY_TITLE[sheet].heading_of(one),
			)


def _stage(row: Row) -> Iterator[Remark]:
	if row.sheet != MENTORS:
		return
	stage = row.text("stage")
	if stage in {each.value for each in WITH_REASON} and not row.text("stage_reason"):
		yield wrong(
			row,
			"stage_reason",
			"stage-reason",
			_("A mentor who is “{stage}” has a reason for it."),
			_("Write the reason in short."),
			stage=stage,
		)
	for wanted, fieldname in ((BREAK, "break_from"), (LEFT, "stood_down_on")):
		if stage == wanted and not row.written.get(fieldname):
			yield wrong(
				row,
				fieldname,
				"stage-day",
				_("A mentor who is “{stage}” has a day since when."),
				_("Write the day."),
				stage=stage,
			)


def _same_person(rows: list[Row], known: Known) -> Iterator[Remark]:
	seen: dict[tuple[str, date | None], Row] = {}
	on_site = {_identity(each.participant_name, each.date_of_birth): each for each in known.alike}
	by_mail = {each.email.casefold(): each for each in known.alike if each.email}
	numbers = {each.name for each in known.alike}
	for row in rows:
		if row.text("known_as"):
			if row.text("known_as") not in numbers:
				yield _no_such_person(row)
			continue
		identity = _identity(row.text("participant_name"), row.day("date_of_birth"))
		other = seen.setdefault(identity, row)
		if other is not row:
			yield _twice(row, other)
		elif alike := on_site.get(identity) or by_mail.get(row.text("email").casefold()):
			yield _there_already(row, alike)


def _identity(name: str, born: date | None) -> tuple[str, date | None]:
	return " ".join(name.casefold().split()), born


def _no_such_person(row: Row) -> Remark:
	return wrong(
		row,
		"known_as",
		"known-as",
		_("There is no person with this number, or you may not see them."),
		_("Correct the number, or leave the cell empty to enter the person anew."),
	)


def _twice(row: Row, other: Row) -> Remark:
	born = row.day("date_of_birth")
	message = _("Row {other} has the same name and date of birth.")
	remedy = _("Keep one of the two rows; a person who is mentor and mentee has one.")
	if born:
		return wrong(row, "participant_name", "person-twice", message, remedy, other=other.number)
	return note(
		row,
		"participant_name",
		"name-twice",
		_("Row {other} has the same name, and neither has a date of birth."),
		_("If it is one person, keep one of the two rows. If not, write the dates of birth."),
		other=other.number,
	)


def _there_already(row: Row, alike: Alike) -> Remark:
	return note(
		row,
		"participant_name",
		"person-there",
		_("There is somebody here already who may be the same person: {name}."),
		_("If so, write {name} under “Known here as”. Otherwise the row makes a second person."),
		name=alike.name,
	)
