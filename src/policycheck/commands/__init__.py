"""One module per command: it unpacks, calls, renders, and returns an exit code."""
