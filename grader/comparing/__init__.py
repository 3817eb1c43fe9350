"""Two texts that no problem stands behind: equal, different or open; and how a text is read.

Letters are real variables where nothing is declared, which `letters` and `families` settle by their other uses. May use
`evidence` and what lies below it, but not `marking`: no problem is needed. `worker` does the same in a process that can
be killed. A way to read a text is added to `language`; here is only what the two sides say about each other.
"""
