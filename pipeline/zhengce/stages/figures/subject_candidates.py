"""Who may hold what a figure says: the actors of its clause and of those before, holders of its indicator, what it counts, and nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from zhengce.lexicon import read_table
from zhengce.lexicon.wordlists import words
from zhengce.stages.figures.context import Context, Sentence
from zhengce.stages.figures.counted_names import behind
from zhengce.stages.figures.noun_phrases import noun_phrase, prefixes
from zhengce.stages.figures.phrases import LEVELS
from zhengce.stages.figures.subject_clauses import ACTORS, Clause, clauses
from zhengce.stages.figures.subject_traits import kind_of, role_of, style_of
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
_POSSESSED = re.compile(rf"^(?P<owner>[^，。；（）]{{2,16}}?)(?P<link>的?)(?P<tail>(?:本外币|旅客|集装箱|货邮|运营|通车|年度|年|总|人均)*(?:{_alternatives(words('series_tails.csv'))})(?:占[^，。；]*|在[^，。；]*比重)?)$")
_PASSING = frozenset(("noun", "region", "territory", "programme"))
"""Sources of subjects that hold for their own clause, seldom for a later one."""
_AGENT = re.compile(r"由(?P<agent>[^，。；由按在对]{1,12}?)(?=按|分别|负责|承担|扣除|组织|支付|缴纳|对|在)")
_PARTS = words("country_parts.csv")
_CAUSES = re.compile(_alternatives(words("causing_verbs.csv")))
_MODIFIES = re.compile(r"(?:以上|以下|左右|[长高深])?的")


@dataclass(slots=True)
class Candidate:
    """A possible subject (None for nobody), where it stands, and the traits of it and of the figure that the model weighs.

    `source` is told in two steps (own:organ): what is learned of the first holds for all sources that begin with it.
    """

    text: str | None
    source: str
    traits: tuple[str, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The source, and the family of sources that it belongs to."""
        family = self.source.partition(":")[0]
        return (self.source,) if family == self.source else (family, self.source)

    @property
    def features(self) -> list[str]:
        """What the model weighs, for its recipe: each label, alone and with each trait."""
        return [feature for label in self.labels for feature in (label, *(f"{label}|{trait}" for trait in self.traits))]


class _Proposals:
    """The candidates of one figure, each text once, with the traits that all share."""

    def __init__(self, role: str, style: str, *shared: str):
        self.role, self.shared = role, (role, style, f"{style}.{role}", *shared)
        self.found: list[Candidate] = []
        self._seen: set[str] = set()

    def add(self, text: str | None, source: str, *more: str) -> None:
        if text is None:
            self.found.append(Candidate(None, source, (*self.shared, *more)))
        elif text and text not in self._seen:
            self._seen.add(text)
            kind = kind_of(text)
            self.found.append(Candidate(text, source, (*self.shared, *more, kind, f"{kind}.{self.role}", f"long{min(len(text) // 2, 5)}")))

    def done(self) -> list[Candidate]:
        """The candidates, nobody first; that one sees which others there are."""
        self.found[0].traits += tuple(f"beside:{one.source}" for one in self.found[1:])
        return self.found


def propose(view: View, contexts: list[Context]) -> Iterator[tuple[Context, list[Candidate]]]:
    """The candidates of each figure, in order; none for a figure that follows the one before."""
    style = style_of(view.article.metadata.genre)
    at = 0
    while at < len(contexts):
        sentence = contexts[at].sentence
        yield from _of_sentence(view, sentence, style)
        at += len(sentence.contexts)


def _of_sentence(view: View, sentence: Sentence, style: str) -> Iterator[tuple[Context, list[Candidate]]]:
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
            if phrase := _counted_phrase(view, context, clause):
                kept.append((number, phrase, "phrase"))
            elif context.figure.counted and context.figure.kind == "count" and not behind(context.figure):
                kept.append((number, context.figure.counted, "counted"))
            context = next(waiting, None)


def _candidates(view: View, context: Context, clause: Clause, number: int, kept: list[tuple[int, str, str]], style: str) -> list[Candidate]:
    figure = context.figure
    counted = kind_of(figure.counted) if figure.counted else "uncounted"
    found = _Proposals(role_of(view, context), style, "verbal" if clause.verbal else "nominal", "named" if len(context.lead) > 3 else "bare",
                       f"of.{counted}", f"of.{figure.kind}")
    found.add(None, "none", f"kept{min(len(kept), 2)}", f"own:{clause.source}", f"own:{clause.source}.{found.role}", f"of.{counted}.{found.role}",
              f"kept{min(len(kept), 1)}.{found.role}.{'verbal' if clause.verbal else 'nominal'}")
    if figure.counted:
        found.add(figure.counted, _counted_source(view, context, clause), *_around_counted(view, context))
        found.add(figure.counted.rpartition("的")[2], "core")
    _holders(view, context, clause, found)
    _actors(number, kept, found)
    _behind_number(view, context, found)
    _in_front(view, context, clause, found)
    for entity in context.sentence.entities:
        if entity.end <= figure.start and entity.type in ACTORS:
            where = "inside" if context.lead_start <= entity.start else "earlier"
            found.add(view.printed(entity.start, entity.end), f"{where}:{entity.type}", "first" if entity.start == context.lead_start else "later")
    _owner(view, context, found)
    return found.done()


