"""What a user may add or change, as one typed object: read from TOML, checked, hashed."""

from __future__ import annotations

import difflib
import hashlib
import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from zhengce.errors import ConfigError
from zhengce.rows import EntityType, FigureKind, Instrument, InstrumentClass


class Part(BaseModel):
    """A part of the configuration; unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NameEntry(Part):
    """A name of the user's own: organ, place, programme or any other entity type; `id` shows in `rule`."""

    id: str
    name: str
    type: EntityType
    canonical: str | None = None
    short: tuple[str, ...] = ()
    code: str | None = None


class UnitEntry(Part):
    """A unit or measure word of the user's own."""

    id: str
    form: str
    unit: str
    kind: FigureKind = "count"
    base_unit: str | None = None
    factor: float | None = None


class VerbEntry(Part):
    """A policy verb of the user's own, with the instrument it suggests."""

    id: str
    verb: str
    instrument_class: InstrumentClass | None = None
    instrument: Instrument | None = None


class TaxonEntry(Part):
    """Words that mark a topic or an assistance mechanism."""

    id: str
    taxonomy: Literal["topic", "mechanism"]
    label: str
    words: tuple[str, ...]


class Config(Part):
    """Everything a run can be told; the defaults are the shipped pipeline.

    >>> Config(words=("农文旅",)).words
    ('农文旅',)
    """

    words: tuple[str, ...] = Field(default=(), description="words that jieba shall know")
    names: tuple[NameEntry, ...] = Field(default=(), description="entities by name")
    units: tuple[UnitEntry, ...] = Field(default=(), description="units and measure words")
    verbs: tuple[VerbEntry, ...] = Field(default=(), description="policy verbs")
    taxa: tuple[TaxonEntry, ...] = Field(default=(), description="words of topics and mechanisms")
    models: bool = Field(default=True, description="use the statistical models where they help")

    @property
    def digest(self) -> str:
        """Hash of the resolved configuration: recorded beside the rows it made."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:16]


def read_config(path: str | Path) -> Config:
    """The configuration in a TOML file. Raises `ConfigError` with file, key and the nearest known key."""
    try:
        values = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(error.strerror or "cannot be read", str(path), None, "check the path") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"is not TOML: {error}", str(path)) from error
    try:
        return Config.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        near = difflib.get_close_matches(str(first["loc"][-1]), _known_keys(), 1)
        cure = f"did you mean {near[0]!r}?" if first["type"] == "extra_forbidden" and near else None
        raise ConfigError(first["msg"], str(path), place, cure) from error


def _known_keys() -> list[str]:
    parts = (Config, NameEntry, UnitEntry, VerbEntry, TaxonEntry)
    return sorted({name for part in parts for name in part.model_fields})
