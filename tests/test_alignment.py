"""Offsets survive any normalization: any Unicode in, every span maps back."""

from hypothesis import given, settings
from hypothesis import strategies as st

from zhengce.text.alignment import Alignment, Edit
from zhengce.text.normalize import normalize

TEXT = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("０１２3，,：:（(）) 　\n\u200b亩㎡ﬁ％%①。万")), max_size=60)


@st.composite
def edited(draw):
    """A text and sorted, disjoint edits of it."""
    text = draw(TEXT)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    edits = [Edit(start, end, draw(st.text(max_size=3))) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    return text, edits


@settings(max_examples=200, deadline=None)
@given(edited(), st.data())
def test_every_span_maps_into_the_source(case, data):
    source, edits = case
    aligned = Alignment(source, edits)
    start = data.draw(st.integers(0, len(aligned.text)))
    end = data.draw(st.integers(start, len(aligned.text)))
    low, high = aligned.source_span(start, end)
    assert 0 <= low <= high <= len(source)
    assert (low, high) <= aligned.source_span(start, len(aligned.text)) or start == end


@settings(max_examples=200, deadline=None)
@given(TEXT, st.data())
def test_normalized_spans_map_back_and_nest(source, data):
    aligned = normalize(source)
    end = data.draw(st.integers(0, len(aligned.text)))
    start = data.draw(st.integers(0, end))
    low, high = aligned.source_span(start, end)
    outer = aligned.source_span(0, len(aligned.text))
    assert outer[0] <= low <= high <= outer[1] <= len(source)
    assert normalize(source[low:high]).text == "" or start < end or low == high


@settings(max_examples=200, deadline=None)
@given(TEXT)
def test_normalization_is_idempotent(source):
    once = normalize(source).text
    assert normalize(once).text == once


@settings(max_examples=100, deadline=None)
@given(edited())
def test_steps_compose(case):
    source, edits = case
    first = Alignment(source, edits)
    second = first.then([Edit(0, 1, "")] if first.text else [])
    assert second.source == source
    if second.text:
        assert second.source_span(0, len(second.text)) == first.source_span(len(first.text) - len(second.text), len(first.text))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_many_spans_at_once_map_as_each_does(data):
    source, edits = data.draw(edited())
    aligned = Alignment(source, edits)
    for _ in range(data.draw(st.integers(0, 2))):
        cuts = sorted(data.draw(st.lists(st.integers(0, len(aligned.text)), max_size=6, unique=True)))
        aligned = aligned.then([Edit(start, end, data.draw(st.text(max_size=3))) for start, end in zip(cuts[::2], cuts[1::2], strict=False)])
    size = len(aligned.text)
    spans = [(start, end) for start in range(size + 1) for end in (start + 1, start + 4) if end <= size]
    assert aligned.source_spans(spans) == [aligned.source_span(*span) for span in spans]
