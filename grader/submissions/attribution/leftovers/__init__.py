"""What was written and belongs to no question, and what within a section may belong to another one.

`unattributed` says it; `inside` and `unplaced_marks` find labels within a section, `ignored` and `headed` what headings
and the author leave out, `same_word` lines with the word of a
label, `quoted_tasks` quotations. Nothing found here closes a question. May use `naming` and `structure`.
"""
