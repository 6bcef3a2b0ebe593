"""What mentors and mentees see: pages that work without JavaScript, on a phone first.

- `frame.py`: what every page has: who is there, its title, what was just done
- `home.py`: what the first page shows; it collects what there is to do from every family of pages
- `languages.py`: the languages in which the pages can be read
- `navigation.py`: the pages that its head leads to
- `todo.py`: what somebody has to do next, as the home page lists it
- `forms.py`: what was typed and is not kept yet, and what is wrong with it
- `typed.py`: what people type, as days, amounts and miles; `words.py`: days and lengths of time as the pages say them
- `mine.py`: what belongs to the user of the session; nothing else is ever shown or changed
- `standing.py`, `links.py`: how the user's links stand today, and the page of one
- `records.py`, `record.py`: the contact records, and the page of one
- `recording.py`, `contact_answers.py`: the form for one contact, and how what was typed into it is read
- `claims.py`: what the pages about claims show
- `agreed_contact.py`: the contact that an agreement plans
- `agreements.py`, `events.py`, `supervision.py`, `breaks.py`: what the pages of those names show
- `requests.py`: what somebody asks of their co-ordinator
- `calendar_files.py`: dates to take into a calendar of one's own
- `concerns.py`: what mentors and mentees raise, and what has become of it
- `receipts.py`: the photograph or file of a receipt
- `feedback.py`, `by_link.py`: a form for feedback, in the portal and by the link from a mail
- `held.py`, `profile.py`, `own_data.py`: what is held about the user, to read, to change and to take along
- `help.py`, `branding.py`: who to call, and what else a scheme shows its own people
- `messages.py`: how somebody hears of what is new, and what they were told
- `api/`: what the pages' forms are sent to, a module for each family of pages

Who asks is the session, never a value of the request. A form is sent by POST to an endpoint of `api/`, which does
what was asked and then sends the browser to a page; so nothing is done again when a page is loaded again. What is
wrong is kept for an hour and shown by the form's own page, with everything that was typed.
"""
