"""The benchmark: its material, and that it measures what it says."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from zhengce.benchmark.material import Material, read_texts
from zhengce.benchmark.measure import measure_stages
from zhengce.cli import main
from zhengce.config import Config

TEXTS = [f"第{number}号通知：安排资金{number}万元。" * 3 for number in range(1, 21)]


@pytest.mark.parametrize("share", [0.1, 0.5, 1.0, 2.5])
def test_material_is_spread_over_all_texts_and_repeated_where_they_end(tmp_path, share):
    whole = sum(map(len, TEXTS))
    material = Material.of(TEXTS, int(whole * share), tmp_path)
    made = list(material.texts())
    assert material.documents == len(made) and material.characters == sum(map(len, made))
    assert abs(material.characters - whole * share) <= max(map(len, TEXTS))
    if share <= 0.5:
        assert max(map(TEXTS.index, made)) >= len(TEXTS) / 2, "not only the first"
    lines = material.path.read_text(encoding="utf-8").splitlines()
    assert len(set(lines)) == len(lines), "each copy is a document of its own"


def test_stages_are_measured_beside_jieba(tmp_path):
    measured = {stage.name: stage for stage in measure_stages(Material.of(TEXTS[:3], 60, tmp_path), Config())}
    assert {"article", "view", "times", "figures", "actions", "tabulate", "sum", "jieba.cut"} <= measured.keys()
    assert measured["jieba.cut"].ratio == 1.0 and measured["sum"].micro > measured["figures"].micro > 0


@pytest.mark.slow
def test_the_command(tmp_path):
    (tmp_path / "a.txt").write_text("\n".join(TEXTS), encoding="utf-8")
    done = CliRunner().invoke(main, ["benchmark", str(tmp_path / "a.txt"), "--characters", "500", "--jobs", "1,2", "--json"])
    report = json.loads(done.stdout)
    assert done.exit_code == 0 and report["whole"]["ratio"] > 0 and [one["jobs"] for one in report["processes"]] == [1, 2]
    assert CliRunner().invoke(main, ["benchmark", str(tmp_path / "a.txt"), "--jobs", "two"]).exit_code == 2


def test_texts_come_out_of_whatever_a_run_reads(tmp_path):
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"text": text}, ensure_ascii=False) for text in TEXTS), encoding="utf-8")
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04")
    assert read_texts([tmp_path]) == TEXTS
