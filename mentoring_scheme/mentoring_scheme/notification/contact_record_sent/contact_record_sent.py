"""Tells the mentee that a contact record awaits them (R29). The mail says that, and nothing of what the document says."""
