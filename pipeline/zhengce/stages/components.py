"""The pipeline as a spaCy `Language`: the only place that knows spaCy's registry.

The tokenizer is jieba with a dictionary of its own; each stage is a component over the same functions that
`zhengce.extract` and the batch run. `doc._.analysis` holds the mentions, `doc.spans[table]` is a view of their source offsets.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from zhengce.article import Article
from zhengce.config import Config
from zhengce.face import extractor
from zhengce.stages.extractor import STAGES, Analysis
from zhengce.stages.ledger import build_ledger
from zhengce.stages.view import view

if not Doc.has_extension("analysis"):
    Doc.set_extension("analysis", default=None)


class JiebaTokenizer:
    """jieba's tokens as a spaCy tokenizer; `doc.text` is the text itself, spaces and line breaks included."""

    def __init__(self, vocab: Vocab, config: Config):
        self.vocab = vocab
        self.config = config

    def __call__(self, text: str) -> Doc:
        words = extractor(self.config).segmenter.cut(text)
        return Doc(self.vocab, words=words, spaces=[False] * len(words))

    # Everything the tokenizer is lies in the config; there is nothing to write beside it.
    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> JiebaTokenizer:
        return self

    def to_disk(self, _path: str | Path, **_: Any) -> None:
        return None

    def from_disk(self, _path: str | Path, **_: Any) -> JiebaTokenizer:
        return self


@spacy.registry.tokenizers("zhengce.JiebaTokenizer.v1")
def make_tokenizer(settings: dict[str, Any]) -> Callable[[Language], JiebaTokenizer]:
    """The tokenizer of a spaCy config; `settings` are the keys of `zhengce.Config`."""
    config = Config.model_validate(settings)
    return lambda nlp: JiebaTokenizer(nlp.vocab, config)


class OwnEntities:
    """Entities of a component of the user's own (`doc.ents` of a transformer, say) in place of `zhengce_entities`.

    Labels are entity types; other labels are left out. Titles in 《》, numbered meetings and the other closed rules stay the rules' own,
    and linking gives canonical names as ever, so that the stages behind see one table whoever filled it.
    """

    def __init__(self, config: Config):
        self.config = config

    def __call__(self, doc: Doc) -> Doc:
        stages = extractor(self.config)
        found: Analysis = doc._.analysis
        if found is None:
            found = doc._.analysis = Analysis(view(Article.from_text(doc.text), stages.segmenter))
        spans = [(*found.view.alignment.made_span(one.start_char, one.end_char), one.label_) for one in doc.ents]
        found.entities = stages.entities.adopt(found.view, found.times, spans)
        found.numerals = build_ledger(found.view, found.times, found.entities, found.figures)
        show_spans(doc, "entities", found)
        return doc


@Language.factory("zhengce_own_entities", default_config={"settings": {}}, requires=["doc.ents"], assigns=["doc.spans", "doc._.analysis"])
def make_own_entities(nlp: Language, name: str, settings: dict[str, Any]) -> OwnEntities:
    """The component that adopts `doc.ents`; `settings` are the keys of `zhengce.Config`."""
    return OwnEntities(Config.model_validate(settings))


class StageComponent:
    """One stage as a spaCy component: runs the stage's finder on the document's analysis, then shows its mentions as spans."""

    def __init__(self, stage: str, config: Config):
        self.stage = stage
        self.config = config

    def __call__(self, doc: Doc) -> Doc:
        stages = extractor(self.config)
        found: Analysis = doc._.analysis
        if found is None:
            found = doc._.analysis = Analysis(view(Article.from_text(doc.text), stages.segmenter))
        setattr(found, self.stage, stages.find(self.stage, found))
        found.numerals = build_ledger(found.view, found.times, found.entities, found.figures)
        if self.stage != "relations":
            show_spans(doc, self.stage, found)
        return doc


def show_spans(doc: Doc, table: str, found: Analysis) -> None:
    """Put the mentions of `table` into `doc.spans`, at exactly their source offsets: tokens are split where a mention ends."""
    mentions = getattr(found, table)
    offsets = [found.view.alignment.source_span(mention.start, mention.end) for mention in mentions]
    _split_tokens(doc, {offset for span in offsets for offset in span})
    starts = {token.idx: token.i for token in doc}
    starts[len(doc.text)] = len(doc)
    doc.spans[table] = [Span(doc, starts[start], starts[end], label=getattr(mention, "kind", getattr(mention, "type", table)))
                        for (start, end), mention in zip(offsets, mentions, strict=True)]


def _split_tokens(doc: Doc, offsets: set[int]) -> None:
    with doc.retokenize() as retokenizer:
        for token in doc:
            cuts = [cut - token.idx for cut in range(token.idx + 1, token.idx + len(token)) if cut in offsets]
            if cuts:
                pieces = [token.text[low:high] for low, high in zip([0, *cuts], [*cuts, len(token)], strict=True)]
                retokenizer.split(token, pieces, heads=[(token, index) for index in range(len(pieces))])


def _factory(stage: str) -> Callable[..., StageComponent]:
    """The spaCy factory `zhengce_<stage>`."""

    @Language.factory(f"zhengce_{stage}", default_config={"settings": {}}, assigns=["doc.spans", "doc._.analysis"])
    def make(nlp: Language, name: str, settings: dict[str, Any]) -> StageComponent:
        return StageComponent(stage, Config.model_validate(settings))

    return make


# Named in pyproject.toml as entry points, so that `spacy.load` finds them without importing zhengce first.
make_times, make_entities, make_figures, make_actions, make_relations = map(_factory, STAGES)


def load(config: Config | None = None) -> Language:
    """A spaCy `Language` with jieba as tokenizer and all stages, fully described by its `nlp.config`.

    >>> nlp = load()
    >>> doc = nlp("中央财政安排彩票公益金112亿元。")
    >>> [span.text for span in doc.spans["figures"]]
    ['112亿元']
    """
    settings = (config or Config()).model_dump(mode="json", exclude_defaults=True)
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "zhengce.JiebaTokenizer.v1", "settings": settings}}})
    for stage in STAGES:
        nlp.add_pipe(f"zhengce_{stage}", config={"settings": settings})
    return nlp
