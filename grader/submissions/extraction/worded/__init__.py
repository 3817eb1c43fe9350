"""Answers in words: options of a choice, yes and no, accepted texts, and texts that are kept as they were written.

`wording` is the way in. A way to say an option (by refusing the others, by the question's own words, behind a reason)
is a file here. What keeps any answer open by the words and values beside it is told by `unclear_shapes` (with
`told_beside`, `unclear_choices`, `foreign_properties`); heads within one question's text that are answers are told by
`spoken_heads`. May use `words` and `paragraphs`.
"""
