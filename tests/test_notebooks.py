"""The notebooks run from a clean kernel; stored ones have no outputs; their charts need no network."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from conftest import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def test_there_are_notebooks():
    assert len(NOTEBOOKS) >= 4


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_runs_and_draws_in_the_browser(path: Path):
    notebook = nbformat.read(path, as_version=4)
    assert not any(cell.get("outputs") for cell in notebook.cells), "strip the outputs"
    done = NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}).execute()
    pages = [output["data"]["text/html"] for cell in done.cells for output in cell.get("outputs", []) if "text/html" in output.get("data", {})]
    charts = [page for page in pages if page.startswith("<iframe srcdoc=")]
    assert charts, "no chart that the reader's browser draws"
    assert all("&quot;values&quot;:[{" in page for page in charts), "an empty chart"
