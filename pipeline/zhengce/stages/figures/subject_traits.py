"""What the model of subjects weighs: the role of the figure in its clause, and what kind of word a candidate ends in."""

from __future__ import annotations

from zhengce.lexicon.wordlists import words
from zhengce.stages.figures.context import Context
from zhengce.stages.figures.counted_names import behind
from zhengce.stages.figures.phrases import DEEDS, LEVELS, NOMINAL, PIVOTS
from zhengce.stages.view import View

_PEOPLE, _BODIES = tuple(words("people_nouns.csv")), tuple(words("body_nouns.csv"))
_TRADES = tuple(words("trade_endings.csv"))
_PLACES = frozenset("省市县区州盟旗乡镇村国")
_CHANGES = frozenset(("growth", "increase", "decrease"))
_STYLES = {"law": "rules", "regulation": "rules", "notice": "rules", "plan": "plans", "opinion": "plans", "article": "news",
           "interpretation": "news", "other": "none"}


def style_of(genre: str | None) -> str:
    """The manner of a genre: rules, plans, news, none or the genre itself."""
    return _STYLES.get(genre or "none", genre or "none")


def kind_of(text: str) -> str:
    """What kind of word a candidate ends in."""
    if text.endswith(_PEOPLE):
        return "people"
    if text.endswith(_BODIES):
        return "body"
    if text[-1] in _PLACES:
        return "place"
    if text.endswith(LEVELS):
        return "level"
    return "trade" if text.endswith(_TRADES) else "thing"


def role_of(view: View, context: Context) -> str:
    """The part that the figure plays in its clause.

    object and pivot: what is counted is the object of a verb (新建学校5所, 支持5县…); opens: it is the subject of a predicate or stands alone behind the
    number; stands: it leads to the number without a verb (企业达5家); deed: nothing is counted, a verb leads (减轻负担5亿元); else what is measured.
    """
    figure = context.figure
    if figure.kind == "duration" or figure.measure_of == "rank":
        return "duration" if figure.kind == "duration" else "rank"
    if figure.counted is None:
        named = figure.indicator or ""
        stop = DEEDS.at(named, 0)
        if 0 < stop < len(named) and named[:stop] not in NOMINAL:
            return "deed"
        return "change" if figure.measure_of in _CHANGES else "share" if figure.measure_of == "share" else "level"
    if figure.counted_span is None:
        return "people"
    if behind(figure):
        if context.verb:
            return "pivot" if context.verb.endswith(PIVOTS) else "object"
        return "opens"
    return "led" if led_by_verb(view, context, figure.counted_span[0]) else "stands"


def led_by_verb(view: View, context: Context, at: int) -> bool:
    """Whether a verb stands right in front of what begins at an offset: [新建]学校5所."""
    if at <= context.lead_start:
        return context.continues and context.previous is not None and bool(context.previous.verb or _leads(view, context.previous))
    text = view.text
    if text[at - 1] in "、和与及" and context.continues and context.previous is not None:
        return bool(context.previous.verb) or _leads(view, context.previous)
    return bool(DEEDS.before(text, at)) or view.tokens.tags[view.tokens.at(at - 1)] == "v"


def _leads(view: View, context: Context) -> bool:
    span = context.figure.counted_span
    return span is not None and span[0] < context.figure.start and led_by_verb(view, context, span[0])
