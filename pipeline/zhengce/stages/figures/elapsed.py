"""What the series of a duration is called: 经过20年的建设 is 建设历时, 用3天走完 is 走完用时, 留存五年 is 留存期限, 年满60岁 an age."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from zhengce.lexicon import read_table
from zhengce.lexicon.wordlists import Words, words
from zhengce.stages.figures.context import Context
from zhengce.stages.figures.following import noun_after
from zhengce.stages.figures.phrases import DEEDS, PREDICATES, pieces_between, trim
from zhengce.stages.figures.series_names import strip_openers
from zhengce.stages.view import View


@dataclass(frozen=True, slots=True)
class DurationWord:
    """A word around a duration, and what it tells of the name of the series."""

    form: str
    role: Literal["elapsed", "lasted", "used", "aged", "within", "filler", "came", "imposed"]
    example: str = ""


_TABLE = read_table(DurationWord, "duration_words.csv")
_ROLES = {entry.form: entry.role for entry in _TABLE if entry.role in ("elapsed", "lasted", "used")}


def _any(*roles: str) -> str:
    """The words of some roles as alternatives, the longest first."""
    return "|".join(sorted((re.escape(entry.form) for entry in _TABLE if entry.role in roles), key=len, reverse=True))


_TOOK = re.compile(f"(?P<cue>{'|'.join(sorted(_ROLES, key=len, reverse=True))})(?:了|约|近)?$")
_BEHIND = re.compile(f"^(?:(?!多[次个项种])(?:{_any('filler', 'within')}))+")
_WITHIN = re.compile(f"^(?:的?时间)?(?:{_any('within')})")
_AGED = re.compile(f"(?:{_any('aged')})$")
_CAME = re.compile(f"(?<=..)(?:{_any('came')})了?")
_IMPOSED = re.compile(f".*(?:{_any('imposed')})(?=..)")
_EXTENTS = tuple(words("extent_nouns.csv"))
_PEOPLE = tuple(words("people_nouns.csv"))
_TIMES = words("relative_times.csv")
_SPANNING = words("spanning_verbs.csv")
_TAKING = Words(DEEDS | PREDICATES)


def name_of_duration(view: View, context: Context, core: str) -> str:
    """经过20年的建设 is 建设历时, 用3天走完 is 走完用时, 留存五年 is 留存期限; 连续8年 keeps what lasted."""
    rest = re.split(r"[，。；：！？、\n]", _BEHIND.sub("", context.tail))[0][:16]
    if cue := _cue(view, context):
        if not rest and _ROLES[cue] == "used":
            rest = _next_clause(view, context)
        if rest:
            return _taken(cue, core, rest)
    if context.figure.unit == "岁" or _AGED.search(core):
        return _age(view, context, _AGED.sub("", core))
    core = "" if core in _TIMES else _IMPOSED.sub("", core)
    if core.endswith(_EXTENTS) and core[-2:] not in _SPANNING:
        return core
    if rest and (view.text[context.figure.end - 1] == "内" or _WITHIN.match(context.tail)):
        return f"{rest}期限"
    if thing := _thing_behind(view, context, core):
        return thing if thing.endswith(_EXTENTS) else f"{thing}期限"
    return f"{core}期限" if core and len(core) <= 12 else core or rest


def _cue(view: View, context: Context) -> str:
    """The word in front of the number that says how something took so long; empty where none is a word of its own (留用1年)."""
    took = _TOOK.search(context.bare)
    if took is None:
        return ""
    at = context.lead_start + context.lead.rfind(took["cue"])
    return took["cue"] if at in view.tokens.starts[max(0, (index := view.tokens.at(at)) - 1):index + 2] else ""


def _age(view: View, context: Context, noun: str) -> str:
    """Whose age it is: 年满60岁的[父母], [70岁]居民; the noun in front where nobody is named behind."""
    if noun.endswith(("年龄", "寿命")):
        return noun
    at = context.figure.end
    span = noun_after(view, at + (view.text[at:at + 1] == "的"), at + len(context.tail))
    named = [word for word, _, _ in pieces_between(view, *span)] if span else []
    person = next((word for word in named if word.endswith(_PEOPLE)), "".join(named[:3]))
    return f"{person or noun}年龄"


def _taken(cue: str, core: str, rest: str) -> str:
    """What lasted or what took so long."""
    if _ROLES[cue] == "lasted":
        return f"{core.removesuffix(cue)}{cue}{rest}"
    if _ROLES[cue] == "used":
        return f"{trim(rest)}用时"
    return f"{trim(_CAME.split(rest)[0])}历时"


def _thing_behind(view: View, context: Context, core: str) -> str:
    """What lasts so long, where it is the object of a verb in front or qualified with 的: 签订1年以上[劳动合同], 为期两年的[整顿计划]."""
    at = context.figure.end
    linked = view.text[at:at + 1] == "的"
    spanning = core[-2:] in _SPANNING
    if not linked and not spanning and core and not _TAKING.before(core, len(core)):
        return ""
    span = noun_after(view, at + linked, at + len(context.tail), governed=True)
    return view.text[span[0]:span[1]] if span else ""


def _next_clause(view: View, context: Context) -> str:
    """The begin of the clause behind a figure's own: 用十五年时间，[建成工业体系]."""
    low, high = context.end + 1, min(context.end + 21, context.sentence_end)
    following = next((one.figure for one in context.sentence.contexts if one.figure.start >= low), None)
    clause = view.text[low:high]
    if following is not None and following.end < high:
        clause = view.text[low:following.start].removesuffix("了").removesuffix("到") + view.text[following.end:high]
    return strip_openers(re.split(r"[，。；：！？、\n]", clause)[0])
