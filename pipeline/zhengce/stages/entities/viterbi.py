"""The best labelling of clauses by scores of tokens and of transitions: Viterbi, all stretches in step.

Most tokens can be no part of a name whatever stands around them. They are found first, by sums over the whole document (`outside`); only
the stretches between them are walked, and these are short: a step costs the same for one stretch as for many.

Labels are in order: `O`, then all `B-`, then in the same order all `I-`.
"""

from __future__ import annotations

from itertools import accumulate

import numpy as np

NEVER = -1e4
_ROUNDS = 4
"""How often `outside` looks again with what it knows of the neighbours."""
_SLACK = 0.05
"""More than rounding can make of a sum."""


class Decoder:
    """The transitions, in the parts that are asked for."""

    def __init__(self, transitions: np.ndarray):
        kinds = transitions.shape[0] // 2
        self._begin, self._inside = slice(1, 1 + kinds), slice(1 + kinds, 1 + 2 * kinds)
        _forbid(transitions, kinds)
        self._from_each = transitions[:, None, :].copy()
        self._into = np.ascontiguousarray(transitions.T)
        self._from_outside = transitions[0].copy()
        # At most gained by a name instead of `O`: where it begins and ends, behind and before `O` or anything.
        gained = transitions - transitions[:, :1]
        self._begins, self._begins_any = gained[0, self._begin], gained[:, self._begin].max(axis=0)
        lost = (transitions - transitions[0])[1:]
        self._ends, self._ends_any = lost[:, 0].max(), lost[:, :1 + kinds].max()
        going = np.maximum(np.diagonal(transitions[self._begin, self._inside]), np.diagonal(transitions[self._inside, self._inside]))
        self._goes = going - transitions[0, 0]

    def best(self, scores: np.ndarray, clauses: list[tuple[int, int]]) -> np.ndarray:
        """The label of each token in the best labelling of each clause (half-open ranges of tokens); 0 (`O`) outside them."""
        if not clauses:
            return np.zeros(len(scores), np.int64)
        lows, highs = np.array(clauses).T
        inside = ~self.outside(scores, lows, highs)
        edges = np.zeros(len(scores) + 1, bool)
        edges[lows] = edges[highs] = True
        before = np.concatenate([[False], inside, [False]])
        first = inside & (edges[:-1] | ~before[:-2])
        last = inside & (edges[1:] | ~before[2:])
        starts, ends = first.nonzero()[0], last.nonzero()[0]
        return self._walk(scores, starts, ends, edges)

    def outside(self, scores: np.ndarray, lows: np.ndarray, highs: np.ndarray) -> np.ndarray:
        """Which tokens are `O` in the best labelling of their clause, for certain (or stand in no clause).

        If every name that could cover a token costs more than `O` all along, the token is `O`. A name gains at most `begins` at its first
        token, `goes` at each later one, `ends` at its last; the dearest name over a token is a running maximum from either side.
        """
        size = len(scores)
        covered = np.zeros(size + 1, np.int64)
        covered[lows] += 1
        covered[highs] -= 1
        none = covered[:-1].cumsum() == 0
        # A label a row: a maximum over rows runs along the tokens, eight times as fast as one along each token's few labels.
        labels = np.ascontiguousarray(scores.T)
        outer, names = labels[0], labels[self._begin]
        behind_outside = (names + self._begins[:, None]).max(axis=0) - outer
        behind_any = (names + self._begins_any[:, None]).max(axis=0) - outer
        behind_nothing = names.take(lows, axis=1).max(axis=0) - outer[lows]
        goes = ((labels[self._inside] + self._goes[:, None]).max(axis=0) - outer).astype(np.float64)
        goes[lows] = NEVER
        total = goes.cumsum()
        certain = none
        for _ in range(_ROUNDS):
            begins = np.where(np.concatenate([[True], certain[:-1]]), behind_outside, behind_any)
            begins[lows] = behind_nothing
            ends = np.where(np.concatenate([certain[1:], [True]]), self._ends, self._ends_any)
            ends[highs - 1] = 0.0
            gain = np.maximum.accumulate(begins - total) + np.maximum.accumulate((total + ends)[::-1])[::-1]
            certain = none | (gain < -_SLACK)
        return certain

    def _walk(self, scores: np.ndarray, starts: np.ndarray, ends: np.ndarray, edges: np.ndarray) -> np.ndarray:
        """Viterbi over stretches (first and last tokens); beside one is `O`, or at an edge nothing.

        Scores are laid out step by step, longest stretch first, and become, in place, those of the best path to each label. Which label
        came before is asked once the path is known, for one label a stretch and not for all.
        """
        best = np.zeros(len(scores), np.int64)
        if not len(starts):
            return best
        order = np.argsort(starts - ends, kind="stable")
        starts, ends = starts[order], ends[order]
        lengths = ends - starts + 1
        alive = np.searchsorted(-lengths, -np.arange(lengths[0])).tolist()
        at = [0, *accumulate(alive)]
        places = np.concatenate([starts[:count] + step for step, count in enumerate(alive)])
        paths = scores.take(places, axis=0)
        paths[:at[1], self._inside] = NEVER
        paths[:at[1]] += np.where(edges[starts], 0, 1)[:, None] * self._from_outside
        for step in range(1, len(alive)):
            before = paths[at[step - 1]:at[step - 1] + alive[step]]
            # Laid out by the label before, the maximum runs over whole rows: eight times as fast.
            paths[at[step]:at[step + 1]] += np.maximum.reduce(np.add(before.T[:, :, None], self._from_each, order="C"), axis=0)
        finals = paths[np.array(at)[lengths - 1] + np.arange(len(starts))]
        label = (finals + np.where(edges[ends + 1], 0, 1)[:, None] * self._into[0]).argmax(axis=1)
        chosen = np.empty(len(places), np.int64)
        for step in range(len(alive) - 1, -1, -1):
            count, low = alive[step], at[step]
            if step + 1 < len(alive):
                longer = alive[step + 1]
                label[:longer] = (paths[low:low + longer] + self._into.take(label[:longer], axis=0)).argmax(axis=1)
            chosen[low:low + count] = label[:count]
        best[places] = chosen
        return best


def _forbid(transitions: np.ndarray, kinds: int) -> None:
    """No name begins in its middle: `I-` follows only `B-` or `I-` of its kind."""
    allowed = np.concatenate([np.zeros((1, kinds), bool), np.eye(kinds, dtype=bool), np.eye(kinds, dtype=bool)])
    transitions[:, 1 + kinds:][~allowed] = NEVER
