"""Errors a caller can act on: every one names the file, the place in it and the cure."""

from __future__ import annotations


class ZhengceError(Exception):
    """Root of all errors raised on purpose. `file`, `place` and `cure` are text or None.

    All four fields go to `Exception.args`, so that an error survives pickling between processes.
    """

    def __init__(self, message: str, file: str | None = None, place: str | None = None, cure: str | None = None):
        super().__init__(message, file, place, cure)
        self.message, self.file, self.place, self.cure = message, file, place, cure

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.file, self.place) if part)
        text = f"{where}: {self.message}" if where else self.message
        return f"{text} ({self.cure})" if self.cure else text


class IngestError(ZhengceError, ValueError):
    """An input that cannot be read as a policy document; in a batch it becomes a row of `rejects`."""


class LexiconError(ZhengceError, ValueError):
    """A lexicon table or a user's addition to it that contradicts itself."""


class ConfigError(ZhengceError, ValueError):
    """An unknown key or an unusable value in a configuration file."""


class StoreError(ZhengceError, OSError):
    """A store that cannot be opened, read or written."""


class AnnotationError(ZhengceError, ValueError):
    """Gold or annotation files whose spans or labels do not fit the text."""
