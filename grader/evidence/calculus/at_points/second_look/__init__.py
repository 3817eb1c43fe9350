"""The second look: what is put in for an integral, a limit or a sum is compared with its value found on another path.

`confirmed` asks for it, `plain` and `quick` find values without closed forms. May use the evaluator, and proves
nothing: a value that differs is a fault, and none leaves the matter open. A new path is a file, named in `confirmed` or
`plain`.
"""
