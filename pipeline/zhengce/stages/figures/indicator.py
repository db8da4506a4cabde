"""Counted noun, indicator and subject of a figure, from the phrases next to it and the figures it continues."""

from __future__ import annotations

import re

from zhengce.stages.figures.context import Context
from zhengce.stages.figures.measure import governor
from zhengce.stages.figures.phrases import ACTS, FILLERS, OPENERS, noun_after, noun_before, strip_fillers, trim, words
from zhengce.stages.mentions import EntityMention, FigureMention
from zhengce.stages.view import View

_PEOPLE = tuple(words("people_nouns.csv"))
_LEVELS, _FUNDED = tuple(words("level_nouns.csv")), tuple(words("funded_nouns.csv"))
_SHARES = frozenset(("percent", "ratio"))
_SHARE_OF = re.compile(r"^(?P<what>.*?)占(?P<whole>[^，。；、]*?)(?:的)?(?:比重|比例|份额)?$")
_PART = re.compile(r"^的(?P<noun>[^，。；、的]{1,16})")
_LEADS = re.compile(r"^(?:其中|同时|此外|全年|另外|到|至|并|还|使|也|而|，|、|和|与)+")
_PREPOSITIONAL = re.compile(r"^(?:在|对|向|从|由|把|将|按|以|为|通过|经过|根据|围绕|依托)[^，。；]{0,30}?(?:中|上|下|后|里|内|方面|以来)(?=.)")
_NUMBERED = re.compile(r"^(?:第[^，。、]{1,6}[条章节款]|\d{1,2}[.．、]|[（(][^（）]{1,3}[）)]|[一二三四五六七八九十]+是|——)[\s\u3000]*")
_DONE = re.compile(r"^(?:实现|完成|达到)|(?<=产业)实现")
_SHARE_NOUNS = ("比重", "比例", "份额", "占比")
_LAST_ACT = re.compile(rf"(?P<verb>{'|'.join(sorted(ACTS, key=len, reverse=True))})(?:了|首批|约|近|超|共|等)?(?:[^，。；]{{0,8}}?)$")
REGIONS = words("region_words.csv")
_COMPARISON = re.compile(r"(?:同比|环比|比(?:上年|去年|上月|上年同期|\d{4}年|[一二三四五六七八九○〇零]{4}年)?(?:的|同期|末|底)*|较[^，。；、]{1,8}|年均|平均每年|每年|分别|实际|名义|累计|均|已|约|又|也|再|还|都|仍|逐年|逐步|不断|首次|预计|预期)+$")


def describe(view: View, contexts: list[Context], entities: list[EntityMention]) -> None:
    """Set `counted`, `indicator` and `subject` of the figures."""
    masks = sorted(view_times(contexts))
    for context in contexts:
        set_counted(view, context, masks)
    for context, following in zip(contexts, contexts[1:], strict=False):
        if context.figure.end == following.figure.start and context.figure.counted is None and following.figure.counted:
            context.figure.counted = following.figure.counted                  # 12类45件民生实事
            context.figure.counted_span = following.figure.counted_span
    places = sorted({view.text[entity.start:entity.end] for entity in entities if entity.type == "place"} | REGIONS, key=len, reverse=True)
    for context in contexts:
        _indicator(view, context, places)
    for context in contexts:
        _subject(view, context, entities)


def view_times(contexts: list[Context]) -> list[tuple[int, int]]:
    """Spans of the times that scope the figures."""
    return list({(context.figure.time.start, context.figure.time.end) for context in contexts if context.figure.time})


