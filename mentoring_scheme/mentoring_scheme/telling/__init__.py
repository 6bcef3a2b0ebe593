"""How people of the scheme are told what is new.

- `addresses.py`: where a document is read, by somebody who works in the desk or by somebody of the portal
- `accounts.py`: who an e-mail goes to, and how they want to hear
- `gateway.py`: the one way that every e-mail about our documents passes on to the platform's queue
- `log.py`: what each was told

Whoever has something to tell sends an e-mail as the platform does it, by a Notification or `frappe.sendmail`, with
the document that it is about as its reference. The gateway does the rest: it keeps quiet hours, turns the e-mail into a
text message or leaves it to the portal where the person wants that, and writes the log that the portal shows.
"""
