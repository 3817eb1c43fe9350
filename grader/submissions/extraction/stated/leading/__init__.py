"""What leads to an answer and is none: steps, preludes, and sentences that only say what is done.

`steps` tells which formulas define other things, `preludes` and `lead_ins` which parts of a sentence lead on. May use
`words_around`. Another way to lead to an answer is a file here.
"""
