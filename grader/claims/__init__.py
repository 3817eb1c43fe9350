"""What must hold, as plain data, and how an answer type becomes claims."""
