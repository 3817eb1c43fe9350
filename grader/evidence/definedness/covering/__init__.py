"""Coverage: does one side have a value wherever the other one has?

`coverage` is the way in, `sides` and `survey` are what was made ready once, `several` and `by_solver` decide where many
symbols matter. May use the formulas beside it, the normal form, the solver and signs. A new way to show coverage is a
case of `coverage`.
"""
