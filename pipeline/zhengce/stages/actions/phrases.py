"""What stands around a verb: subjects, modals, prepositional phrases, objects in front; questions about the items of one clause."""

from __future__ import annotations

from zhengce.lexicon.wordlists import words
from zhengce.stages.actions.lexer import JUDGES, OPEN, RESULT, ROLE, TOWARDS, WORD, Item

_PLACE_END = frozenset("中上下内时后前间里外")
_REQUIRING, _OPEN_END = frozenset({"must", "future", "forbid"}), frozenset({"must", "de"})
_BINDING, _MAY = frozenset({"must", "forbid"}), frozenset({"可", "可以"})
_SAYS = words("reporting_verbs.csv")
_AVOIDS = words("avoiding_verbs.csv")
CLOSERS = words("closing_nouns.csv")
EFFECTS = words("effect_nouns.csv")
_MEANS = words("means_nouns.csv")
_GIVES = words("giving_verbs.csv")
_CLOSING = words("scope_nouns.csv")
_GROUNDS = words("ground_nouns.csv")
MANNER = frozenset({"adverb", "bracket", "di", "must", "future", "ongoing", "completing", "done", "can", "forbid", "negation"})
_JOINTS = frozenset("和与及或所")
_PLACES = ("place", "area", "organ")
_STATE = frozenset({"state"})


def nominal(items: list[Item], at: int) -> bool:
    """Whether the verb at `at` rather is a noun, since it follows one: 产业发展需求."""
    return "noun" in items[at].frames and at > 0 and items[at - 1].role in ("noun", "verb", "pause", "pronoun", "etc", "number", "de")


def has_object(items: list[Item], at: int) -> bool:
    following = items[at + 1] if at + 1 < len(items) else None
    return following is not None and following.role not in ("pause", "etc", "de", "connective", "mark", "place_word") \
        and not (following.role == "verb" and at + 2 >= len(items) and (following.frames is OPEN or following.frames == _STATE))


def object_marker(items: list[Item], at: int) -> int | None:
    """Where 把, or 将 with a verb of its frame behind it, stands."""
    if "prep_object" not in map(ROLE, items) and "将" not in map(WORD, items):
        return None                                           # most clauses
    for index in range(at, len(items)):
        if items[index].role == "prep_object" or items[index].word == "将":
            if items[index].word == "把" or any("into" in item.frames for item in items[index + 2:]) or (
                    any("ba" in item.frames for item in items[index + 2:]) and not items[index + 1].before
                    and not items[index + 1].heads):
                return index
    return None


def required(items: list[Item], start: int, end: int) -> bool:
    return not _REQUIRING.isdisjoint(map(ROLE, items[start:end]))


def beyond(items: list[Item], at: int) -> int | None:
    """The verb of policy behind a complete object, with an object of its own."""
    return next((index for index in range(at + 1, len(items) - 1) if items[index].heads and "act" in items[index].frames
                 and (items[index - 1].before or "noun" not in items[index].frames or items[index - 1].word in _MEANS)
                 and items[index - 1].role not in ("de", "pause", "connective", "verb") and has_object(items, index)), None)


def adverbial(items: list[Item], start: int, end: int) -> bool:
    """A quotation alone before a verb tells the manner (“一对一”设立了), a phrase with 每 the time (每个重要阶段出台)."""
    return end == start + 1 and items[start].role in ("quote", "slogan") or items[start].word[0] == "每"


def judges(items: list[Item]) -> bool:
    """Whether the clause says what something is (摆脱贫困是前提, 关键在于发展, 抓好春灌对增产有意义): then a verb before heads no action."""
    if not any(map(JUDGES, items)):
        return False                                          # most clauses
    at = next((index for index, item in enumerate(items) if "copula" in item.frames and index or item.word in TOWARDS and _weighs(items, index)), 0)
    return at > 0 and any(item.verb for item in items[:at]) and not any(item.role in ("must", "forbid", "prep_object") for item in items[:at])


def _weighs(items: list[Item], at: int) -> bool:
    """Whether 对 at `at` with a verb of state behind it says what the clause before it means for something."""
    state = next((index for index in range(at + 2, len(items)) if items[index].verb and "state" in items[index].frames), None)
    return state is not None and all(item.role != "de" and "light" not in item.frames for item in items[state:])


