"""Work that may hang or grow runs in a process that can be killed.

with Worker(function, limits) as worker: worker.call(item) -> Done(value) | TimedOut | Broke(code)
map_ordered(function, items, jobs, limits)    yields the same for many items, in order
"""
