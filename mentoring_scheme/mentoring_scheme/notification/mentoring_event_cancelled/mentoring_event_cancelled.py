"""Tells those concerned that an event is cancelled, and why. The mail says what the event is, and nothing of who else comes."""