def modal_of(items: list[Item], start: int) -> int | None:
    """Where the first modal stands that has a nominal with a verb in it before, and a verb behind: 规划编制要兼顾需要."""
    if _BINDING.isdisjoint(map(ROLE, items)) and _MAY.isdisjoint(map(WORD, items)):
        return None                                           # most clauses
    modal = next((index for index in range(start, len(items)) if items[index].role in _BINDING or items[index].word in _MAY), None)
    if modal is None or modal == start or not any(item.verb for item in items[modal + 1:]):
        return None
    last = modal
    while last > start + 1 and items[last - 1].role == "connective" and items[last - 1].word not in _JOINTS:
        last -= 1                                             # 所有企业都应办成实体
    before = items[start:last]
    if len(before) > 12 or before[-1].before or any(item.role[:5] == "prep_" or item.word in _SAYS for item in before):
        return None
    last_de = max((index for index, item in enumerate(before) if item.role == "de"), default=-1)
    verbs = [index for index, item in enumerate(before) if item.heads]
    nominal = all(index < last_de or "noun" in before[index].frames or before[index].frames is OPEN
                  or all(item.verb for item in before[index:]) for index in verbs)
    if verbs[:1] == [0] and items[modal].role == "must" and not any(item.role == "pause" for item in before) and "act" in before[0].frames and not before[0].frames & {"pivot", "speech", "purpose"} and len(before) > 1:
        return modal                                          # 抓产业创新要守牢根基
    return modal if nominal and (verbs or before[-1].role in ("noun", "document", "programme")) else None


def verb_after(items: list[Item], at: int) -> int | None:
    """The first verb behind a prepositional object that is not inside an attributive."""
    size = len(items)
    best = giver(items, at)
    if best is not None:
        return best
    listed = next((index for index in range(at, size) if items[index].role == "etc"), None)
    if listed is not None and any(item.heads for item in items[listed + 1:]):
        at = listed + 1
    while at < size:
        if items[at].heads and not nominal(items, at) and items[at - 1].role != "de" \
                and not (at + 1 < size and items[at + 1].role in ("de", "pause", "etc")):
            if items[at].frames & {"act", "light", "pivot"}:
                if best is None or "light" in items[at].frames:
                    best = at
                if items[at - 1].role in MANNER or "light" in items[at].frames:
                    return at
        at += 1
    return best


def described_until(items: list[Item], at: int) -> int | None:
    """Behind the 的 of an attributive that a verb of state opens, a noun and further verbs behind it: [有条件的]地方率先实现; None for others."""
    if "describes" not in items[at].frames:
        return None
    link = next((index for index in range(at + 1, len(items)) if items[index].role == "de" or items[index].heads), None)
    if link is None or items[link].role != "de" or link + 2 >= len(items) or items[link + 1].verb or items[link + 1].before:
        return None
    return link + 1


def described(items: list[Item], at: int, end: int) -> bool:
    """Whether a 的 behind the verb at `at` makes an attributive of it: 为作出贡献的人员."""
    return any(item.role == "de" for item in items[at + 1:end]) and items[end - 1].role in ("organ", "group", "person")


def those_who(items: list[Item], at: int) -> int | None:
    """Behind the 的 of a clause that names whom it concerns, a modal or 已 behind it: 逾期未缴的[要]追缴; None for others."""
    link = next((index for index in range(at + 1, len(items) - 2) if items[index].role == "de"), None)
    return link + 1 if link is not None and items[link + 1].role in ("must", "done", "can", "forbid") \
        and any(item.heads for item in items[link + 2:]) else None


def verb_behind(items: list[Item], at: int, end: int) -> int:
    """The first item from `at` that is no adverb or the like; the last before `end` where all are."""
    return next((index for index in range(at, end) if not items[index].before), end - 1)


