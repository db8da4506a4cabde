"""zhengce: figures, entities and policy actions out of Chinese policy text, as tables.

>>> import zhengce
>>> tables = zhengce.extract("过渡期以来,中央财政累计安排彩票公益金112亿元。")
>>> list(tables.figures["text"])
['112亿元']
"""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"

# Name → module that defines it. Loaded on first use, so that `zhengce --help` answers without pandas, spaCy or jieba.
_LAZY = {"read": "zhengce.ingest", "extract": "zhengce.face", "load": "zhengce.stages.components", "Article": "zhengce.article",
         "Tables": "zhengce.store.tables", "quantity": "zhengce.face", "period": "zhengce.face", "run": "zhengce.store.batch",
         "Store": "zhengce.store.database", "Config": "zhengce.config", "read_config": "zhengce.config"}

__all__ = ["__version__", *sorted(_LAZY)]


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'zhengce' has no attribute {name!r}")
    value = globals()[name] = getattr(importlib.import_module(_LAZY[name]), name)
    return value


def __dir__() -> list[str]:
    return __all__
