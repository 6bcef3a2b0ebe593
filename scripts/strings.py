"""Puts the catalogues of strings into order after Frappe has gathered them: run by scripts/strings.sh.

main.pot holds every string of the app, by file and without line numbers, so that it changes only with the strings.
Each language's file holds those that mentors and mentees read, translated or not yet.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

LOCALE = Path(__file__).parents[1] / "mentoring_scheme" / "locale"

# What mentors and mentees read: the pages themselves, and what the rules answer to what they type there.
READ_ON_PORTAL = (
	"mentoring_scheme/portal/",
	"mentoring_scheme/www/mentoring/",
	"mentoring_scheme/templates/portal/",
	"mentoring_scheme/mentoring_scheme/doctype/mentor/standing.py",
	"mentoring_scheme/policy/claim_pay.py",
	"mentoring_scheme/policy/claims.py",
	"mentoring_scheme/policy/record_writing.py",
	"mentoring_scheme/policy/records.py",
	"mentoring_scheme/policy/requests.py",
)
# What documents say of themselves there.
SAID = (
	"{0}, {1} to {2}",
	"{0}, {1}, to {2}, {3}",
	"Every month",
	"Every week",
	"Every {0} months",
	"Every {0} weeks",
)
# Documents whose choices stand on the pages, and those whose fields do by their names.
CHOICES_OF = (
	"Contact Action",
	"Contact Record",
	"Mentee",
	"Mentor",
	"Mentor Claim Time",
	"Mentoring Active Period",
	"Mentoring Agreement",
	"Mentoring Approval",
	"Mentoring Concern",
	"Mentoring Event",
	"Mentoring Supervision",
)
FIELDS_OF = ("Mentee", "Mentoring Equality Profile")
SHOWN = re.compile(
	rf"Option for the [^.]*? DocType '({'|'.join(CHOICES_OF)})'"
	rf"|Label of an? \w[\w ]*? field in DocType '({'|'.join(FIELDS_OF)})'"
)
DATES = re.compile(rb'^"(POT-Creation|PO-Revision)-Date:.*\n', re.MULTILINE)


def read_on_portal(message: Message) -> bool:
	"""Whether a string stands on a page of mentors and mentees."""
	places = (file for file, _line in message.locations)
	return (
		message.id in SAID
		or any(place.startswith(READ_ON_PORTAL) for place in places)
		or bool(SHOWN.search(" ".join(message.auto_comments)))
	)


def read(path: Path) -> Catalog:
	with path.open("rb") as file:
		return read_po(file)


def write(path: Path, catalog: Catalog) -> None:
	"""In the order of the strings; without dates, which would differ each time."""
	with path.open("w+b") as file:
		write_po(file, catalog, sort_output=True, ignore_obsolete=True, width=None, include_lineno=False)
		file.seek(0)
		text = DATES.sub(b"", file.read())
		file.seek(0)
		file.truncate()
		file.write(text)


def without_lines(message: Message) -> Message:
	"""The string with each of its files once."""
	message.locations = sorted({(file, None) for file, _line in message.locations})
	return message


def only(catalog: Catalog, messages: Iterable[Message]) -> Catalog:
	"""A catalogue of these strings with the head of another."""
	chosen = Catalog(
		domain=catalog.domain,
		project=catalog.project,
		copyright_holder=catalog.copyright_holder,
		msgid_bugs_address=catalog.msgid_bugs_address,
		fuzzy=False,
	)
	for message in messages:
		chosen[message.id] = message
	return chosen


def main() -> None:
	template = read(LOCALE / "main.pot")
	for message in template:
		if message.id:
			without_lines(message)
	write(LOCALE / "main.pot", template)
	of_portal = only(template, (each for each in template if each.id and read_on_portal(each)))
	for path in sorted(LOCALE.glob("*.po")):
		catalog = read(path)
		catalog.update(of_portal, no_fuzzy_matching=True)
		write(path, catalog)
		left = sum(1 for each in catalog if each.id and not each.string)
		print(f"{path.name}: {left} strings have no translation", file=sys.stderr)


if __name__ == "__main__":
	main()
