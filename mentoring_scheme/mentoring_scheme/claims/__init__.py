"""Claims of mentors: what they rest on, what stands before them, and what screens ask of them."""
