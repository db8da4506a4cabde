"""What the series of a thing that was made, that is so large or that happened so often is called: 铁路计划[加开夜间高铁]128列, 长36公里的隧道 is
隧道长度, 先后五次[主持召开座谈会]."""

from __future__ import annotations

from dataclasses import dataclass

from zhengce.lexicon import read_table
from zhengce.lexicon.wordlists import Words, words
from zhengce.stages.figures.context import Context
from zhengce.stages.figures.counted_names import predicate_of, without_weak
from zhengce.stages.figures.following import noun_after
from zhengce.stages.figures.in_front import DONE
from zhengce.stages.figures.phrases import DEEDS, FILLERS, OPENERS, acting_verb
from zhengce.stages.view import View


@dataclass(frozen=True, slots=True)
class Extent:
    """A word of size in front of a number, and the noun for it."""

    form: str
    noun: str
    example: str = ""


_EXTENTS = {entry.form: entry.noun for entry in read_table(Extent, "extents.csv")}
_SIZES = Words(_EXTENTS)
_NEW = words("new_words.csv")
_NOMINAL_ACTS = words("nominal_acts.csv")


def name_of_made(view: View, context: Context) -> str:
    """What was done with what is counted in front of the number: [交付]大飞机 of 大飞机已交付15架; the verb behind an adverb with what follows
    it: 铁路计划[加开夜间高铁]128列. Empty where neither stands there."""
    low, high = context.figure.counted_span or (0, 0)
    if context.deed is not None:
        return f"{context.deed if context.deed in DEEDS else ''}{view.text[low:high]}"
    tokens = view.tokens
    behind = view.text[high:context.figure.start].strip("约近达共")
    if behind and behind not in DONE or tokens.at(low) - tokens.at(context.lead_start) > 24:
        return ""
    for index in range(tokens.at(context.lead_start) + 1, tokens.at(low)):
        at = tokens.starts[index]
        if tokens.tags[index][:1] == "v" and tokens.words[index] not in _NOMINAL_ACTS and 0 < DEEDS.at(view.text, at) <= low and _adverbial(view, index - 1) \
                and tokens.words[index - 1] not in _NEW and "的" not in view.text[at:low]:
            return view.text[at:high] + behind
    return ""


def _adverbial(view: View, index: int) -> bool:
    """Whether a token only says how, when or how often something is done: 陆续, 预计, 日均."""
    word = view.tokens.words[index]
    return view.tokens.tags[index] in ("d", "ad") or len(word) > 1 and word not in DEEDS and (word in FILLERS or word in OPENERS)


def name_of_times(view: View, context: Context) -> str:
    """What was done so many times, where that is all that stands behind: 先后五次[主持召开座谈会], 三次向党组织[递交申请书]."""
    tokens, tail = view.tokens, context.tail
    index = tokens.at(context.figure.end)
    if tokens.tags[index] == "p":
        index = min(index + 2, tokens.at(context.end - 1))
        while index < tokens.at(context.end - 1) and (tokens.tags[index] != "v" or len(tokens.words[index]) < 2):
            index += 1
        tail = tail[tokens.starts[index] - context.figure.end:]
    return predicate_of(tail, tokens.tags[index][:1] == "v")


def name_of_size(view: View, context: Context) -> str:
    """What is so large: 25兆瓦级[风电机组], 淘汰10蒸吨以下[锅炉]; for 长36公里的隧道 its 隧道长度."""
    at, bare = context.figure.end, context.bare
    extent = _SIZES.before(bare, len(bare)) if context.figure.kind in ("length", "mass", "power") else ""
    if extent and context.tail[:1] == "的" and (span := noun_after(view, at + 1, at + len(context.tail), at + len(context.tail) >= context.end)):
        return f"{view.text[span[0]:span[1]]}{_EXTENTS[extent]}"
    return f"{without_weak(acting_verb(context.bare, DEEDS))}{context.qualified}" if context.qualified else ""
