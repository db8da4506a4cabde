"""Sentences: `。！？；` and line ends split, outside quotation marks and brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

_OPEN, _CLOSE = "“‘（《〈〔［【「『[", "”’）》〉〕］】」』]"
_MARK = re.compile(rf"[{re.escape(_OPEN + _CLOSE)}。！？；.](?:(?<!\.)|(?<=[^\d\W]\.)(?=\s|$))")
_SPLIT = "。！？；."


def find_sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of normalized text, without the white space around them.

    A closing quote or bracket stays with the sentence that ends inside it; an unclosed quote or bracket protects only to the
    line end.

    >>> text = "他说：“好。再来！”大家都去。增长5.2%；下降（不含；等）2%"
    >>> [text[start:end] for start, end in find_sentences(text)]
    ['他说：“好。再来！”', '大家都去。', '增长5.2%；', '下降（不含；等）2%']
    """
    spans = []
    offset = 0
    for line in text.split("\n"):
        for start, end in _split_line(line):
            body = line[start:end]
            start += len(body) - len(body.lstrip())
            end -= len(body) - len(body.rstrip())
            if start < end:
                spans.append((offset + start, offset + end))
        offset += len(line) + 1
    return spans


def _split_line(line: str) -> Iterator[tuple[int, int]]:
    depth = start = 0
    previous = ""
    marks = list(_MARK.finditer(line))
    for index, match in enumerate(marks):
        mark = match[0]
        if mark in _OPEN:
            depth += 1
        elif mark in _CLOSE:
            depth = max(0, depth - 1)
            # 。” ends a sentence, ， may follow and then does not.
            if depth == 0 and previous and previous in _SPLIT and marks[index - 1].end() == match.start():
                if line[match.end():match.end() + 1] not in "，、：":
                    yield start, match.end()
                    start = match.end()
        elif depth == 0:
            following = marks[index + 1] if index + 1 < len(marks) else None
            if not (following and following.start() == match.end() and following[0] in _CLOSE):
                yield start, match.end()
                start = match.end()
        previous = mark
    if start < len(line):
        yield start, len(line)
