"""Metadata read out of the text itself: red head, signature block, source line."""

from __future__ import annotations

from zhengce.article import Metadata


def find_metadata(text: str) -> Metadata:
    """What the text says about itself."""
    return Metadata()
