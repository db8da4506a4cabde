"""Who may hold what a figure says: the actors of its clause and of those before, holders of its indicator, what it counts, and nobody."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from zhengce.lexicon import read_table
from zhengce.lexicon.wordlists import words
from zhengce.stages.figures.context import Context, Sentence
from zhengce.stages.figures.counted_names import counted_end
from zhengce.stages.figures.noun_phrases import noun_phrase, prefixes
from zhengce.stages.figures.phrases import LEVELS, PIVOTS
from zhengce.stages.figures.subject_clauses import ACTORS, Clause, clauses
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
_AGENT = re.compile(r"由(?P<agent>[^，。；由按在对]{1,12}?)(?=按|分别|负责|承担|扣除|组织|支付|缴纳|对|在)")
_PEOPLE, _BODIES = tuple(words("people_nouns.csv")), tuple(words("body_nouns.csv"))
_PARTS = words("country_parts.csv")
_PLACES = frozenset("省市县区州盟旗乡镇村国")
_CAUSES = re.compile(_alternatives(words("causing_verbs.csv")))
_MODIFIES = re.compile(r"(?:以上|以下|左右|[长高深])?的")


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
    for number, clause in enumerate(clauses(view, sentence)):
        if clause.subject:
            kept.append((number, clause.subject, clause.source))
        while context is not None and context.figure.start < clause.end:
            if context.chained and context.series[0] is not context or "indicator.inherited" in context.figure.trace:
                yield context, _distributed(context, style)
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
             "pivot" if lead.endswith(PIVOTS) else "plain", style, f"{style}.{'acts' if context.verb else 'measured'}")
    found: list[Candidate] = []
    seen: set[str] = set()

    def add(text: str | None, source: str, *more: str) -> None:
        if text is None or text not in seen:
            seen.add(text or "")
            found.append(Candidate(text, source, shape + more))

    add(None, "none", f"kept{min(len(kept), 2)}", f"own:{clause.source}")
    if figure.counted:
        add(figure.counted, _counted_source(view, context, clause), _tail_class(figure.counted), f"verb:{context.verb}", figure.counted[-2:],
            *_around_counted(view, context))
    for held in _HOLDS.finditer(figure.indicator or "" if context.shared else lead):
        add(held["holder"], "holder", held["holder"], f"of:{held.string[held.end('holder'):][:2]}")
    if caused := _CAUSES.search(view.text, max(clause.begin, context.lead_start), figure.start):
        add(view.printed(max(clause.begin, context.lead_start), caused.start()) or None, "cause", caused[0])
    for agent in _AGENT.finditer(lead):
        add(agent["agent"], "agent")
    for where, text, source in reversed(kept[-4:]):
        gap = number - where
        if gap and source in _PASSING:
            continue
        add(text, f"own:{source}" if not gap else f"kept:{source}", f"gap{min(gap, 3)}", _tail_class(text))
    if modified := _MODIFIES.match(view.text, figure.end, context.end):
        stop, _ = noun_phrase(view, modified.end(), context.end)
        noun = view.text[modified.end():stop]
        add(noun or None, "modified", _tail_class(noun or "x"), noun[-2:])
    begin = max(clause.begin, context.lead_start)
    if begin < figure.start:
        stop, word = noun_phrase(view, begin, figure.start)
        if stop > begin + 1:
            noun = view.text[begin:stop]
            add(noun, "head", _tail_class(noun), f"before:{word}", noun[-2:], f"long{min(len(noun) // 2, 5)}")
            for prefix in prefixes(view, begin, stop):
                rest = view.text[begin + len(prefix):stop]
                add(prefix, "prefix", _tail_class(prefix), prefix[-2:], f"of:{rest[-2:]}", "level" if rest.endswith(LEVELS) else "thing")
    for entity in context.sentence.entities:
        if context.lead_start <= entity.start and entity.end <= figure.start and entity.type in ACTORS:
            add(view.printed(entity.start, entity.end), f"inside:{entity.type}", _tail_class(view.text[entity.start:entity.end]),
                "first" if entity.start == context.lead_start else "later")
    if figure.counted is None and (match := _POSSESSED.search(figure.indicator or "")):
        owner = match["owner"]
        add(owner, "owner", f"link:{match['link']}", owner[-2:], f"of:{match['tail'][-2:]}", _tail_class(owner), f"long{min(len(owner) // 2, 4)}",
            *(f"entity:{one.type}" for one in context.sentence.entities if view.text[one.start:one.end] == owner))
    found[0].traits += tuple(f"beside:{one.source}" for one in found[1:])
    return found


def _distributed(context: Context, style: str) -> list[Candidate]:
    """The candidates of a further member of a list whose heads are told one by one: 城镇和农村居民收入分别为…、[…]; none where it has its first's."""
    figure = context.figure
    first = context.series[0].figure if context.series else figure
    if not context.chained or figure.indicator == first.indicator:
        return []
    shape = ("chained", figure.kind, style)
    found = [Candidate(None, "none", shape)]
    if held := _HOLDS.search(figure.indicator or ""):
        found.append(Candidate(held["holder"], "holder", (*shape, held["holder"], f"of:{held.string[held.end('holder'):][:2]}")))
    elif match := _POSSESSED.search(figure.indicator or ""):
        found.append(Candidate(match["owner"], "owner", (*shape, match["owner"][-2:], _tail_class(match["owner"]))))
    return found


