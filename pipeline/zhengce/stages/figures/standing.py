"""What the series of a rank is called: 居全国第一 is the place in the country of what is ranked, …全国位次."""

from __future__ import annotations

import re

from zhengce.lexicon.wordlists import words
from zhengce.stages.figures.context import Context
from zhengce.stages.figures.phrases import trim

_GENERIC = words("generic_nouns.csv")
_KEPT = re.compile("(?<=..)(?:连续)?(?:稳定)?(?:保持|稳居|位居|居)(?:全国|全球|世界)?$")
"""制造业规模连续保持全球第一: what is said of the rank itself."""
_STANDING = re.compile(r"(?P<verb>均?(?:位?居|位列|列|保持|跃居|跃升至|升至|排名?|稳居|占|为))?(?P<whole>全国|全球|世界|全省|同类[^，。]{0,6})?(?:的|各省区?市?|所有省份)?$")


def name_of_rank(context: Context, core: str) -> str:
    """居全国第一: the series is the place of what is ranked."""
    match = _STANDING.search(core)
    noun = core[:match.start()] if match else core
    if not noun and context.previous is not None:
        noun = context.previous.figure.indicator or ""
    elif noun in _GENERIC and context.previous is not None:
        noun = f"{context.previous.figure.indicator or ''}{noun}"
    whole = match["whole"] if match and match["whole"] else ""
    noun = _KEPT.sub("", noun)
    if noun.endswith("位次"):
        return noun
    return f"{trim(noun)}{whole}位次" if noun else core
