"""The wording that the templates of letters, invitations and certificates begin with.

Braces are filled in when a letter is begun (drafting.py) or the paper is printed (own_wording.py).
"""

from __future__ import annotations

TO_MENTEE, TO_MENTOR = "Mentoring ending: letter to the mentee", "Mentoring ending: letter to the mentor"
WELCOME = "Mentoring welcome: letter to the mentee"
INTRODUCTION_TO_MENTEE = "Mentoring introduction: invitation to the mentee"
INTRODUCTION_TO_MENTOR = "Mentoring introduction: invitation to the mentor"
INVITATION = "Mentoring event: invitation"
CERTIFICATE_OF_MENTORING = "Mentoring certificate: mentoring"
CERTIFICATE_OF_TRAINING = "Mentoring certificate: training"

_CLOSE = """<p>Yours sincerely,</p>
<p>{{ co_ordinator_name }}<br>{{ scheme }}</p>"""
_INTRODUCTION = (
	"""<p>Dear {{ recipient_name }},</p>
<p>We would like to introduce you and {{ OTHER }} to each other{% if introduction_on %} on {{ introduction_on }}{% endif %}. {% if not introduction_on %}We shall agree a day and a place with you. {% endif %}The meeting takes about an hour.</p>
<p>We shall talk about confidentiality and keeping everybody safe, about what the mentoring is to be for, when and how the two of you meet and what is written down, and how to reach us. Nothing is settled before both of you are happy to go on, and you can say so to us alone.</p>
<p>If you cannot come, or have a question, please get in touch{% if co_ordinator_phone %} by telephone, {{ co_ordinator_phone }}{% endif %}{% if co_ordinator_email %}, or write to {{ co_ordinator_email }}{% endif %}.</p>
"""
	+ _CLOSE
)

TEMPLATES: dict[str, tuple[str, str]] = {
	TO_MENTEE: (
		"The end of your mentoring",
		"""<p>Dear {{ recipient_name }},</p>
<p>This letter marks the end of the mentoring that you have had from {{ mentor_name }}{% if started_on %} since {{ started_on }}{% endif %}{% if ended_on %}; it ended on {{ ended_on }}{% endif %}. Thank you for taking part. We hope that it was of use to you and your family.</p>
{% if next_for_mentee %}<p>What we agreed for the time to come: {{ next_for_mentee }}</p>{% endif %}
{% if informal_contact %}<p>You and {{ mentor_name }} have agreed to stay in touch informally. That is now up to the two of you, and the scheme has no part in it.</p>{% endif %}
<p>The record of the mentoring is kept confidentially on your file, as was explained in your agreement. Your supervising social worker goes on being there for you. If you would like a mentor again, or have something to say about how it went, please get in touch.</p>
<p>Yours sincerely,</p>
<p>{{ co_ordinator_name }}<br>{{ scheme }}</p>""",
	),
	TO_MENTOR: (
		"The end of your mentoring link",
		"""<p>Dear {{ recipient_name }},</p>
<p>This letter marks the end of your mentoring of {{ mentee_name }}{% if started_on %}, which began on {{ started_on }}{% endif %}{% if ended_on %} and ended on {{ ended_on }}{% endif %}. Thank you for the time, the experience and the care that you have given.</p>
{% if informal_contact %}<p>You and {{ mentee_name }} have agreed to stay in touch informally. That is now up to the two of you; it is no longer mentoring, and the scheme has no part in it.</p>{% endif %}
<p>The record of the mentoring is kept confidentially on your file. What you have learnt about {{ mentee_name }} and the family stays confidential after the end as well. Please destroy notes of your own, or give them to us.</p>
<p>We shall be in touch about your next link. If there is something that you would like to say about how it went, please tell us.</p>
<p>Yours sincerely,</p>
<p>{{ co_ordinator_name }}<br>{{ scheme }}</p>""",
	),
	WELCOME: (
		"Welcome to mentoring",
		"""<p>Dear {{ recipient_name }},</p>
<p>Welcome to {{ scheme }}. Your mentor is {{ mentor_name }}, who has been in a position like yours and has been prepared for this role.</p>
<p>What you talk about is up to you. Your mentor listens, shares what has helped, and thinks with you; your mentor does not take the place of your social worker, and reports to nobody on how you are doing. What the two of you say stays between you, unless somebody may come to harm: then your mentor has to tell us, and will tell you so.</p>
<p>At the beginning you agree together how often you are in contact, and what you would like to come of it. You can ask for a change, for another mentor, or to stop, at any time and without giving a reason.</p>
<p>If something is on your mind that you would rather not say to your mentor, turn to me{% if co_ordinator_phone %}, by telephone on {{ co_ordinator_phone }}{% endif %}{% if co_ordinator_email %} or at {{ co_ordinator_email }}{% endif %}.{% if out_of_hours_phone %} Outside office hours, call {{ out_of_hours_phone }}.{% endif %}</p>
<p>At the end we shall ask you how it was, so that we can do better.</p>
"""
		+ _CLOSE,
	),
	INTRODUCTION_TO_MENTEE: ("Meeting your mentor", _INTRODUCTION.replace("OTHER", "mentor_name")),
	INTRODUCTION_TO_MENTOR: ("Meeting your mentee", _INTRODUCTION.replace("OTHER", "mentee_name")),
	INVITATION: (
		"Invitation: {{ title }}",
		"""<p>You are warmly invited.</p>
{% if description %}<p>{{ description }}</p>{% endif %}
<p>Please tell the co-ordinator of {{ scheme }} whether you are coming, and what would make it easier for you to take part.</p>""",
	),
	CERTIFICATE_OF_MENTORING: (
		"Certificate of mentoring",
		"""<p>has been a mentor of {{ scheme }} since {{ approved_on }}{% if links %} and has supported {{ links }} in that time{% endif %}.</p>
<p>Thank you for the time, the experience and the care that you give.</p>""",
	),
	CERTIFICATE_OF_TRAINING: (
		"Certificate of training",
		"""<p>has attended this training as a mentor of {{ scheme }}.</p>""",
	),
}

# What may stand in braces.
_OF_LETTERS = (
	"recipient_name",
	"mentor_name",
	"mentee_name",
	"introduction_on",
	"started_on",
	"ended_on",
	"informal_contact",
	"next_for_mentee",
	"scheme",
	"out_of_hours_phone",
	"co_ordinator_name",
	"co_ordinator_email",
	"co_ordinator_phone",
)
_OF_CERTIFICATES = ("recipient_name", "scheme", "approved_on", "today", "links")
NAMES: dict[str, tuple[str, ...]] = {
	**dict.fromkeys(
		(WELCOME, INTRODUCTION_TO_MENTEE, INTRODUCTION_TO_MENTOR, TO_MENTEE, TO_MENTOR), _OF_LETTERS
	),
	INVITATION: ("title", "scheme", "when", "venue", "description"),
	CERTIFICATE_OF_MENTORING: _OF_CERTIFICATES,
	CERTIFICATE_OF_TRAINING: _OF_CERTIFICATES,
}