def set_counted(view: View, context: Context, masks: list[tuple[int, int]]) -> None:
    """The noun that is counted: behind the number, else in front of it; None for changes and plain levels."""
    figure, text = context.figure, view.text
    if figure.measure_of in ("growth", "rank") or figure.kind in ("duration", "multiple", "percentage_point", "rate", "index", "other"):
        return
    unit = figure.measured_by
    printed = _bracketed(view, figure)
    if printed:
        figure.counted = printed
        return
    whole = context.figure.end + len(context.tail) >= context.end
    if figure.kind in _SHARES:
        if figure.measure_of == "share" and text[figure.end:figure.end + 1] == "的":
            _take(view, figure, noun_after(view, figure.end + 1, figure.end + len(context.tail), whole))
            if figure.counted and figure.counted.endswith(_LEVELS):
                figure.counted = figure.counted_span = None
        return
    before = _before(view, context, masks)
    if unit is not None and unit.form == "级" and before:
        _take(view, figure, before[1:])
        return
    after = noun_after(view, figure.end, figure.end + len(context.tail), whole) if text[figure.end:figure.end + 1] != "的" else None
    if figure.kind == "money":
        span = noun_after(view, figure.end + (text[figure.end:figure.end + 1] == "的"), figure.end + len(context.tail), whole)
        after = span if span and text[span[0]:span[1]].endswith(_FUNDED) else None
    if unit is not None and unit.unit == "person" and strip_fillers(context.lead).endswith(tuple(ACTS)) \
            and (after is None or _verbal(view, after)):
        figure.counted = "人"
        return
    if after and not (unit is not None and unit.unit in ("人次", "次", "person") and _verbal(view, after)):
        _take(view, figure, after)
        if figure.counted:
            return
    if before is not None:
        first, noun, end = before
        phrase = trim(text[noun:end])
        acted = noun > first or first > context.lead_start and text[context.lead_start:first].strip("，、").endswith(tuple(ACTS))
        if phrase.endswith(_LEVELS) and not phrase.endswith(_FUNDED):
            return
        if figure.kind == "money" and not (acted and phrase.endswith(_FUNDED)):
            return
        if figure.kind != "count" and figure.kind != "money" and not acted:
            return
        if figure.kind == "count" and phrase in ACTS:
            phrase = ""
        if phrase and len(phrase) <= 30:
            _take(view, figure, (text.rfind(phrase, noun, end), end))
            return
    previous = context.previous.figure if context.previous else None
    if previous is not None and previous.counted and previous.kind == figure.kind and previous.unit == figure.unit \
            and len(context.lead.strip("，、")) <= 6:
        figure.counted = previous.counted


def _bracketed(view: View, figure: FigureMention) -> str | None:
    """省(区) of 9省(区): what the unit itself counts."""
    unit = figure.measured_by
    if unit is not None and unit.role == "noun" and figure.unit_text and "（" in figure.unit_text:
        return view.printed(figure.end - (len(figure.unit_text) - figure.unit_text.index(unit.form)), figure.end)
    return None


def _take(view: View, figure: FigureMention, span: tuple[int, int] | None) -> None:
    """Set the counted noun to a span, without conjunctions at its edges."""
    if span is None:
        return
    raw = view.text[span[0]:span[1]]
    phrase = trim(raw)
    phrase = phrase.removesuffix("建设") if len(phrase) > 4 else phrase
    if phrase:
        start = span[0] + raw.index(phrase)
        figure.counted_span = (start, start + len(phrase))
        figure.counted = view.printed(start, start + len(phrase))


def _verbal(view: View, span: tuple[int, int]) -> bool:
    """Whether the phrase behind is a predicate, not a noun: 16次[调度推进]重大项目."""
    index = view.tokens.at(span[0])
    return view.tokens.tags[index] == "v"


def _before(view: View, context: Context, masks: list[tuple[int, int]]) -> tuple[int, int, int] | None:
    """The noun phrase that leads to the figure: (phrase start, noun start, end)."""
    lead = context.lead
    found = governor(context)
    core = lead[:found.at] if found.verb and found.verb.role not in ("new", "sum") else lead
    core = strip_fillers(_COMPARISON.sub("", strip_fillers(core)))
    core = _COMPARISON.sub("", core)
    if not core.strip("，、 "):
        return None
    start = context.lead_start
    for low, high in masks:
        if start <= low and high < start + len(core):
            start, core = high, core[high - start:]
    return noun_before(view, start, start + len(core))


