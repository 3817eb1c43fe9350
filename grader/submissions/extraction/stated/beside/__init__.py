"""What a sentence says beside its answer: brackets, checks, properties of something else, conditions said once more.

`asides` and `worked_brackets` look at brackets behind a value, `checks` at sentences that only verify. May use
`words_around`. Another aside is a file here that `stated` asks.
"""
