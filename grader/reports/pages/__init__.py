"""Pages in HTML: one for each student, one for the class; each is one file that needs no network.

A page is a function of a report's data: nothing is read from files or decided here, and values come from the evidence.
`html` makes elements, in which plain text is always escaped; `typeset` shows formulas and values, `prompts` what
authors wrote, `plots` functions; `student` and `overview` are the pages. May use what `reports` may use. All sentences
for students stand in `grader.wording.sentences`. Another page is a file beside `student`, with a row in `class_forms`.
"""
