"""Invites somebody to an event. The mail says what the event is, and nothing of who else comes."""
