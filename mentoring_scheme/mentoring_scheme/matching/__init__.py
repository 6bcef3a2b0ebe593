"""Matching on the site: the facts of mentees and mentors in bulk, and what staff see and keep of a match.

- `wishes.py`: the rows in which a mentee's wishes are written, checked, and as the policy takes them
- `characteristics.py`: personal characteristics, of which no more is read than a mentee has asked for
- `gather.py`: the cases of mentees and mentors, in a number of queries that does not grow with them
- `kept.py`: what a link keeps of its match
- `shown.py`: a shortlist in words and figures for screens
- `api.py`: what screens call
"""
