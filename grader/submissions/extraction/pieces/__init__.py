"""Answers in pieces: what stands in several sentences, lines or displays is one answer where a rule puts it together.

`put_together` is the way in, `marks` what it works on: formulas in order, and the words between. A kind of piece (rows,
entries, cases, bounds) is a file `…_said` here. May use `words`, `formulas` and `paragraphs`.
"""
