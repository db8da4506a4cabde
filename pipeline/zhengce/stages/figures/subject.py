"""Who did or holds what a figure says: candidates from the clause and the sentence, ranked by a linear model; nobody is one of them.

A sentence is read once from left to right. Each clause may begin with an actor (an entity, 我国, a noun phrase in front of a verb); the
candidates of a figure are that of its own clause, those of clauses before, whoever holds the indicator (农村居民人均收入), the agent behind
由, and what is counted itself, which is printed with its number for the figures behind it ([127家中央单位]定点帮扶160个县). The recipe
of the model is `models/subject.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from zhengce.lexicon import read_table
from zhengce.lexicon.wordlists import Words, words
from zhengce.linear import Linear, confidence, read_weights
from zhengce.stages.figures.context import Context, Sentence
from zhengce.stages.figures.openings import REGIONS, begins
from zhengce.stages.figures.phrases import ACTS, LEVELS, PREDICATES
from zhengce.stages.figures.states import state_pattern
from zhengce.stages.mentions import EntityMention
from zhengce.stages.view import View


@dataclass(frozen=True, slots=True)
class Holder:
    """A word that holds what an indicator measures, or an attribute behind one."""

    form: str
    role: Literal["holder", "attribute"]
    example: str = ""


def _alternatives(forms) -> str:
    return "|".join(sorted(map(re.escape, forms), key=len, reverse=True))


_TABLE = read_table(Holder, "holders.csv")
_HELD = {role: _alternatives(entry.form for entry in _TABLE if entry.role == role) for role in ("holder", "attribute")}
_HOLDS = re.compile(rf"(?P<holder>{_HELD['holder']})(?:的|们)?(?:{_HELD['attribute']})")
_STYLES = {"law": "rules", "regulation": "rules", "notice": "rules", "plan": "plans", "opinion": "plans", "article": "news",
           "interpretation": "news", "other": "none"}
_POSSESSED = re.compile(rf"^(?P<owner>[^，。；（）]{{2,16}}?)(?P<link>的?)(?P<tail>(?:本外币|旅客|集装箱|货邮|运营|通车|年度|年|总|人均)*(?:{_alternatives(words('series_tails.csv'))})(?:占[^，。；]*|在[^，。；]*比重)?)$")
_PASSING = frozenset(("noun", "region", "territory", "programme"))
"""Sources of subjects that hold for their own clause only."""
_STATE = state_pattern()
_ACTORS = frozenset(("organ", "place", "group", "person", "programme"))
_NATIONS = words("nations.csv")
_AREAS = tuple(words("area_endings.csv"))
_AGENT = re.compile(r"由(?P<agent>[^，。；由按在对]{1,12}?)(?=按|分别|负责|承担|扣除|组织|支付|缴纳|对|在)")
_LINK = re.compile(r"[、和与及]|以及")
_TITLE = re.compile(r"总书记|同志|主席|总理|主任|书记|代表")
_ACTING = Words(ACTS | PREDICATES)
_VERBAL = frozenset("vdp")
_PEOPLE, _BODIES = tuple(words("people_nouns.csv")), tuple(words("body_nouns.csv"))
_PLACES = frozenset("省市县区州盟旗乡镇村国")


@dataclass(slots=True)
class Clause:
    """One clause of a sentence: where its words begin behind openers, the actor it begins with and the source of that."""

    start: int
    end: int
    begin: int
    subject: str | None = None
    source: str = ""
    verbal: bool = False
    region: str | None = None


@dataclass(slots=True)
class Candidate:
    """A possible subject (None for nobody), where it stands, and the traits of it and of the figure that the model weighs."""

    text: str | None
    source: str
    traits: tuple[str, ...]

    @property
    def features(self) -> list[str]:
        """What the model weighs, for its recipe: the source, and each trait of it."""
        return [self.source, *(f"{self.source}|{trait}" for trait in self.traits)]


def set_subjects(view: View, contexts: list[Context]) -> None:
    """Set `subject` of the figures. A figure that continues a list or inherits its indicator has the subject of the one before."""
    model = _ranking()
    for context, candidates in propose(view, contexts):
        figure = context.figure
        if not candidates:
            figure.subject = context.previous.figure.subject if context.previous else None
            continue
        if paired := _paired(view, context, candidates):
            figure.subject = paired
            figure.trace.append("subject.paired")
            continue
        figure.subject, sure = choose(model, candidates)
        figure.trace.append(f"subject.ranked {sure}")


def _paired(view: View, context: Context, candidates: list[Candidate]) -> str | None:
    """The subject of a stative predicate: what is counted at its begin, or for the figure behind it that phrase: [127家单位]定点帮扶160个县."""
    if context.figure.kind != "count" or _STATE.search(view.text, context.start, context.end) is None:
        return None
    by_source = {candidate.source: candidate.text for candidate in candidates}
    return by_source.get("own:phrase") or by_source.get("counted:opens:predicate")


class Ranking:
    """The weights of a ranking model by source and trait, so that no feature has to be spelled out."""

    def __init__(self, model: Linear):
        self.temperature = model.temperature
        self.tables: dict[str, dict[str, float]] = {}
        for feature, (weight,) in model.weights.items():
            source, _, trait = feature.partition("|")
            self.tables.setdefault(source, {})[trait] = weight

    def score(self, candidate: Candidate) -> float:
        """The sum of a candidate's weights."""
        table = self.tables.get(candidate.source)
        return table.get("", 0.0) + sum([table.get(trait, 0.0) for trait in candidate.traits]) if table else 0.0


