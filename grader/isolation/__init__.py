"""Work that may hang or grow runs in a process that can be killed."""
