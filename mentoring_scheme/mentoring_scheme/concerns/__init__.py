"""What a concern rests on and what follows from it, apart from its document.

- `facts.py`: what the policy asks about a concern, and the open links of the person whom it is against
- `bars.py`: which mentors may not be matched while an allegation is open
- `decisions.py`: a decision on a link, acted upon under the link's own rules
- `people.py`: who may deal with a concern, and who may be told of it
- `cut_off.py`: who may not read a concern any more keeps no string to it
- `notices.py`: the one mail that says that there is a concern, and nothing of it
- `openings.py`: who has opened a concern
- `shown.py`: what the form shows besides the fields
- `kept.py`: what a concern names is not deleted under it
"""
