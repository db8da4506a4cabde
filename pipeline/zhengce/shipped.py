"""Where the shipped weights of models lie: in `models/weights` of a checkout, in `zhengce/weights` of the wheel."""

from __future__ import annotations

from pathlib import Path

from zhengce.errors import ConfigError

_PACKAGE = Path(__file__).parent
_PLACES = (_PACKAGE / "weights", _PACKAGE.parent.parent / "models" / "weights")


def weights_path(name: str) -> Path:
    """The file of the shipped weights `name`, its ending included. Raises `ConfigError` where it is missing."""
    for place in _PLACES:
        if (place / name).exists():
            return place / name
    raise ConfigError("the weights of a model are missing", name, None, "run `zhengce train` in a checkout")
