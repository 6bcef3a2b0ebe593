"""Who may see and change what.

For each document there is one predicate (`predicates.py`), a question asked of a row in SQL, and two readings of
it (`readings.py`): Frappe's list condition, and `has_permission` for one document. Because both are the same
question, a list never shows what a form would refuse, nor the other way about.

- `roles.py`: the names of the roles
- `terms.py`: what predicates are made of: values safe in SQL, and a document in memory asked like a row
- `reach.py`: sub-queries about a user: their schemes, their links, whom they supervise
- `predicates.py`: the table of rules, one entry for each document and role
- `visibility.py`: the predicates of a user's roles, put together
- `readings.py`: the two hooks
- `linked.py`: fields of linked documents in a list
- `followers.py`: files, versions, comments and the like, which are as confidential as what they belong to
- `timeline.py`: what Frappe sends along with a form, for those who hear it
- `search.py`: the search behind link fields
"""
