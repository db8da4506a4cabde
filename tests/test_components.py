"""The spaCy face: one code path with `zhengce.extract`, exact offsets, a config that describes the pipeline fully."""

from __future__ import annotations

import subprocess
import sys

import zhengce
from zhengce.config import Config

TEXT = "近三年,县财政共安排抗旱资金 3.2亿元,惠及57个村。\n2025年,全县粮食产量增长3.2%。"


def test_spans_are_the_rows_of_extract():
    doc = zhengce.load()(TEXT)
    tables = zhengce.extract(TEXT)
    assert doc.text == TEXT
    for table in ("figures", "times", "entities", "actions"):
        rows = getattr(tables, table)
        assert [(span.start_char, span.end_char) for span in doc.spans[table]] == list(zip(rows["start"], rows["end"], strict=True))


def test_two_pipelines_with_different_dictionaries_live_in_one_process():
    plain, own = zhengce.load(), zhengce.load(Config(words=("青禾甘露",)))
    text = "请青禾甘露到场"
    assert "青禾甘露" in [token.text for token in own(text)]
    assert "青禾甘露" not in [token.text for token in plain(text)]


def test_a_saved_pipeline_loads_in_a_fresh_process(tmp_path):
    zhengce.load(Config(words=("青禾甘露",))).to_disk(tmp_path / "nlp")
    code = f"import spacy; nlp = spacy.load({str(tmp_path / 'nlp')!r}); print([t.text for t in nlp('请青禾甘露到场')])"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "'青禾甘露'" in printed


def test_pipe_gives_what_single_calls_give():
    nlp = zhengce.load()
    texts = [TEXT, "万企兴万村、第一书记、三农、进一步。"]
    docs, alone = list(nlp.pipe(texts)), [nlp(text) for text in texts]
    assert [[span.text for span in doc.spans["figures"]] for doc in docs] == [
        [span.text for span in doc.spans["figures"]] for doc in alone]
