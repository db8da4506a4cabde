"""The recipes that made the shipped models: `models/*.py` of a checkout that have a `NAME` and a `train`."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from zhengce.errors import ConfigError

_RECIPES = Path(__file__).parent.parent.parent / "models"


def recipes() -> Iterator[ModuleType]:
    """The recipes of this checkout. Raises `ConfigError` where the package was installed without them."""
    if not _RECIPES.is_dir():
        raise ConfigError("the recipes lie in models/ of a checkout, not in the wheel", str(_RECIPES), None, "clone the repository")
    sys.path.insert(0, str(_RECIPES))
    for path in sorted(_RECIPES.glob("*.py")):
        module = importlib.import_module(path.stem)
        if hasattr(module, "NAME") and hasattr(module, "train"):
            yield module


def train(names: tuple[str, ...] = ()) -> Iterator[tuple[str, dict]]:
    """Fit the models (all, or those named), writing their weights; yields name and report as each is done."""
    made = {module.NAME: module for module in recipes()}
    for name in names or made:
        if name not in made:
            raise ConfigError(f"no recipe makes a model {name!r}", str(_RECIPES), None, f"known: {', '.join(made)}")
        yield name, made[name].train()
