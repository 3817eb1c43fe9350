"""The sentences that students read, as one catalogue: a translation replaces the files of this folder, and no other.

`sentences` stand on pages and as feedback, `unreadable` says what is wrong with a text, `reasons` why an answer is not
right, `remarks` what else is to be known. The files hold nothing but texts by name; a place in braces is filled in, by
that name, where the sentence is said. Not here: why something is open and the texts of claims, which staff read,
notices on files, and the words of authors. May use outcomes of `verdict`, nothing else. A new sentence is a line here;
`tests/test_wording.py` holds that each is said.
"""