def _around_counted(view: View, context: Context) -> tuple[str, ...]:
    """What stands between a counted noun and its number, or behind it."""
    if context.figure.counted_span is None:
        return ()
    low, high = context.figure.counted_span
    if low < context.figure.end:
        return f"link:{view.text[high:context.figure.start][:1]}", f"led:{bool(context.verb)}"
    tokens = view.tokens
    tag = tokens.tags[tokens.at(high)][:1] if high < context.end else ""
    return f"next:{tag}", f"next:{tag}.{_tail_class(context.figure.counted)}"


def _behind(context: Context) -> bool:
    span = context.figure.counted_span
    return span is not None and span[0] >= context.figure.end


def _counted_source(view: View, context: Context, clause: Clause) -> str:
    """How what is counted stands: it opens its clause before a predicate, is an object, or stands in front of the number."""
    if not _behind(context):
        return "counted:before"
    opens = _opens(view, context, clause)
    follows = _predicate_follows(view.text, context, counted_end(context.figure))
    how = "opens" if opens else "modified" if context.bare.endswith(("的", "等")) else "object"
    return f"counted:{how}:{'predicate' if follows else 'end'}"


def _opens(view: View, context: Context, clause: Clause) -> bool:
    """Whether a number begins its clause, alone or as a further member of the list that does."""
    before = context.previous if context.same_clause else None
    if before is not None and (joins(view, context) or not context.lead):
        return _opens(view, before, clause)
    return not context.bare.strip("，、和与及这其中他 ") or _only_place(view, context, clause)


def _counted_phrase(view: View, context: Context, clause: Clause) -> str | None:
    """The counted subject with its number, as later figures print it: 东部325个经济强县, with the members of its list."""
    if not _behind(context) or not _counted_source(view, context, clause).startswith("counted:opens"):
        return None
    low, before = phrase_start(view, context), context.previous
    if before is not None and context.continues and _behind(before) and not context.lead.endswith("与"):
        low = phrase_start(view, before)
    return view.printed(low, counted_end(context.figure))


def _tail_class(text: str) -> str:
    """What kind of word a candidate ends in."""
    if text.endswith(_PEOPLE):
        return "people"
    if text.endswith(_BODIES):
        return "body"
    return "place" if text[-1] in _PLACES else "level" if text.endswith(LEVELS) else "thing"


def _only_place(view: View, context: Context, clause: Clause) -> bool:
    """Whether nothing but a place stands between the clause's begin and the number: 东部[325个]经济强县."""
    return clause.begin < context.figure.start and phrase_start(view, context) == clause.begin


def joins(view: View, context: Context) -> bool:
    """Whether a number is a further member of a list of counted nouns, a place in front of it or not: 东部8个省与[西部10个]省."""
    return context.same_clause and view.text[phrase_start(view, context) - 1] in "、和与及"


def phrase_start(view: View, context: Context) -> int:
    """Where the phrase of a counted subject begins, a place in front included: [东部325个]经济强县."""
    start = context.figure.start
    for entity in context.sentence.entities:
        if entity.end == start and entity.type in ("place", "area"):
            return entity.start
    return start - len(_PARTS.before(view.text, start))


def _predicate_follows(text: str, context: Context, at: int) -> bool:
    """Whether a predicate or a further member of the list stands behind the counted noun."""
    return at < context.end and text[at] not in "，。；：）！？"
