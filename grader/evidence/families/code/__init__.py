"""Code with arrays, interpreted by us: over numbers at some sizes to refute, over trees for any sizes to prove.

`statements` does what Python does, `library` what NumPy and PyTorch do, and both compute with `spaces`: numbers at some
sizes, or trees. A `run` is one program with one space; `inputs` are what it is given, `outputs` what it leaves.
`decide` asks `refuting`, which runs both programs on the same numbers, and `formulated` with `proving`, which compares
what they leave as formulas. May use arrays, contractions, numbers and trees. A new function of NumPy or PyTorch is one
row of `library/table`.
"""