def giver(items: list[Item], at: int) -> int | None:
    """The verb of giving that a phrase with 为 or 对 leads to, past those in its attributive: 对作出贡献的人员[给予]奖励, 为发展[注入]动能."""
    done = next((index for index in range(at, len(items) - 1) if items[index].heads and items[index + 1].role == "le"
                 and (items[index].frames is OPEN or "act" in items[index].frames)), None)
    if done is not None:
        return done                                           # 为发展指明了方向、提供了根本遵循
    giving = [index for index in range(at, len(items)) if items[index].heads and ("light" in items[index].frames or items[index].word in _GIVES)
              and not (index + 1 < len(items) and items[index + 1].role in ("de", "pause", "etc"))]
    return next((index for index in giving if not any(
        items[other].role == "de" and giving[-1] > other for other in range(index + 1, len(items)))), None)


def phrase_end(items: list[Item], at: int, preposition: Item) -> int | None:
    """Where a 在/由/通过 phrase ends: behind its place word, else before the first verb that follows a noun."""
    size = len(items)
    if preposition.role == "prep_place":
        for index in range(at, size):
            word = items[index].word
            if items[index].role == "place_word" or (word[-1] in _PLACE_END and items[index].role == "noun" and len(word) <= 2):
                if index + 1 >= size or items[index + 1].role != "de":
                    return index + 1
            if word in ("出发", "入手", "起", "方面", "领域"):
                return index + 1
            if word[-2:] == "日起":
                return index + 1 + (index + 1 < size and items[index + 1].role in ("time", "figure"))          # 在印发之日起30日内
    if preposition.word[0] == "除" and items[-1].word[-1] == "外":
        return None                                           # 除了由国家掌握外，…
    if preposition.role == "prep_means" and "noun" in items[-1].frames and all(item.verb or item.before for item in items[at + 1:]):
        return None                                   # 按照省委统一安排部署
    if preposition.role == "prep_means" and (listed := behind_enumeration(items, at)) is not None:
        return listed                                         # 通过标注、导入等方式建立名录
    if preposition.word == "以":
        # 以县为单位实施项目: the phrase ends behind the noun after 为.
        link = next((index for index in range(at, size) if items[index].word == "为"), None)
        if link is not None:
            at = link + 1
    if preposition.role == "prep_means" and items[-1].word in _GROUNDS and items[-2].verb:
        size -= 2                                             # 按照高质量发展要求
    return next((index for index in range(at + 1, size) if items[index].word in ("对", "向") or items[index].heads and items[index - 1].role not in ("de", "pause")
                 and not ("noun" in items[index].frames and items[index - 1].word in _JOINTS) and not nominal(items, index) and not (index + 1 < size and items[index + 1].role in ("de", "etc"))), None)


def behind_enumeration(items: list[Item], at: int) -> int | None:
    """The verb of policy behind a list of means that 等 closes, with the noun that sums it up: 通过走访、座谈等方式[了解]情况."""
    close = next((index for index in range(at, len(items) - 2) if items[index].role == "etc"), None)
    if close is None:
        return None
    start = close + 1 + (items[close + 1].word in _MEANS)
    verb = verb_behind(items, start, len(items))
    return verb if items[verb].heads and (start > close + 1 or "light" in items[verb].frames) else None


def trimmed(items: list[Item], start: int, end: int) -> int:
    while end > start + 1 and items[end - 1].before:
        end -= 1
    return end


def reports_change(items: list[Item], at: int, begin: int) -> bool:
    """Whether a verb that opens its clause belongs to the subject of what happens: 改革开放红利不断释放, 教育、科技事业全面进步, 改革取得进展.

    So does one behind the nouns that open it from `begin` on: 贫困学生资助体系进一步完善.
    """
    item, last = items[at], items[-1]
    if not item.heads or item.frames & {"pivot", "serial", "means", "causal"} and not (
            at > begin and at + 1 < len(items) and items[at + 1].verb and "noun" in items[at + 1].frames):
        return False
    if any(other.before and other.role != "time_word" or other.verb or other.role[:5] == "prep_" for other in items[begin:at]):
        return False
    if item.frames is not OPEN and "noun" not in item.frames and not (at > begin and at + 1 < len(items) and items[at + 1].role == "noun"):
        return False
    if not _OPEN_END.isdisjoint(map(ROLE, items[at:])):
        return False
    if any(map(RESULT, items[at + 1:])):
        return True
    listed = items[at + 1].role == "pause" if at + 1 < len(items) else False
    return len(items) - at > 3 and last.verb and items[-2].role in ("adverb", "ongoing") and (listed or not any(
        other.role in ("pause", "figure") for other in items[at:]))


