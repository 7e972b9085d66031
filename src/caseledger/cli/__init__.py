"""The command line: options, clock, errors to messages and exit codes."""
