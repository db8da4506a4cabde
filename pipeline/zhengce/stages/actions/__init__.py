"""Actions: clauses, their verbs and what belongs to them."""
