"""Parts of a problem that are told apart by what is written below it, where no line or heading names them.

`parts_within` is the way in: by marks before the rows of a display, by the parts' own symbols in a sentence, by lines
that begin with these, or by what each part alone asks for (`by_topic`). Another way is a file that it tries. May use
`words` and `formulas`.
"""
