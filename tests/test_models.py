"""The shipped linear models: readable without their recipes, trained on nothing that is kept for scoring."""

import json
from pathlib import Path

import pytest

from zhengce.errors import ConfigError
from zhengce.linear import Linear, confidence, read_weights

ROOT = Path(__file__).parent.parent
MODELS = [path.stem for path in sorted((ROOT / "models" / "weights").glob("*.json"))]


def _texts(folder: Path, table: str = "*") -> set[tuple[str, str | None]]:
    """The texts in which a table is annotated: files, and stories of collections."""
    sources = [json.loads((path.parent / "source.json").read_text(encoding="utf-8")) for path in folder.glob(f"*/{table}.csv")]
    return {(source["file"], source.get("id")) for source in sources}


@pytest.mark.parametrize("kept", ["score", "fresh"])
@pytest.mark.parametrize("folder", ["tests/gold/develop", "models/labels"])
def test_training_holds_no_document_of_the_scoring_sets(folder, kept):
    for table in ("figures", "actions") if folder == "models/labels" else ("*",):
        used, scored = _texts(ROOT / folder, table), _texts(ROOT / "tests" / "gold" / kept, table)
        assert used and scored and not used & scored


@pytest.mark.parametrize("name", ["measure_of", "status", "topic"])
def test_every_model_is_read(name):
    model = read_weights(name)
    assert model.weights and all(len(row) == len(model.labels) for row in model.weights.values())
    assert model.temperature > 0


def test_unknown_features_count_nothing_and_confidence_is_a_probability():
    model = Linear(["a", "b"], {"x": [1.0, -1.0]}, [0.1, 0.0])
    assert model.scores(["y"]) == [0.1, 0.0]
    assert model.best(["x", "y"])[0] == "a"
    assert 0.5 < confidence([1.0, 0.0], 0) < 1.0 and confidence([1.0, 0.0], 0, 3.0) < confidence([1.0, 0.0], 0)


def test_a_missing_model_says_how_to_make_it():
    with pytest.raises(ConfigError, match="zhengce train"):
        read_weights("no such model")
