"""One file a command: options in, one action, the result to render."""
