"""Work that may hang or grow runs in a process that can be killed.

with Worker(function, limits) as worker: worker.call(item) -> Done(value) | TimedOut | Broke(code)
map_ordered(function, items, jobs, limits)    yields the same for many items, in order

Knows no mathematics and no marks: any function and any item will do. May use `verdict` and `errors` only. A limit gets
its name and its reason in `limits`, an ending that is not the work's own in `endings`.
"""
