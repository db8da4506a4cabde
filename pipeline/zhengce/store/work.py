"""From inputs to a columnar batch of rows: what a worker does, wherever it runs."""

from __future__ import annotations

import dataclasses
import gc
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
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

GROUP_CHARACTERS = 20_000
"""So many characters are analysed together: enough to make short documents as cheap as long ones, and little to do again where one fails."""


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
    pending = _Pending(stages, mark)
    for index, item in enumerate(inputs):
        mark(index)
        taken = _Taken(index, item)
        try:
            for article in _articles(item):
                pending.add(article, taken)
                if pending.characters >= BATCH_CHARACTERS:
                    yield pending.flush()
                    gc.collect(0)
        except ZhengceError as error:
            pending.refuse(taken, "read", error)
        except Exception as error:   # the batch loop: one document must never cost the others
            pending.refuse(taken, *_explained(error))
            gc.collect()
        pending.ended.append(taken)
    yield pending.flush()


@dataclass(slots=True)
class _Taken:
    """An input that is worked on, and its documents so far (a table may hold the same record twice)."""

    index: int
    item: Input
    doc_ids: dict[str, None] = field(default_factory=dict)
    refused: bool = False


def _articles(item: Input) -> Iterator[Article]:
    for article in read_bytes(item.raw, item.name):
        yield dataclasses.replace(article, source=item.source) if item.name != item.source else article


class _Pending:
    """Documents that wait to be analysed in a group, and those that wait to be made a batch."""

    def __init__(self, stages: Extractor, mark: Callable[[int], None]) -> None:
        self._stages, self._mark = stages, mark
        self._group: list[tuple[Article, _Taken]] = []
        self._waiting = 0
        self.ended: list[_Taken] = []
        """Inputs that are read to their end, whose documents may still wait."""
        self._clear()

    def _clear(self) -> None:
        self.parts: list[dict[str, Columns]] = []
        self.contents: list[tuple[str, str | None]] = []
        self.rejects: list[dict[str, str | None]] = []
        self.characters = self.read = 0

    def add(self, article: Article, taken: _Taken) -> None:
        """Take a document of an input; the group is analysed when it is large enough."""
        if article.doc_id in taken.doc_ids:
            return
        try:
            article.text.encode()
        except UnicodeEncodeError as error:
            raise IngestError("holds half a surrogate pair, which is no character", article.source, f"character {error.start}",
                              "decode the file anew") from error
        taken.doc_ids[article.doc_id] = None
        self._group.append((article, taken))
        self._waiting += len(article.text)
        if self._waiting >= GROUP_CHARACTERS:
            self._analyse()

    def refuse(self, taken: _Taken, stage: str, error: Exception, message: str | None = None) -> None:
        """Note that an input, or a document of it, could not be worked on."""
        taken.refused = True
        self.rejects.append(reject(taken.item.source, taken.item.sha256, stage, type(error).__name__, str(error) if message is None else message))

    def _analyse(self) -> None:
        """Analyse the group: all at once, or one by one where one of them fails."""
        group, self._group, self._waiting = self._group, [], 0
        articles = [article for article, _ in group]
        try:
            found = self._stages.analyse_all(articles, lambda number: self._mark(group[number][1].index))
            self.parts += map(tabulate, found)
            self.characters += sum(len(article.text) for article in articles)
        except Exception:
            gc.collect()
            for article, taken in group:
                self._mark(taken.index)
                self._analyse_alone(article, taken)

    def _analyse_alone(self, article: Article, taken: _Taken) -> None:
        try:
            self.parts.append(tabulate(self._stages.analyse(article)))
            self.characters += len(article.text)
        except Exception as error:
            del taken.doc_ids[article.doc_id]
            self.refuse(taken, *_explained(error))
            gc.collect()

    def flush(self) -> Batch:
        """Everything so far as a batch; a document whose rows do not fit the schema is rejected, the others stay."""
        if self._group:
            self._analyse()
        self._settle()
        try:
            tables = _arrow(self.parts)
        except (pa.ArrowException, TypeError, ValueError, OverflowError):
            tables = _arrow([part for part in self.parts if self._fits(part)])
        batch = Batch(tables, self.contents, self.rejects, self.characters, self.read)
        self._clear()
        return batch

    def _settle(self) -> None:
        """What the inputs held that are done."""
        for taken in self.ended:
            item = taken.item
            if not taken.doc_ids and not taken.refused:
                self.refuse(taken, "read", IngestError("holds no document"))
            self.contents += [(item.sha256, doc_id) for doc_id in taken.doc_ids] or [(item.sha256, None)]
            self.read += len(item.raw)
        self.ended.clear()

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


def _explained(error: Exception) -> tuple[str, Exception, str]:
    """The stage in which an unforeseen error rose, the error, and its message with the place in our code."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "zhengce" in frame.filename]
    rooms = {Path(frame.filename).parent.name for frame in frames}
    stage = "extract" if rooms & {"stages", "text"} else "read"
    where = f" (in {Path(frames[-1].filename).name}, line {frames[-1].lineno})" if frames else ""
    return stage, error, f"{error}{where}" if str(error) else f"{type(error).__name__}{where}"
