"""Recipe of `weights/entities.npz`: the CRF that decides which proposals are entities and finds those that nobody proposed.

Trained on `tests/gold/develop`, judged by cross-validation over documents: rules alone, model alone (no proposals among its features)
and both, as the pipeline combines them. python-crfsuite fits, `zhengce.stages.entities.tagger` runs.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pycrfsuite
from ahocorasick_rs import AhoCorasick
from packing import pack

from zhengce.analyse.gold import gold_folders, read_gold
from zhengce.config import Config
from zhengce.stages.entities.candidates import Candidate
from zhengce.stages.entities.decision import Question, ask, decide
from zhengce.stages.entities.finder import EntityFinder
from zhengce.stages.entities.known_names import KnownNames, general_entries, quality
from zhengce.stages.entities.linking import read_home
from zhengce.stages.entities.proposals import spelled
from zhengce.stages.entities.tagger import Tagger, read_clusters
from zhengce.stages.entities.token_types import attributes, features
from zhengce.stages.extractor import Analysis, Extractor
from zhengce.stages.view import View, view
from zhengce.text.segment import Tokens

NAME = "entities"
GOLD = Path(__file__).resolve().parents[1] / "tests" / "gold" / "develop"
FOLDS = 5
SETTINGS = {"c1": 0.05, "c2": 0.05, "max_iterations": 60, "feature.possible_transitions": False}

MEMBERS: dict[str, tuple[str, ...]] = {"all": (), "no lists": ("known", "general")}
"""CRFs whose weights are averaged, and the beginnings of the features that each does without. One CRF leans on what is nearly always right
(a listed name) and leaves the rest untrained; the other has learnt it for where no list helps."""

LONGEST = 24
"""Characters of a name that is kept: longer ones are clauses of their document and stay in it."""

OFTEN = 3
"""Places without an entity that show that a name of general knowledge is none in this kind of text."""

Span = tuple[int, int, str]
Sequences = list[tuple[list[list[str]], list[str]]]
Arrays = dict[str, np.ndarray | list[str]]


@dataclass(frozen=True, slots=True)
class Weights:
    """What a CRF has learnt: its labels, the weights of features with labels and of labels with labels."""

    labels: list[str]
    state: dict[tuple[str, str], float]
    transitions: dict[tuple[str, str], float]


@dataclass(slots=True)
class Document:
    """A gold document as the model meets it; spans are of the normalized text."""

    name: str
    view: View
    low: int
    high: int
    gold: set[Span]
    selected: list[Candidate]
    standing: list[Candidate]

    def question(self, known: KnownNames | None = None, rules: bool = True) -> Question:
        """What the model is asked; without `rules` it is told of no proposals."""
        return ask(self.view.text, self.view.tokens, self.selected if rules else [], self.standing if rules else [], known)

    def inside(self, start: int, end: int) -> bool:
        """Whether a span of the source lies in what was annotated."""
        return self.low <= start and end <= self.high


def documents(root: Path = GOLD) -> list[Document]:
    """The gold documents at `root` that have entities."""
    stages = Extractor(Config(models=False))
    finder = EntityFinder(Config(models=False))
    made = []
    for folder in gold_folders(root):
        gold = read_gold(folder)
        if "entities" not in gold.rows:
            continue
        article = gold.article()
        seen = view(article, stages.segmenter)
        low, high = gold.ranges.get("entities", (0, len(article.text)))
        selected, standing = finder.propose(seen, stages.find("times", Analysis(seen)), read_home(seen, finder.places))
        spans = {(int(row["start"]), int(row["end"]), row["type"]) for row in gold.rows["entities"]}
        made.append(Document(gold.document, seen, low, high, spans, selected, standing))
    return made


def labels(document: Document, words: Tokens) -> list[str]:
    """B-, I- and O for every token; an entity that ends inside a token is left out."""
    source = document.view.alignment.source_span
    begins, ends = {}, {}
    for place, start in enumerate(words.starts):
        low, high = source(start, words.end(place))
        begins.setdefault(low, place)
        ends[high] = place
    made = ["O"] * len(words.starts)
    for start, end, kind in document.gold:
        if start in begins and end in ends:
            made[begins[start]:ends[end] + 1] = [f"B-{kind}"] + [f"I-{kind}"] * (ends[end] - begins[start])
    return made


def known_names(gold: list[Document], without: set[str]) -> tuple[list[str], list[str]]:
    """The names that the documents show, except those named in `without`, and of what type and quality each is; names of general
    knowledge that they show to be none there (脱贫攻坚) are among them."""
    kinds: dict[str, Counter] = defaultdict(Counter)
    used = [document for document in gold if document.name not in without]
    for document in used:
        for start, end, kind in document.gold:
            name = "".join(document.view.article.text[start:end].split())
            if 2 <= len(name) <= LONGEST:
                kinds[name][kind] += 1
    general = {name.form: name.type for name in general_entries()}
    places = _places(used, sorted({*kinds, *general}))
    shown = {name: kinds[name].most_common(1)[0][0] if name in kinds else general[name] for name in sorted({*kinds, *general})
             if name in kinds or places[name] >= OFTEN}
    return list(shown), [f"{kind}:{quality(kinds[name].total() if name in kinds else 0, places[name])}" for name, kind in shown.items()]


def _places(used: list[Document], names: list[str]) -> Counter[str]:
    """How often each of the names stands in what was annotated."""
    places: Counter[str] = Counter()
    automaton = AhoCorasick(names)
    for document in used:
        text = document.view.article.text[document.low:document.high]
        places.update(names[name] for name, _, _ in automaton.find_matches_as_indexes(text, overlapping=True))
    return places


def sequences(document: Document, rules: bool, known: KnownNames | None = None) -> Sequences:
    """Features and labels of each annotated clause."""
    question = document.question(known)
    words = question.words
    types = [attributes(word, tag, read_clusters()) for word, tag in zip(words.words, words.tags, strict=True)]
    proposed = defaultdict(list)
    if rules:
        for place, feature in spelled(question.untagged.said, len(types)):
            proposed[place].append(feature)
    marked = labels(document, words)
    made = []
    for low, high in question.untagged.clauses:
        if document.inside(*document.view.alignment.source_span(words.starts[low], words.end(high - 1))):
            made.append(([features(types, place) + proposed[place] for place in range(low, high)], marked[low:high]))
    return made


def prepared(gold: list[Document], rules: bool, held: set[str]) -> list[Sequences]:
    """The sequences of all documents but the held ones; each is shown the names of the others, never its own."""
    return [sequences(document, rules, KnownNames(*known_names(gold, held | {document.name})) if rules else None)
            for document in gold if document.name not in held]


def fit(sets: list[Sequences], known: tuple[list[str], list[str]]) -> Arrays:
    """The fitted model as arrays, with the names that it is shown when it runs: the mean of the members' weights."""
    return average([fit_member(sets, left_out) for left_out in MEMBERS.values()]) | {"known": known[0], "kinds": known[1]}