@cache
def _ranking() -> Ranking:
    return Ranking(read_weights("subject"))


def choose(model: Ranking, candidates: list[Candidate]) -> tuple[str | None, float]:
    """The candidate with the highest score, and how sure the model is."""
    scores = [model.score(candidate) for candidate in candidates]
    best = max(range(len(scores)), key=scores.__getitem__)
    return candidates[best].text, confidence(scores, best, model.temperature)


def propose(view: View, contexts: list[Context]):
    """The candidates of each figure, in order; none for a figure that follows the one before."""
    genre = view.article.metadata.genre or "none"
    at = 0
    while at < len(contexts):
        sentence = contexts[at].sentence
        yield from _of_sentence(view, sentence, _STYLES.get(genre, genre))
        at += len(sentence.contexts)


def _of_sentence(view: View, sentence: Sentence, style: str):
    waiting = iter(sentence.contexts)
    context = next(waiting, None)
    kept: list[tuple[int, str, str]] = []
    for number, clause in enumerate(_clauses(view, sentence)):
        if clause.subject:
            kept.append((number, clause.subject, clause.source))
        while context is not None and context.figure.start < clause.end:
            if context.chained and context.series[0] is not context or "indicator.inherited" in context.figure.trace:
                yield context, []
            else:
                yield context, _candidates(view, context, clause, number, kept, style)
            phrase = _counted_phrase(view, context, clause)
            if phrase:
                kept.append((number, phrase, "phrase"))
            context = next(waiting, None)


def _candidates(view: View, context: Context, clause: Clause, number: int, kept: list[tuple[int, str, str]], style: str) -> list[Candidate]:
    figure, lead = context.figure, context.lead
    shape = ("acts" if context.verb else "measured", figure.kind, figure.measure_of or "", "verbal" if clause.verbal else "nominal",
             f"{'counted' if figure.counted else 'uncounted'}.{'behind' if _behind(context) else 'before'}", "named" if len(lead) > 3 else "bare",
             style, f"{style}.{'acts' if context.verb else 'measured'}")
    found: list[Candidate] = []
    seen: set[str] = set()

    def add(text: str | None, source: str, *more: str) -> None:
        if text is None or text not in seen:
            seen.add(text or "")
            found.append(Candidate(text, source, shape + more))

    add(None, "none", f"kept{min(len(kept), 2)}", f"own:{clause.source}")
    if figure.counted:
        add(figure.counted, _counted_source(view, context, clause), _tail_class(figure.counted), f"verb:{context.verb}", figure.counted[-2:])
    for held in _HOLDS.finditer(lead):
        add(held["holder"], "holder", held["holder"])
    for agent in _AGENT.finditer(lead):
        add(agent["agent"], "agent")
    for where, text, source in reversed(kept[-4:]):
        gap = number - where
        if gap and source in _PASSING:
            continue
        add(text, f"own:{source}" if not gap else f"kept:{source}", f"gap{min(gap, 3)}", _tail_class(text))
    for entity in context.sentence.entities:
        if context.lead_start <= entity.start and entity.end <= figure.start and entity.type in _ACTORS:
            add(view.printed(entity.start, entity.end), f"inside:{entity.type}", _tail_class(view.text[entity.start:entity.end]),
                "first" if entity.start == context.lead_start else "later")
    if figure.counted is None and (match := _POSSESSED.search(figure.indicator or "")):
        owner = match["owner"]
        add(owner, "owner", f"link:{match['link']}", owner[-2:], f"of:{match['tail'][-2:]}", _tail_class(owner), f"long{min(len(owner) // 2, 4)}",
            *(f"entity:{one.type}" for one in context.sentence.entities if view.text[one.start:one.end] == owner))
    return found


def _behind(context: Context) -> bool:
    span = context.figure.counted_span
    return span is not None and span[0] >= context.figure.end


def _counted_source(view: View, context: Context, clause: Clause) -> str:
    """How what is counted stands: it opens its clause before a predicate, is an object, or stands in front of the number."""
    if not _behind(context):
        return "counted:before"
    opens = not context.bare.strip("，、和与及这其他 ") or _only_place(view, context, clause)
    follows = _predicate_follows(view.text, context, context.figure.counted_span[1])
    how = "opens" if opens else "modified" if context.bare.endswith(("的", "等")) else "object"
    return f"counted:{how}:{'predicate' if follows else 'end'}"


