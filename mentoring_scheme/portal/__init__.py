"""What mentors and mentees see: pages that work without JavaScript, on a phone first.

- `frame.py`: what every page has: who is there, its title, what was just done
- `navigation.py`: the pages that its head leads to
- `todo.py`: what somebody has to do next, as the home page lists it
- `forms.py`: what was typed and is not kept yet, and what is wrong with it
- `typed.py`: what people type, as days, amounts and miles
- `mine.py`: what belongs to the user of the session; nothing else is ever shown or changed
- `claims.py`: what the pages about claims show
- `concerns.py`: what mentors and mentees raise, and what has become of it
- `receipts.py`: the photograph or file of a receipt
- `api/`: what the pages' forms are sent to, a module for each family of pages

Who asks is the session, never a value of the request. A form is sent by POST to an endpoint of `api/`, which does
what was asked and then sends the browser to a page; so nothing is done again when a page is loaded again. What is
wrong is kept for an hour and shown by the form's own page, with everything that was typed.
"""
