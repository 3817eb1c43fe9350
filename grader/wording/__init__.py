"""The sentences that students read, as one catalogue: a translation replaces the files of this folder, and no other.

`sentences` stand on pages and as feedback, `unreadable` says what is wrong with a text, `unreadable_answers` with one
that is no answer to its question, `unreadable_code` with a program, `reasons` why an answer is not right,
`open_reasons` and `undecided_reasons` why it stays open, `remarks` what else is to be known, `writing_notices` and
`file_notices` what stands under "Your files". The files hold nothing but
texts by name; a place in braces is filled in, by that name, where the sentence is said. Not here: what the errors
of `evidence` say, the texts of claims, what only staff read, and the words of authors. May use outcomes of `verdict`,
nothing else. A new sentence is a line here; `tests/test_wording.py` holds that each is said, and that rooms whose texts
students read write no other.
"""
