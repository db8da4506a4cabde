"""Real documents printed by a browser, in one column and in two: the paragraphs come back."""

from __future__ import annotations

import html
import shutil
import subprocess
import warnings

import pytest

import zhengce
from conftest import SHARED

STYLES = {
    "indented": "body {font-size: 16pt} p {text-indent: 2em; margin: 0}",
    "spaced": "body {font-size: 14pt} p {margin: 0 0 .8em 0}",
    "columns": "body {font-size: 11pt} div {column-count: 2; column-gap: 2em} p {text-indent: 2em; margin: 0}",
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", ["no1-2025", "sc-2018-57-tongzhi"])
def test_printed(name, style, tmp_path):
    if not shutil.which("chromium"):
        warnings.warn("printing not tested: chromium is not installed", stacklevel=1)
        pytest.skip("needs chromium")
    lines = [line.strip() for line in (SHARED / "corpus" / "real" / f"{name}.txt").read_text(encoding="utf-8").splitlines() if line.strip()]
    page, made = tmp_path / "page.html", tmp_path / "page.pdf"
    page.write_text('<html><head><meta charset="utf-8"><style>body {font-family: "Noto Serif CJK SC"; text-align: justify; line-height: 1.7} '
                    f"{STYLES[style]}</style></head><body><div>{''.join(f'<p>{html.escape(line)}</p>' for line in lines)}</div></body></html>", encoding="utf-8")
    subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'browser'}", f"--print-to-pdf={made}", page.as_uri()],
                   check=True, timeout=120, capture_output=True)
    found = zhengce.read(made).text.splitlines()
    right = len(set(found) & set(lines)) / len(lines)
    assert right >= 0.95, [line for line in found if line not in lines][:3]
