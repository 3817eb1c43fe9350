"""One clause of a sentence: its premises and conditions, its formulas, and the value that it gives.

`clause_reader` reads it from both ends inwards, `clause_values` finds the value, `clause_texts` writes one formula as
the value that is asked for, `clause_conditions` tells what restricts it. May use `words_around`, `leading` and
`meanings`. What a clause may say beside its value is a file here.
"""
