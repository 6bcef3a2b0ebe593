"""The wording that the templates of letters begin with. Braces are filled in when a letter is begun, see drafting.py."""

from __future__ import annotations

TO_MENTEE, TO_MENTOR = "Mentoring ending: letter to the mentee", "Mentoring ending: letter to the mentor"
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
}