def _counted_phrase(view: View, context: Context, clause: Clause) -> str | None:
    """The counted subject with its number, as later figures print it: 东部325个经济强县, with the members of its list."""
    if not _behind(context) or not _counted_source(view, context, clause).startswith("counted:opens"):
        return None
    low, before = _phrase_start(view, context), context.previous
    if before is not None and context.continues and _behind(before) and context.lead != "与":
        low = _phrase_start(view, before)
    return view.printed(low, context.figure.counted_span[1])


def _tail_class(text: str) -> str:
    """What kind of word a candidate ends in."""
    if text.endswith(_PEOPLE):
        return "people"
    if text.endswith(_BODIES):
        return "body"
    return "place" if text[-1] in _PLACES else "level" if text.endswith(LEVELS) else "thing"


def _clauses(view: View, sentence: Sentence) -> list[Clause]:
    """The clauses of a sentence outside brackets."""
    bounds, depth = [sentence.start], 0
    for offset, char in sentence.marks:
        if char == "（":
            depth += 1
        elif char == "）":
            depth = max(0, depth - 1)
        elif not depth:
            bounds.append(offset + 1)
    bounds.append(sentence.end + 1)
    last = sentence.contexts[-1].figure.start
    return [_clause(view, sentence, low, high - 1) for low, high in zip(bounds, bounds[1:], strict=False) if low <= last and low < high]


def _clause(view: View, sentence: Sentence, start: int, end: int) -> Clause:
    begin = begins(view, sentence, start, end)
    clause = Clause(start, end, begin)
    text = view.text
    entity = next((one for one in sentence.entities if begin <= one.start < begin + 1), None)
    if stop := _NATIONS.at(text, begin, end):
        clause.subject, clause.source = text[begin:stop], "nation"
    elif entity is not None and entity.end <= end:
        _of_entity(view, sentence, clause, entity)
    elif stop := REGIONS.at(text, begin, end):
        clause.subject, clause.source = text[begin:stop], "region" if _acts(view, stop, end) else "territory"
    clause.verbal = clause.subject is None and begin < end and _acts(view, begin, end)
    if clause.subject is None and not clause.verbal:
        clause.subject, clause.source = _noun_subject(view, clause), "noun"
    return clause


def _of_entity(view: View, sentence: Sentence, clause: Clause, entity: EntityMention) -> None:
    """Subject and place of a clause that begins with an entity, with those coordinated to it."""
    text, last = view.text, entity
    for other in sentence.entities:
        if other.start > last.end and other.end <= clause.end and other.type in _ACTORS and _LINK.fullmatch(text[last.end:other.start]):
            last = other
    end = last.end
    if entity.type == "person" and (title := _TITLE.match(text, end)):
        end = title.end()
    if entity.type == "place":
        clause.region = view.printed(entity.start, end)
    if entity.type in _ACTORS and end < clause.end and (_acts(view, end, clause.end) or entity.type in ("place", "group") and text[end] in "的在每年去今"):
        clause.subject, clause.source = view.printed(entity.start, end), entity.type


def _acts(view: View, at: int, end: int) -> bool:
    """Whether a verb, an adverb or a preposition stands at `at`."""
    if at >= end:
        return False
    if _ACTING.at(view.text, at):
        return True
    tokens = view.tokens
    return tokens.tags[tokens.at(at)][:1] in _VERBAL


def _noun_subject(view: View, clause: Clause) -> str | None:
    """A noun phrase in front of a verb that does something: [融信服平台]授信…; None for the name of a level or where no such verb comes."""
    tokens = view.tokens
    index = tokens.at(clause.begin)
    at = clause.begin
    while index < len(tokens.starts) and at < min(clause.end, clause.begin + 22):
        word, tag = tokens.words[index], tokens.tags[index]
        if word in ACTS:
            noun = view.text[clause.begin:at]
            named = len(noun) > 1 and not noun.endswith(LEVELS) and not noun[0].isdecimal()
            return noun if named and tag[:1] == "v" else None
        if tag[:1] not in "njlbsz" and tag not in ("vn", "x", "k") or tag == "x" and word not in "“”、（）":
            return None
        index += 1
        at = tokens.starts[index] if index < len(tokens.starts) else clause.end
    return None


def _only_place(view: View, context: Context, clause: Clause) -> bool:
    """Whether nothing but a place stands between the clause's begin and the number: 东部[325个]经济强县."""
    figure = context.figure
    return clause.begin < figure.start and any(one.start == clause.begin and one.end == figure.start
                                               for one in context.sentence.entities if one.type in ("place", "area"))


def _phrase_start(view: View, context: Context) -> int:
    """Where the phrase of a counted subject begins, a place in front included: [东部325个]经济强县."""
    start = context.figure.start
    for entity in context.sentence.entities:
        if entity.end == start and entity.type in ("place", "area"):
            return entity.start
    return start


def _predicate_follows(text: str, context: Context, at: int) -> bool:
    """Whether a predicate or a further member of the list stands behind the counted noun."""
    return at < context.end and text[at] not in "，。；：）！？"