def fit_member(sets: list[Sequences], left_out: tuple[str, ...]) -> Weights:
    """Weights of a CRF that sees no feature whose name begins with one of `left_out`."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for clauses in sets:
        for tokens, marked in clauses:
            trainer.append([[feature for feature in token if not feature.startswith(left_out)] for token in tokens] if left_out else tokens, marked)
    trainer.set_params(SETTINGS)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        return Weights(tagger.labels(), info.state_features, info.transitions)


def average(members: list[Weights]) -> Arrays:
    """The mean of the members' weights, zero where a member has none: their votes multiplied, at the price of one."""
    kinds = sorted({label[2:] for member in members for label in member.labels if label != "O"})
    names = ["O", *(f"{part}-{kind}" for part in "BI" for kind in kinds)]      # the decoder wants both parts of each, seen or not
    place = {label: number for number, label in enumerate(names)}
    known = sorted({feature for member in members for feature, _ in member.state})
    row = {feature: number for number, feature in enumerate(known)}
    weights = np.zeros((len(known), len(names)), np.float32)
    transitions = np.zeros((len(names), len(names)), np.float32)
    for member in members:
        for (feature, label), weight in member.state.items():
            weights[row[feature], place[label]] += weight / len(members)
        for (before, behind), weight in member.transitions.items():
            transitions[place[before], place[behind]] += weight / len(members)
    return {"labels": names, "features": known, "weights": weights.astype(np.float16), "transitions": transitions}


def tagger_of(arrays: Arrays) -> Tagger:
    """A tagger of arrays that are not written yet."""
    packed = {key: np.frombuffer("\n".join(value).encode(), np.uint8) if isinstance(value, list) else value
              for key, value in arrays.items()}
    return Tagger(packed, read_clusters())


def found(document: Document, tagger: Tagger | None, rules: bool = True) -> set[Span]:
    """The entities that the pipeline (without linking) finds in what was annotated, as source spans."""
    chosen = decide([document.question(tagger.known, rules)], tagger)[0] if tagger else document.standing
    spans = {(*document.view.alignment.source_span(one.start, one.end), one.type) for one in chosen}
    return {span for span in spans if document.inside(*span[:2])}


def score(pairs: list[tuple[set[Span], set[Span]]]) -> dict[str, float]:
    """Precision, recall and F1 of (found, gold) over documents."""
    hits = sum(len(made & gold) for made, gold in pairs)
    predicted, wanted = sum(len(made) for made, _ in pairs), sum(len(gold) for _, gold in pairs)
    return {"p": round(hits / max(1, predicted), 3), "r": round(hits / max(1, wanted), 3), "f1": round(2 * hits / max(1, predicted + wanted), 3)}


def validate(gold: list[Document], rules: bool) -> list[tuple[Document, set[Span]]]:
    """Each document with what a model trained on the other folds finds in it."""
    names = sorted({document.name for document in gold})
    made = []
    for fold in range(FOLDS):
        held = set(names[fold::FOLDS])
        tagger = tagger_of(fit(prepared(gold, rules, held), known_names(gold, held) if rules else ([], [])))
        made += [(document, found(document, tagger, rules)) for document in gold if document.name in held]
    return made


def train() -> dict[str, dict[str, float]]:
    """Cross-validate, fit on everything, write the weights and the figures of the cross-validation."""
    gold = documents()
    report = {"rules": score([(found(document, None), document.gold) for document in gold])}
    for name, rules in (("model", False), ("both", True)):
        report[name] = score([(made, document.gold) for document, made in validate(gold, rules)])
    pack(NAME, **fit(prepared(gold, True, set()), known_names(gold, set())))
    (GOLD.parents[2] / "models" / "weights" / "entities.json").write_text(json.dumps(report, indent=1) + "\n")
    return report
