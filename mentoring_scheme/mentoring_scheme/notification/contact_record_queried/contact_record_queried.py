"""Tells the mentor that the mentee asks for a change in a contact record (R29). The mail says that, and nothing of what the document says."""
