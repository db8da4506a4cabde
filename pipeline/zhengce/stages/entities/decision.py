"""Rules and model together: what is closed the rules say, what is open the model decides.

Titles in 《》, numbered meetings, persons beside an office, organs behind a place or a level and the user's own names are closed: their
candidates stand whatever the model says. Of everything else the rules only propose; an entity is what the model takes for one. Where a candidate has exactly that
span and type, it gives canonical name, code and rule; else the row is the model's own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import numpy as np

from zhengce.lexicon.wordlists import words
from zhengce.stages.entities.candidates import Candidate
from zhengce.stages.entities.gazetteer import toponyms
from zhengce.stages.entities.known_names import KnownNames, general_names
from zhengce.stages.entities.proposals import QUOTED, Span, propose
from zhengce.stages.entities.repeats import find_repeats
from zhengce.stages.entities.selection import behind_determiner, is_apposition, trimmed, ungoverned, with_belonging, without_last
from zhengce.stages.entities.tagger import Tagged, Tagger, Untagged
from zhengce.text.segment import Tokens
from zhengce.text.vocabulary import Column

CLOSED = ("title.marked", "title.periodical", "meeting", "person", "organ.level", "organ.place", "organ.department", "organ.mission", "quoted.plan",
          "quoted.meeting")
"""Rules whose candidates stand whatever the model says."""
_BREAKS = frozenset("，。；：！？\n")
_OPEN, _CLOSE = frozenset("“‘《（("), frozenset("”’》）)")
_MARKS = _BREAKS | _OPEN | _CLOSE
_MARK = Column(lambda word, tag: word[0] in _MARKS, bool)
_QUOTE = Column(lambda word, tag: word in ("“", "”") or word[0] == "\n", bool)
_NO_NAME = words("no_name_words.csv")
_BARRED = Column(lambda word, tag: word in _NO_NAME, bool)
_INSIDE = "内"


def cut_words(text: str, tokens: Tokens, standing: list[Candidate]) -> Tokens:
    """Tokens of `text` with a boundary at every end of a standing candidate."""
    ends = {offset for one in standing for offset in (one.start, one.end) if offset < len(text)}
    cuts = sorted(ends.difference(tokens.starts), reverse=True)
    if not cuts:
        return tokens
    words, tags, starts, kinds = list(tokens.words), list(tokens.tags), list(tokens.starts), tokens.kinds.tolist()
    for cut in cuts:
        place = bisect_right(starts, cut) - 1
        inside = cut - starts[place]
        words[place:place + 1] = pieces = [words[place][:inside], words[place][inside:]]
        tags.insert(place, tags[place])
        starts.insert(place + 1, cut)
        kinds[place:place + 1] = tokens.vocabulary.numbers([(piece, tags[place]) for piece in pieces])
    return Tokens(words, starts, tags, np.array(kinds), tokens.vocabulary)


def find_clauses(tokens: Tokens) -> list[tuple[int, int]]:
    """Half-open ranges of tokens between marks that no entity crosses; a comma inside quotes or brackets is none."""
    found = []
    low = depth = 0
    words = tokens.words
    for place in tokens.where(_MARK):
        word = words[place]
        if word in _OPEN:
            depth += 1
        elif word in _CLOSE:
            depth = max(0, depth - 1)
        elif word[0] in _BREAKS and (not depth or word[0] in "。\n" or place - low > 60):
            if place > low:
                found.append((low, place))
            low, depth = place + 1, 0
    if len(words) > low:
        found.append((low, len(words)))
    return found


def find_quoted(tokens: Tokens) -> list[tuple[int, int]]:
    """Half-open ranges of the tokens inside quotation marks, marks included."""
    found: list[tuple[int, int]] = []
    low = None
    for place in tokens.where(_QUOTE):
        word = tokens.words[place]
        if word == "“":
            low = place if low is None else low
        elif low is not None and (word == "”" or word[0] == "\n"):
            found.append((low, place + 1))
            low = None
    if low is not None:
        found.append((low, len(tokens.words)))
    return found


@dataclass(frozen=True, slots=True)
class Question:
    """What the model is asked about a text, and what the rules say."""

    text: str
    selected: list[Candidate]
    standing: list[Candidate]
    words: Tokens
    untagged: Untagged


def ask(text: str, tokens: Tokens, selected: list[Candidate], standing: list[Candidate], known: KnownNames | None = None) -> Question:
    """What the model is asked: the tokens, what the rules propose and which won, the `known` names that stand there."""
    cut = cut_words(text, tokens, standing)
    place = dict(zip(cut.starts, range(len(cut.starts)), strict=True))
    place[len(text)] = len(cut.starts)
    quoted = find_quoted(cut)
    said: list[Span] = [(low, behind, QUOTED) for low, behind in quoted]
    said += propose(place, selected, standing)
    if known:
        said += known.find(text, place)
        said += general_names().find(text, place)
    inside = {index for low, behind in quoted for index in range(low, behind)}
    barred = [index for index in cut.where(_BARRED) if index not in inside]
    return Question(text, selected, standing, cut, Untagged(cut, find_clauses(cut), said, barred))


def decide(questions: Sequence[Question], tagger: Tagger) -> list[list[Candidate]]:
    """The entities of each text: closed candidates and what the model tags, in text order, disjoint."""
    answers = tagger.tag([question.untagged for question in questions])
    return [_decide(question, tagged) for question, tagged in zip(questions, answers, strict=True)]


def _decide(question: Question, tagged: list[Tagged]) -> list[Candidate]:
    cut = question.words
    spans = [(cut.starts[one.first], cut.end(one.last), one.type) for one in tagged]
    sure = [round(one.confidence, 2) for one in tagged]
    return join(question.text, question.selected, question.standing, *parted(spans, sure, question.selected, cut))


def parted(spans: list[tuple[int, int, str]], sure: list[float], selected: list[Candidate],
           words: Tokens) -> tuple[list[tuple[int, int, str]], list[float]]:
    """The model's spans and its confidence in each, a span with a verb or an apposition between two proposed names made two:
    强县|结对帮扶|西部."""
    proposed = [one for one in selected if one.rank >= 0 and one.type != "none"]
    known = {(one.start, one.end) for one in proposed}
    first: dict[int, Candidate] = {}
    last: dict[int, Candidate] = {}
    for one in sorted(proposed, key=lambda one: (one.end - one.start, one.rank)):
        first[one.start] = last[one.end] = one                                # the longest stays, of two the surer
    made, sures = [], []
    for span, confidence in zip(spans, sure, strict=True):
        parts = [span]
        if span[:2] not in known:
            before, behind = first.get(span[0]), last.get(span[1])
            if before and span[2] == "place" and before.end < span[1]:
                behind = _apposed(words, before.end, first) or behind
            if before and behind and before.end < behind.start and _part(words, before.end, behind.start):
                parts = [(before.start, before.end, before.type), (behind.start, behind.end, behind.type)]
        made += parts
        sures += [confidence] * len(parts)
    return made, sures


def _apposed(words: Tokens, start: int, proposed: dict[int, Candidate]) -> Candidate | None:
    """The name behind an apposition at an offset: 苏丹|首都|喀土穆 before 市区."""
    index = words.at(start)
    return proposed.get(words.end(index)) if is_apposition(words.words[index]) else None


def _part(words: Tokens, start: int, end: int) -> bool:
    """Whether the tokens between two offsets are verbs, or an apposition."""
    low, high = bisect_left(words.starts, start), bisect_left(words.starts, end)
    return low < high and (all(tag == "v" for tag in words.tags[low:high]) or is_apposition("".join(words.words[low:high])))


def join(text: str, selected: list[Candidate], standing: list[Candidate], spans: list[tuple[int, int, str]],
         sure: list[float] | None = None) -> list[Candidate]:
    """Closed candidates and the model's spans (start, end, type), in text order, disjoint; `sure` is the model's confidence in each."""
    closed = [one for one in standing if is_closed(one)]
    taken = _offsets(closed)
    found = [one for one in _named(text, selected, spans, sure) if taken.isdisjoint(range(one.start, one.end))]
    # A known area or place stands unless a longer name of the model's holds it; a shorter one gives way.
    ordered = sorted((name.start, name.end) for name in found)
    starts, reach = [start for start, _ in ordered], list(accumulate((end for _, end in ordered), max, initial=0))
    known = [one for one in standing if _is_known(one, text[one.start:one.end]) and reach[bisect_right(starts, one.start)] < one.end]
    taken = _offsets(known)
    closed += known
    found = [one for one in found if taken.isdisjoint(range(one.start, one.end))]
    return find_repeats(text, sorted([*closed, *found], key=lambda one: one.start))


def _offsets(found: list[Candidate]) -> set[int]:
    return {offset for one in found for offset in range(one.start, one.end)}


def _named(text: str, selected: list[Candidate], spans: list[tuple[int, int, str]], sure: list[float] | None) -> Iterator[Candidate]:
    """The model's spans as candidates: those that the rules proposed as these name them, the others by their text."""
    known: dict[tuple[int, int, str], Candidate] = {}
    for one in selected:
        if one.rank >= 0:
            known.setdefault((one.start, one.end, one.type), one)
    barred = {offset: one for one in selected if one.type == "none" for offset in range(one.start, one.end)}
    areas = {one.start: one for one in selected
             if one.rank >= 0 and one.type == "area" and text[one.end:one.end + 1] == _INSIDE}
    for number, (start, end, kind) in enumerate(spans):
        if start in areas and areas[start].end < end:                           # 开发区|内企业: the place word parts the area from who is in it
            yield areas[start]
            continue
        if (start, end, kind) not in known:
            start = behind_determiner(text, start, end, kind)    # 两家|公司: what counts is no name
            start, end = trimmed(text, ungoverned(text, start, end, kind), end)
            end = without_last(text, start, end, kind, known)
            start = with_belonging(text, start, kind)
        name = text[start:end]
        word = barred.get(start)
        if name.strip() and not (word and end <= word.end and name != text[word.start:word.end]):    # no 群众 in 群众路线
            yield known.get((start, end, kind)) or Candidate(
                start, end, kind, name.translate(_QUOTES), None, None, "crf" if sure else "own", sure[number] if sure else 0.9, 0, "model")


def is_closed(one: Candidate) -> bool:
    """Whether the candidate stands whatever the model says."""
    return one.rule.startswith(CLOSED) or one.confidence == 1.0


def _is_known(one: Candidate, form: str) -> bool:
    """Whether the candidate is an area by its full name (革命老区, 粮食主产区) or a known place, which stand unless the model sees them inside
    a longer name."""
    if one.type == "area":
        return one.rule == "names" and len(form) >= 4
    return one.type == "place" and one.rule in ("divisions", "toponyms") and form not in _home_names()


@lru_cache(maxsize=1)
def _home_names() -> frozenset[str]:
    """中国, 两岸: parts of so many other expressions that the model must take them for names."""
    return frozenset(place.form for place in toponyms() if place.kind == "home")


_QUOTES = {ord(mark): None for mark in "“”‘’《》"}
