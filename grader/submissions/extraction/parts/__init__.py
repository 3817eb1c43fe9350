"""Parts of a problem that are told apart by what is written below it, where no line or heading names them.

`parts_within` is the way in: by marks before the rows of a display, or by the parts' own symbols in a sentence. May use
`words` and `formulas`.
"""
