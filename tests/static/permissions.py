"""Who may do what with which document: the one table that a data-protection officer reads.

A letter in a column is one thing that the role may do with the documents of that row; "-" is nothing at all. The table
says what a role may do with such documents in general. Which of them somebody sees, for example a social worker those
of her own people only, is decided row by row in mentoring_scheme/access/.

  r  read      w  change    c  make      d  delete
  s  submit    x  cancel    a  amend (make a corrected version of a cancelled document)
  p  print     e  send by e-mail
  R  see in reports    X  export to a file    i  import from a file    h  share with another user
"""

from __future__ import annotations

LETTERS = {
	"r": "read",
	"w": "write",
	"c": "create",
	"d": "delete",
	"s": "submit",
	"x": "cancel",
	"a": "amend",
	"p": "print",
	"e": "email",
	"R": "report",
	"X": "export",
	"i": "import",
	"h": "share",
}

# The two portal roles come last: mentors and mentees have no desk and never take data out of the system.
COLUMNS = {
	"Manager": "Mentoring Manager",
	"Co-ordinator": "Mentoring Co-ordinator",
	"Social worker": "Supervising Social Worker",
	"Finance": "Mentoring Finance",
	"Mentor": "Mentor",
	"Mentee": "Mentee",
}

TABLE = """
Document                       | Manager   | Co-ordinator | Social worker | Finance  | Mentor | Mentee
-------------------------------|-----------|--------------|---------------|----------|--------|-------
The scheme:
Mentoring Scheme               | rwcdpeRX  | rpRX         | r             | r        | -      | -
Mentoring Policy Version       | rpR       | rpR          | r             | r        | -      | -
Mentoring Wording              | rwcd      | rwc          | -             | -        | -      | -
Mentoring Setup Plan           | rwcdpRX   | rwcpR        | -             | -        | -      | -
Mentoring Setup Step           | rwcdpRX   | rwcpR        | -             | -        | -      | -

People:
Mentoring Participant          | rwcdpRXi  | rwcpRi       | rwc           | -        | -      | -
Mentoring Household            | rwcdpR    | rwc          | r             | rwpRX    | -      | -
Mentor                         | rwcdpRX   | rwcpR        | rR            | -        | -      | -
Mentee                         | rwcdpRX   | rwcpR        | rwcpR         | -        | -      | -

Recruiting, and what others say of a mentor:
Mentor Check                   | rwcdR     | rwcR         | -             | -        | -      | -
Mentor Reference               | rwcd      | rwc          | -             | -        | -      | -
Mentor Assessment              | rwcdp     | rwcp         | -             | -        | -      | -
Mentoring Application          | rwcdR     | rwcR         | -             | -        | -      | -

Matching and events:
Mentoring Attribute            | rwcdRXi   | rwcRi        | r             | -        | -      | -
Mentoring Area                 | rwcdRXi   | rwcRi        | r             | -        | -      | -
Mentoring Matching Round       | rwcdpR    | rwcpR        | -             | -        | -      | -
Mentoring Event                | rwcdpR    | rwcpR        | r             | -        | r      | r
Mentoring Booking              | rwcdR     | rwcR         | r             | -        | r      | r

Characteristics (religion, disability, sexuality ...):
Mentoring Equality Profile     | rwcd      | rwc          | -             | -        | -      | -

Links:
Mentoring Link                 | rwcdpRX   | rwcpR        | rpR           | -        | -      | -
Mentoring Consultation         | rwcd      | rwc          | rw            | -        | -      | -
Mentoring Agreement            | rwcdpe    | rwcpe        | rp            | -        | rp     | rp

What was said:
Contact Record                 | rwcdsxap  | rwcsxap      | rp            | -        | rwcp   | rp
Mentoring Supervision          | rwcdpR    | rwcpR        | rwcp          | -        | -      | -
Mentoring Letter               | rwcdp     | rwcp         | rp            | -        | -      | -
Mentoring Feedback             | rwcdR     | rwcR         | -             | -        | rw     | rw
Mentoring Follow Up            | rwcdpR    | rwcpR        | -             | -        | -      | -
Mentoring Request              | rwdR      | rwR          | -             | -        | -      | -
Mentoring Concern              | rwcp      | rwcp         | rc            | -        | -      | -

What staff note of their support:
Mentoring Support Note         | rwcdpR    | rwcpR        | rwc           | -        | -      | -

Money:
Mentoring Payment              | rwcsxapRX | rR           | -             | rwsxapRX | -      | -
Mentor Claim                   | rwcdpRX   | rwcpR        | -             | rwpRX    | rwcp   | -
Mentoring Approval Run         | rcdpRX    | -            | -             | rcpRX    | -      | -
Mentoring Payment Batch        | rwcdpRX   | -            | -             | rwcpRX   | -      | -
Mentoring Payee Account        | rwcd      | -            | -             | rwc      | -      | -

Bringing a running scheme in:
Mentoring Import               | rwcdR     | rwcR         | -             | -        | -      | -
Mentoring Import Entry         | rR        | rR           | -             | -        | -      | -

The app's own log and the carers' files:
Mentoring Reminder             | rR        | rR           | -             | -        | -      | -
Mentoring Message              | rR        | -            | -             | -        | -      | -
Mentoring File Entry           | rp        | rp           | rp            | -        | -      | -

Keeping records, and people's rights:
Mentoring Legal Hold           | rwcpR     | -            | -             | -        | -      | -
Mentoring Disposal List        | rwcpRX    | -            | -             | -        | -      | -
Mentoring Data Request         | rwcpR     | -            | -             | -        | -      | -
"""


def table() -> dict[str, dict[str, str]]:
	"""The table as data: document → role → letters, without the roles that may do nothing."""
	header, *rows = [
		[cell.strip() for cell in line.split("|")]
		for line in TABLE.strip().splitlines()
		if "|" in line and not set(line) <= set("-| ")
	]
	roles = [COLUMNS[title] for title in header[1:]]
	return {
		document: {role: cell for role, cell in zip(roles, cells, strict=True) if cell != "-"}
		for document, *cells in rows
	}