def _holders(view: View, context: Context, clause: Clause, found: _Proposals) -> None:
    """Those who hold what the indicator measures (城镇居民收入), what brought it about, and the agent behind 由."""
    figure, lead = context.figure, context.lead
    for held in _HOLDS.finditer(figure.indicator or "" if context.shared else lead):
        found.add(held["holder"], "holder", f"of:{held.string[held.end('holder'):][:2]}")
    begin = max(clause.begin, context.lead_start)
    if caused := _CAUSES.search(view.text, begin, figure.start):
        found.add(view.printed(begin, caused.start()) or None if caused.start() > begin else "", "cause", caused[0])
    for agent in _AGENT.finditer(lead):
        found.add(agent["agent"], "agent")


def _actors(number: int, kept: list[tuple[int, str, str]], found: _Proposals) -> None:
    """The subjects of this clause and of those before it in the sentence."""
    for where, text, source in reversed(kept[-4:]):
        gap = number - where
        where_ = "own" if not gap else "passed" if source in _PASSING else "kept"
        found.add(text, f"{where_}:{source}", f"gap{min(gap, 3)}", f"gap{min(gap, 3)}.{found.role}")


def _behind_number(view: View, context: Context, found: _Proposals) -> None:
    """The noun that the number with 的 qualifies: 规模50亿元的[基金]."""
    if (modified := _MODIFIES.match(view.text, context.figure.end, context.end)) and modified.end() < context.end:
        stop, _ = noun_phrase(view, modified.end(), context.end)
        found.add(view.text[modified.end():stop], "modified")


def _in_front(view: View, context: Context, clause: Clause, found: _Proposals) -> None:
    """The noun phrase that leads to the number, and its beginnings that end in somebody who acts."""
    begin = max(clause.begin, context.lead_start)
    if clause.begin < context.lead_start:
        stop, _ = noun_phrase(view, clause.begin, context.lead_start)
        found.add(view.text[clause.begin:stop] if stop > clause.begin + 1 else "", "first")
    if begin >= context.figure.start:
        return
    stop, word = noun_phrase(view, begin, context.figure.start)
    if stop <= begin + 1:
        return
    noun = view.text[begin:stop]
    tag = view.tokens.tags[view.tokens.at(stop)][:1] if word else ""
    found.add(noun, "head", f"before:{tag}", f"before:{tag}.{found.role}", "whole" if stop == context.figure.start else "part")
    for prefix in prefixes(view, begin, stop):
        rest = view.text[begin + len(prefix):stop]
        found.add(prefix, "prefix", "level" if rest.endswith(LEVELS) else "rest", "linked" if rest[0] == "的" else "joined")


def _owner(view: View, context: Context, found: _Proposals) -> None:
    """Who the indicator names in front of its measure: [机场]旅客吞吐量."""
    figure = context.figure
    if figure.counted is None and (match := _POSSESSED.search(figure.indicator or "")):
        owner = match["owner"]
        found.add(owner, "owner", f"link:{match['link']}", f"of:{match['tail'][-2:]}",
                  *(f"entity:{one.type}" for one in context.sentence.entities if view.text[one.start:one.end] == owner))


def _distributed(context: Context, style: str) -> list[Candidate]:
    """The candidates of a further member of a list whose heads are told one by one: 城镇和农村居民收入分别为…、[…]; none where it has its first's."""
    figure = context.figure
    first = context.series[0].figure if context.series else figure
    if not context.chained or figure.indicator == first.indicator:
        return []
    found = _Proposals("chained", style)
    found.add(None, "none")
    if held := _HOLDS.search(figure.indicator or ""):
        found.add(held["holder"], "holder", f"of:{held.string[held.end('holder'):][:2]}")
    elif match := _POSSESSED.search(figure.indicator or ""):
        found.add(match["owner"], "owner")
    return found.done()


def _around_counted(view: View, context: Context) -> tuple[str, ...]:
    """What stands between a counted noun and its number, or behind it."""
    if context.figure.counted_span is None:
        return ()
    low, high = context.figure.counted_span
    if low < context.figure.end:
        return ("link:reach" if high < context.figure.start else "link:none",)
    tokens = view.tokens
    tag = tokens.tags[tokens.at(high)][:1] if high < context.end else ""
    return f"next:{tag}", f"next:{tag}.{kind_of(context.figure.counted)}"


def _counted_source(view: View, context: Context, clause: Clause) -> str:
    """How what is counted stands: it opens its clause before a predicate, is an object, or stands in front of the number."""
    if not behind(context.figure):
        return "counted:before"
    opens = _opens(view, context, clause)
    follows = _predicate_follows(view.text, context, context.figure.counted_span[1])
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
    if not behind(context.figure) or not _counted_source(view, context, clause).startswith("counted:opens"):
        return None
    low, before = phrase_start(view, context), context.previous
    if before is not None and context.continues and behind(before.figure) and not context.lead.endswith("与"):
        low = phrase_start(view, before)
    return view.printed(low, context.figure.counted_span[1])


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
