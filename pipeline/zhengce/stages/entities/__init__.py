"""Entities: candidates from gazetteers, grammar and class words; selection; linking."""
