"""Words equal `jieba.cut`'s on real documents: a sample by default, everything with `ZHENGCE_ALL=1`."""

from __future__ import annotations

import gzip
import json
import logging
import os

import jieba

from zhengce.text.normalize import normalize
from zhengce.text.segment import Segmenter

jieba.setLogLevel(logging.CRITICAL)
ALL = bool(os.environ.get("ZHENGCE_ALL"))


def texts(shared):
    files = sorted([*shared.glob("corpus/real/*.txt"), *shared.glob("corpus/work-reports/*.txt")])
    for path in files:
        text = path.read_text(encoding="utf-8-sig")
        yield path.name, text if ALL else text[:2500]
    with gzip.open(shared / "corpus/bulk.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if ALL or number % 60 == 0:
                yield f"bulk {number}", json.loads(line)["text"]


def test_words_are_those_of_jieba_on_real_texts(shared):
    tokenizer, segmenter = jieba.Tokenizer(), Segmenter()
    for name, source in texts(shared):
        for text in (source, normalize(source).text):
            if segmenter.cut(text) != list(tokenizer.cut(text)):
                pairs = zip(segmenter.cut(text), tokenizer.cut(text), strict=False)
                raise AssertionError(f"{name}: {next(pair for pair in pairs if pair[0] != pair[1])}")
            if not ALL:
                break
