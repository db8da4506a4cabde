"""Weights as one zip of arrays: read with numpy alone, nothing executed, the same bytes for the same arrays."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np

WEIGHTS = Path(__file__).resolve().parent / "weights"
_DAY = (1980, 1, 1, 0, 0, 0)


def pack(name: str, **arrays: np.ndarray | list[str]) -> Path:
    """Write `weights/NAME.npz`; lists of strings become the bytes of their lines."""
    WEIGHTS.mkdir(exist_ok=True)
    path = WEIGHTS / f"{name}.npz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for key, value in arrays.items():
            array = np.frombuffer("\n".join(value).encode("utf-8"), np.uint8) if isinstance(value, list) else value
            buffer = io.BytesIO()
            np.save(buffer, array, allow_pickle=False)
            packed.writestr(zipfile.ZipInfo(f"{key}.npy", _DAY), buffer.getvalue(), zipfile.ZIP_DEFLATED)
    return path