def reports_of(items: list[Item], at: int, verb: int) -> bool:
    """Whether the clause says how things stand with what a phrase at `at` names: 同各国的交往有所增加, 对扩大就业具有重要意义."""
    last_de = max((index for index in range(at, verb) if items[index].role == "de"), default=at)
    if items[at].word[0] != "为" and any(other.verb and "result" in other.frames and "act" not in other.frames for other in items[last_de:verb]):
        return True
    if items[at].word[0] != "对":
        return False
    return any(other.verb and "state" in other.frames for other in items[verb + 1:]) or verb == len(items) - 1 and bool(
        items[verb].frames & {"result", "change", "turn"}) and "light" not in items[verb].frames          # 对人才的吸引力逐步增强


def nominal_event(items: list[Item], at: int, behind: int) -> bool:
    """Whether the verb at `at` behind a pivot only names what comes about: 推动景区运营制度创新, 推动园区提能升级, 组织学校教育教学."""
    if all(item.verb for item in items[at:]) and (items[at].frames is OPEN or "noun" in items[at].frames):
        return True
    if not items[at].frames & {"noun", "seldom"}:
        return False
    return items[at + 1].verb and "noun" in items[at + 1].frames or "seldom" in items[at].frames and items[-1].verb and "noun" in items[-1].frames and not any(
        item.before or item.role == "de" for item in items[behind:])


def one_event(items: list[Item], start: int, behind: int) -> bool:
    """Whether what follows a pivot is one event that it brings about, not somebody's deed: 推动遵义建设副中心取得更大成效, 推动A从…向…转变,
    支持以农场为主体的发展."""
    if any(other.word == "以" for other in items[start:behind]):
        return True
    result = next((index for index in range(behind, len(items)) if "result" in items[index].frames and "act" not in items[index].frames), None)
    return result is not None and all(other.role != "de" for other in items[result:]) or turns(items, start)


def turns(items: list[Item], start: int) -> bool:
    """Whether the clause ends in a turn: 由…向…转变, 要素向乡村流动."""
    return items[-1].verb and any(other.word == "向" for other in items[start + 1:-1]) \
        and ("turn" in items[-1].frames or any(other.word in ("从", "由") for other in items[start:-1]))


def in_progress(items: list[Item], at: int) -> bool:
    """Whether 在 says that the verb next to it goes on (村里还在谋划项目), not where or when something happens."""
    following = items[at + 1] if at + 1 < len(items) else None
    return following is not None and following.heads and "noun" not in following.frames and following.frames is not OPEN and has_object(items, at + 1) \
        and not any(other.role in ("place_word", "de") or other.word in _CLOSING for other in items[at + 2:]) and items[-1].word[-1] not in _PLACE_END


def moves_to(items: list[Item], at: int) -> bool:
    """Whether 到 with places goes before what is done there, without another object: 到喀什、伊宁等地调研."""
    return at + 2 < len(items) and items[at + 1].role in _PLACES and items[-1].heads and len(items[-1].word) == 2 \
        and all(other.role != "place_word" for other in items[at:])


def named_before_modal(items: list[Item], start: int, end: int) -> bool:
    """Whether a noun phrase stands right before the modal: it is who or what must do it (规划编制要兼顾需要, 财政政策要加力)."""
    return end < len(items) and items[end].role == "must" and items[end - 1].role in ("noun", "verb", "document", "programme") \
        and items[end - 1].word[-1] not in _PLACE_END and sum(item.size for item in items[start:end]) <= 12 \
        and not any(item.before and items[index + 1].role != "de" or item.role[:5] == "prep_" or item.role in ("time", "figure")
                    for index, item in enumerate(items[start:end], start))


def without_object(items: list[Item], at: int) -> bool:
    """Whether only adverbs and verbs stand behind a verb of purpose: it has no object of its own (确保平稳有序落地)."""
    rest = items[at + 1:]
    return len(rest) > 1 and items[at].word not in _AVOIDS and (rest[0].role == "adverb" or rest[0].tag[:1] == "a") \
        and "noun" not in rest[-1].frames and all(other.verb or other.role == "adverb" or other.tag[:1] == "a" for other in rest)
