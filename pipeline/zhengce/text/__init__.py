"""From source text to normalized text, sentences, sections and tokens, always with the way back to source offsets."""
