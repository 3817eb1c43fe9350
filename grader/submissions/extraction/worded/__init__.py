"""Answers in words: options of a choice, yes and no, accepted texts, and texts that are kept as they were written.

`wording` is the way in. A way to say an option (by refusing the others, by the question's own words, behind a reason)
is a file in `choices`, one to say yes or no a file in `yes_or_no`; what the words themselves say is told in `meanings`.
What keeps any answer open by the words and values beside it, and heads within one question's text, are told in
`beside`. May use `words` and `paragraphs`.
"""
