"""Files become answers."""
