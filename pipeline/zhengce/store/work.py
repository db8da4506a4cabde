"""From inputs to a columnar batch of rows: what a worker does, wherever it runs."""

from __future__ import annotations

import dataclasses
import gc
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

from zhengce.article import Article
from zhengce.errors import IngestError, ZhengceError
from zhengce.ingest import read_bytes
from zhengce.stages.extractor import Extractor
from zhengce.stages.tabulate import tabulate
from zhengce.store.arrow import arrow_table
from zhengce.store.batches import Batch, reject
from zhengce.store.columns import Columns, joined
from zhengce.store.inputs import Input

BATCH_CHARACTERS = 200_000
"""A batch is handed on at this size, so that an input of many documents needs no more memory than one of few."""


def process(inputs: Iterable[Input], stages: Extractor, mark: Callable[[int], None] = lambda index: None) -> Iterator[Batch]:
    """The rows of some inputs, in their order, in one or more batches; `mark` is told which input is being worked on.

    A document's rows lie in one batch. Whatever goes wrong with an input becomes a reject.
    """
    with collector_off():
        yield from _batches(inputs, stages, mark)


@contextmanager
def collector_off() -> Iterator[None]:
    """Without the garbage collector: what a document leaves behind has no cycles, and looking for them costs a tenth of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _batches(inputs: Iterable[Input], stages: Extractor, mark: Callable[[int], None]) -> Iterator[Batch]:
    pending = _Pending()
    for index, item in enumerate(inputs):
        mark(index)
        doc_ids: dict[str, None] = {}
        rejects = len(pending.rejects)
        try:
            for article in _articles(item):
                if article.doc_id in doc_ids:                # a table with the same record twice
                    continue
                pending.add(article, stages)
                doc_ids[article.doc_id] = None
                if pending.characters >= BATCH_CHARACTERS:
                    yield pending.flush()
                    gc.collect(0)
                    rejects = 0
        except ZhengceError as error:
            pending.rejects.append(reject(item.source, item.sha256, "read", type(error).__name__, str(error)))
        except Exception as error:   # the batch loop: one document must never cost the others
            stage, message = _explained(error)
            pending.rejects.append(reject(item.source, item.sha256, stage, type(error).__name__, message))
            gc.collect()
        if not doc_ids and len(pending.rejects) == rejects:
            pending.rejects.append(reject(item.source, item.sha256, "read", "IngestError", "holds no document"))
        pending.contents += [(item.sha256, doc_id) for doc_id in doc_ids] or [(item.sha256, None)]
        pending.read += len(item.raw)
    yield pending.flush()


def _articles(item: Input) -> Iterator[Article]:
    for article in read_bytes(item.raw, item.name):
        yield dataclasses.replace(article, source=item.source) if item.name != item.source else article


class _Pending:
    """Documents that wait to be made a batch."""

    def __init__(self) -> None:
        self._clear()

    def _clear(self) -> None:
        self.parts: list[dict[str, Columns]] = []
        self.contents: list[tuple[str, str | None]] = []
        self.rejects: list[dict[str, str | None]] = []
        self.characters = self.read = 0

    def add(self, article: Article, stages: Extractor) -> None:
        try:
            article.text.encode()
        except UnicodeEncodeError as error:
            raise IngestError("holds half a surrogate pair, which is no character", article.source, f"character {error.start}",
                              "decode the file anew") from error
        self.parts.append(tabulate(stages.analyse(article)))
        self.characters += len(article.text)

    def flush(self) -> Batch:
        """Everything so far as a batch; a document whose rows do not fit the schema is rejected, the others stay."""
        try:
            tables = _arrow(self.parts)
        except (pa.ArrowException, TypeError, ValueError, OverflowError):
            tables = _arrow([part for part in self.parts if self._fits(part)])
        batch = Batch(tables, self.contents, self.rejects, self.characters, self.read)
        self._clear()
        return batch

    def _fits(self, part: dict[str, Columns]) -> bool:
        try:
            _arrow([part])
            return True
        except (pa.ArrowException, TypeError, ValueError, OverflowError) as error:
            document = {name: cells[0] for name, cells in part["documents"].items()}
            self.rejects.append(reject(document["source"] or document["doc_id"], document["sha256"], "tabulate",
                                       type(error).__name__, str(error)))
            self.contents = [(sha, None if doc_id == document["doc_id"] else doc_id) for sha, doc_id in self.contents]
            return False


def _arrow(parts: list[dict[str, Columns]]) -> dict[str, pa.Table]:
    return {table: arrow_table(table, values) for table, values in joined(parts).items()}


def _explained(error: Exception) -> tuple[str, str]:
    """The stage in which an unforeseen error rose, and its message with the place in our code."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "zhengce" in frame.filename]
    rooms = {Path(frame.filename).parent.name for frame in frames}
    stage = "extract" if rooms & {"stages", "text"} else "read"
    where = f" (in {Path(frames[-1].filename).name}, line {frames[-1].lineno})" if frames else ""
    return stage, f"{error}{where}" if str(error) else f"{type(error).__name__}{where}"
