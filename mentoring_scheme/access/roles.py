"""The roles of a scheme, by name."""

MANAGER = "Mentoring Manager"
CO_ORDINATOR = "Mentoring Co-ordinator"
SSW = "Supervising Social Worker"
FINANCE = "Mentoring Finance"
MENTOR = "Mentor"
MENTEE = "Mentee"
