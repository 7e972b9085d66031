"""Three versions of a case become one, entry by entry and field by field."""
