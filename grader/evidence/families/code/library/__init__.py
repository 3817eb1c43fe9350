"""What NumPy and PyTorch do with values: operators, indices, and the functions and methods of both.

`table` has a row for each function: where it is, what it takes, and which function of a file beside it computes it;
`calls` looks it up, `memory` knows what arrays share. May use the spaces and the run, and knows nothing of statements.
A new function is a row of the table, and a function in the file of its kind.
"""
