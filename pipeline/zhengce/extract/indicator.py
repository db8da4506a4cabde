"""Counted noun, indicator and subject of a figure, from the phrases next to it and the figures it continues."""

from __future__ import annotations

import re

from zhengce.extract.context import Context
from zhengce.extract.measure import governor
from zhengce.extract.mentions import EntityMention, FigureMention
from zhengce.extract.phrases import ACTS, noun_after, noun_before, strip_fillers, trim, words
from zhengce.extract.view import View

_PEOPLE = tuple(words("people_nouns.csv"))
_LEVELS, _FUNDED = tuple(words("level_nouns.csv")), tuple(words("funded_nouns.csv"))
_SHARES = frozenset(("percent", "ratio"))
_SHARE_OF = re.compile(r"^(?P<what>.*?)占(?P<whole>[^，。；、]*?)(?:的)?(?:比重|比例|份额)?$")
_PART = re.compile(r"^的(?P<noun>[^，。；、的]{1,16})")
_LEADS = re.compile(r"^(?:其中|同时|此外|全年|另外|到|至|并|还|使|也|而|，|、|和|与)+")
_PREPOSITIONAL = re.compile(r"^(?:在|对|向|从|由|把|将|按|以|为|通过|经过|根据|围绕|依托)[^，。；]{0,30}?(?:中|上|下|后|里|内|方面|以来)(?=.)")
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
    for context in contexts:
        _indicator(view, context, masks)
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


def _indicator(view: View, context: Context, masks: list[tuple[int, int]]) -> None:
    figure = context.figure
    text = view.text
    if context.chained and context.series[0].figure.indicator and len(context.series) > 1:
        _distribute(context)
        return
    lead = _cleaned(view, context, context.lead_start, context.figure.start, masks)
    if figure.kind == "count" and figure.counted and figure.counted_span and figure.counted_span[0] >= figure.end:
        verb = _governing_verb(lead)
        rest = context.tail[figure.counted_span[1] - figure.end:] if figure.counted_span[1] - figure.end <= len(context.tail) else ""
        predicate = "" if verb else _predicate(rest)
        figure.indicator = f"{verb}{figure.counted}{predicate}" if not predicate else f"{figure.counted}{predicate}"
        return
    core = strip_fillers(_COMPARISON.sub("", strip_fillers(_without_governor(context, lead))))
    core = trim(_COMPARISON.sub("", core))
    share = figure.measure_of == "share"
    if not core and context.previous is not None:
        inherited = context.previous.figure.indicator
        if share and "占" in lead and inherited:
            whole = re.sub(r"的$|的?(?:比重|比例|份额).*$", "", lead[lead.index("占") + 1:])
            inherited = f"{inherited}占{strip_fillers(whole)}比重"
        figure.indicator = inherited
        figure.trace.append("indicator.inherited")
        return
    if share and (part := _PART.match(context.tail)):
        figure.indicator = f"{trim(part['noun'])}{_predicate(context.tail[part.end():])}占比"
        return
    if share and core.startswith("占") and context.previous is not None and context.previous.figure.indicator:
        figure.indicator = f"{context.previous.figure.indicator}{core}"
        return
    figure.indicator = core or None


def _without_governor(context: Context, lead: str) -> str:
    found = governor(context)
    if found.verb and found.verb.role in ("up", "down", "reach"):
        cut = len(context.lead) - found.at
        return lead[:-cut] if cut and cut <= len(lead) else lead
    return lead


def _cleaned(view: View, context: Context, start: int, end: int, masks: list[tuple[int, int]]) -> str:
    """The lead without times, openers and prepositional phrases in front."""
    text = view.text[start:end]
    for low, high in reversed(masks):
        if start <= low and high <= end:
            text = text[:low - start] + text[high - start:]
    text = _LEADS.sub("", text)
    text = _PREPOSITIONAL.sub("", text)
    return _LEADS.sub("", text)


def _governing_verb(lead: str) -> str:
    """The verb that takes the counted noun as its object: 承办3届…, and what stands before it up to the clause's opening."""
    lead = trim(strip_fillers(lead)) if lead else lead
    return lead if len(lead) <= 8 else max((lead[-size:] for size in (2, 3, 4) if lead[-size:] in ACTS), key=len, default=lead[-2:])


def _predicate(rest: str) -> str:
    rest = re.split(r"[，。；：！？、\n]", rest)[0]
    return rest[:16] if len(rest) > 1 else ""


def _distribute(context: Context) -> None:
    """The figures of a list are dealt to the items of the phrase in order: A、B分别增长6.5%和7%."""
    first = context.series[0]
    whole = first.figure.trace_phrase if hasattr(first.figure, "trace_phrase") else first.figure.indicator
    figure = context.figure
    figure.indicator = whole


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
