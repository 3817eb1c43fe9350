"""Parts of a problem that are told apart by what is written below it, where no line or heading names them.

`parts_within` is the way in: by marks before the rows of a display, by the parts' own symbols in a sentence, or by
lines that begin with these. May use `words` and `formulas`.
"""
