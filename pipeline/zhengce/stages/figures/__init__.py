"""Figures: the grammar of quantities, and what each number means in its sentence."""
