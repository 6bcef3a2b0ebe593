"""What the forms of the portal are sent to: one module for each family of pages.

Nothing here is told who asks: that is the session. Each function takes POST alone, names the types of what it takes,
does what was asked and sends the browser to the page that shows it; what is wrong is put by for the form's own page.
What is somebody else's gets the answer of what does not exist.
"""
