"""Values of Python as answers: numbers, NumPy arrays, SymPy expressions; and trees as SymPy expressions.

`values.written` turns a value into the text that a student would have typed, so that everything behind it, readings
and limits included, is the same for both. NumPy and SymPy are never imported to look at a value: what is theirs has
imported them. May use `submissions` (binary numbers become fractions as in files of weights) and `language`. A new kind
of value is one row of `values.KINDS`, a function of SymPy one row of `names.FUNCTIONS`.
"""
