"""Statements up to a constant, a factor or a sign, and answers with arbitrary constants that they brought in.

`up_to` compares what may differ by one, `solution_family` whole families of solutions, which are affine in their
constants. May use `entries` and the engines.
"""
