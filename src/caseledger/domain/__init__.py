"""Everything that is true of a case, without disk, clock, terminal or git."""