def _indicator(view: View, context: Context, places: list[EntityMention]) -> None:
    """The phrase that names the series: noun phrase of the governing word, verb with its object for counts, else inherited."""
    figure = context.figure
    previous = context.previous.figure if context.previous else None
    if context.chained:
        figure.indicator = context.series[0].figure.indicator
        return
    lead = _opened(context.bare, places)
    if figure.counted and figure.counted_span and figure.counted_span[0] >= figure.end:
        verb = _act(lead)
        if not verb and context.continues and previous is not None and previous.indicator:
            verb = _act(previous.indicator, whole=False)
        predicate = "" if verb else _predicate(context.tail[figure.counted_span[1] - figure.end:])
        if figure.kind in _SHARES:
            figure.indicator = f"{figure.counted}{predicate}占比"
        else:
            figure.indicator = f"{verb}{figure.counted}{predicate}"
        return
    core = _core(context, lead)
    share = figure.measure_of == "share"
    if not core and previous is not None and previous.indicator:
        figure.indicator = _of_whole(previous.indicator, lead) if share else previous.indicator
        figure.trace.append("indicator.inherited")
        return
    if share and core.startswith("占") and previous is not None and previous.indicator and context.previous.start == context.start:
        figure.indicator = _of_whole(previous.indicator, core)
        return
    if share and (part := _PART.match(context.tail)) and "占" not in lead:
        figure.indicator = f"{trim(part['noun'])}{_predicate(context.tail[part.end():])}占比"
        return
    if not core and context.before:
        core = _core(context, _opened(re.split("[，；：]", context.before.rstrip("，；：、"))[-1], places))
    if not core:
        core = _from_tail(view, context)
    if context.continues and figure.kind == "count" and previous is not None and previous.indicator and not _act(core, whole=False):
        core = f"{_act(previous.indicator, whole=False)}{core}"
    if share and "占" in core and not core.endswith(_SHARE_NOUNS):
        core = f"{core.removesuffix('的')}比重" if not core.endswith("占") else f"{core}比"
    figure.indicator = core or None


def _core(context: Context, lead: str) -> str:
    """The lead without the governing verb, fillers and comparisons at its end, and without bare 实现 and 完成 before levels."""
    found = governor(context)
    if found.verb and found.verb.role in ("up", "down", "reach"):
        cut = len(context.bare) - found.at
        lead = lead[:-cut] if 0 < cut <= len(lead) else lead
    before = None
    while before != lead:
        before = lead
        lead = strip_fillers(_COMPARISON.sub("", lead))
    lead = trim(_COMPARISON.sub("", lead))
    if context.figure.kind != "count":
        lead = _DONE.sub("", lead)
    return "" if lead in FILLERS or lead in OPENERS else lead


def _opened(lead: str, places: list[EntityMention]) -> str:
    """The lead without section numbers, openers and the names of places in front."""
    lead = _NUMBERED.sub("", lead.strip())
    before = None
    while before != lead:
        before = lead
        lead = _LEADS.sub("", lead)
        lead = _PREPOSITIONAL.sub("", lead)
        for size in range(min(6, len(lead) - 1), 0, -1):
            if lead[:size] in OPENERS:
                lead = lead[size:]
                break
        for place in places:
            if lead.startswith(place) and len(lead) > len(place) + 1:
                lead = lead[len(place):].lstrip("、和")
                break
    return lead


def _of_whole(indicator: str, lead: str) -> str:
    """X占Y比重, for a share whose part is named before."""
    whole = re.sub(r"的?(?:比重|比例|份额)?[为达到]*$", "", lead[lead.rfind("占") + 1:]) if "占" in lead else ""
    return f"{indicator}占{strip_fillers(whole)}比重" if whole else indicator


def _from_tail(view: View, context: Context) -> str:
    """Where nothing leads to the number, what follows and the heading name it: 按照每月1000元[的标准]."""
    tail = trim(re.split(r"[，。；：、]", context.tail)[0])[:10]
    section = view.section_at(context.figure.start)
    while section is not None:
        if section.marker and section.heading and 2 <= len(section.heading) <= 12:
            return f"{section.heading}{tail}"
        section = section.parent
    return tail


def _act(text: str, whole: bool = True) -> str:
    """The last act verb of a lead (承办 of …承办3届), or the one an indicator begins with (`whole` is False)."""
    if not whole:
        return next((text[:size] for size in (4, 3, 2) if text[:size] in ACTS), "")
    match = _LAST_ACT.search(text)
    if match is None:
        short = trim(strip_fillers(text))
        return short if len(short) <= 4 and short not in OPENERS and short not in FILLERS else ""
    return match[0] if len(match[0]) <= 10 else match["verb"]


def _predicate(rest: str) -> str:
    rest = re.split(r"[，。；：！？、\n]", rest)[0]
    return rest[:16] if len(rest) > 1 else ""


def _subject(view: View, context: Context, entities: list[EntityMention]) -> None:
    figure = context.figure
    if figure.counted and figure.counted_span and figure.counted_span[0] >= figure.end:
        rest = view.text[figure.counted_span[1]:context.end]
        if rest and rest[0] not in "，。；、：）" and not context.lead.strip("，、和与"):
            figure.subject = figure.counted
            return
    for entity in entities:
        if entity.type in ("organ", "programme") and context.start <= entity.start and entity.end <= figure.start:
            figure.subject = view.printed(entity.start, entity.end)
            return
