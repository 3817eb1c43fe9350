"""Answers are decided on other machines, by dask.distributed: there is no scheduler or network of our own.

`crew` is the end that a run holds, a crew like the one of local workers. It speaks to `client`, a process of its own,
for the library works with threads, and a run forks. `workers` is what a worker of the cluster loads; it starts `house`,
a clean process in which answers are decided as they are on one machine, each in a worker that can be killed.
Knows nothing of answers: any function that can be pickled may be applied. May use isolation. Another library for
clusters is a `client` and a `workers` of its own.
"""
