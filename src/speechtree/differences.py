"""What became of the points of one outline in another: which came, went, moved, were renamed or renumbered.

Points are matched as trees are in GumTree (Falleri et al., 2014, "Fine-grained and accurate source code differencing"): first
those that their own words tell, then a point by the points under it, then what is left side by side by how alike it is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

from speechtree.models import Document, Passage, Point
from speechtree.walking import Located, walk

Kind = Literal["added", "removed", "moved", "renamed", "renumbered"]

ALIKE: Final = 0.5  # difflib calls words close from 0.6 on; but titles are short, and two words of four may change
KEPT: Final = 0.75  # where the title has nothing of the old one, most of the words under it must be as they were
COMPARED: Final = 60  # characters of words that are compared
NEAR: Final = 8  # how far apart points side by side are compared: what keeps the cost linear


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one point.

    kinds: one or more. before, after: the point where it stands in either outline, None where it does not.
    """

    kinds: tuple[Kind, ...]
    before: Located | None
    after: Located | None


def diff(before: Document, after: Document) -> list[Change]:
    """What became of the points of one outline in another.

    A point is *moved* when it stands under another point, in another speech, or on the other side of points beside it;
    *renamed* when its title has other words; *renumbered* when its marker has. Words that stand in no title do not count.
    Guaranteed: a point of either outline is in at most one change, and one that is in none stands in both, unchanged. The
    points of the second outline come first, in the order of its text, then those that were removed. A point of which too
    little is left (title, words and points under it) counts as removed and added.
    The cost grows as the number of points does.
    """
    old, new = _entries(before), _entries(after)
    _match(old, new)
    moved = _moved(old)
    changes = [_change(entry, moved) for entry in new if entry.located]
    removed = [Change(("removed",), entry.located, None) for entry in old if entry.located and not entry.partner]
    return [change for change in changes if change.kinds] + removed


class _Entry:
    """A point, a speech or, above all of them, the document, while its partner in the other outline is looked for."""

    def __init__(self, parent: _Entry | None, title: str, located: Located | None = None) -> None:
        self.parent, self.title, self.located = parent, title, located
        self.content = _words(located.point) if located else ""
        self.path: tuple[object, ...] = (parent and parent.path, title)
        self.partner: _Entry | None = None
        self.inside: list[_Entry] = []
        self.place = len(parent.inside) if parent else 0
        if parent:
            parent.inside.append(self)

    def meets(self, other: _Entry) -> None:
        """The two are one."""
        self.partner, other.partner = other, self


def _words(point: Point) -> str:
    """What stands in a point and in none of those under it, the title apart."""
    return "\n".join([block.text for block in point.content if isinstance(block, Passage)])


def _entries(document: Document) -> list[_Entry]:
    """The document, its speeches, its points, each before those inside it."""
    root = _Entry(None, "")
    speeches = [_Entry(root, speech.title.text if speech.title else "") for speech in document.speeches]
    points: list[_Entry] = []
    line: list[_Entry] = []
    for located in walk(document):
        line[located.depth - 1 :] = []
        parent = line[-1] if line else speeches[located.number - 1] if located.number else root
        line.append(_Entry(parent, located.point.title.text, located))
        points.append(line[-1])
    return [root, *speeches, *points]


def _match(old: list[_Entry], new: list[_Entry]) -> None:
    """Find the partners."""
    old[0].meets(new[0])
    for key in (_place_and_words, _all_words, _place, _title):
        _match_by(key, old, new)
    for entry in reversed(old):
        _match_by_inside(entry)
    for entry in old:
        if entry.partner:
            _match_inside(entry, entry.partner)


def _place_and_words(entry: _Entry) -> Hashable:
    return (entry.path, entry.content)


def _all_words(entry: _Entry) -> Hashable:
    return (entry.title, entry.content) if entry.title or entry.content else None


def _place(entry: _Entry) -> Hashable:
    return entry.path if entry.title else None


def _title(entry: _Entry) -> Hashable:
    return entry.title or None


def _match_by(key: Callable[[_Entry], Hashable], old: list[_Entry], new: list[_Entry]) -> None:
    """Match the points of one key, in order, where either outline has as many of them. None is no key."""
    groups: defaultdict[Hashable, tuple[list[_Entry], list[_Entry]]] = defaultdict(lambda: ([], []))
    for side, entries in enumerate((old, new)):
        for entry in entries:
            if entry.located and not entry.partner and (name := key(entry)) is not None:
                groups[name][side].append(entry)
    for ours, theirs in groups.values():
        if len(ours) == len(theirs):
            for one, other in zip(ours, theirs, strict=True):
                one.meets(other)


def _match_by_inside(entry: _Entry) -> None:
    """Match with the one in which most of what is inside has its partners."""
    if entry.partner:
        return
    parents = [inner.partner.parent for inner in entry.inside if inner.partner]
    votes = Counter(parent for parent in parents if parent and not parent.partner and _same_sort(entry, parent))
    if votes:
        entry.meets(votes.most_common(1)[0][0])


def _same_sort(one: _Entry, other: _Entry) -> bool:
    """Whether both are points, or neither is."""
    return bool(one.located) == bool(other.located)


def _match_inside(one: _Entry, other: _Entry) -> None:
    """Match what is left inside two that have met, the most alike first; speeches, in the end, by their order."""
    ours = [entry for entry in one.inside if not entry.partner]
    theirs = [entry for entry in other.inside if not entry.partner]
    pairs = [
        (-likeness, abs(at - near), at, near)
        for at, entry in enumerate(ours)
        for near in range(max(0, at - NEAR), min(len(theirs), at + NEAR + 1))
        if (likeness := _likeness(entry, theirs[near]))
    ]
    for _, _, at, near in sorted(pairs):
        if not ours[at].partner and not theirs[near].partner:
            ours[at].meets(theirs[near])
    speeches = [[entry for entry in side if not entry.located and not entry.partner] for side in (ours, theirs)]
    for left, right in zip(*speeches, strict=False):
        left.meets(right)


def _likeness(one: _Entry, other: _Entry) -> float:
    """Of the titles or of the words under them, from 0 to 1."""
    return max(_ratio(one.title, other.title, ALIKE), _ratio(one.content, other.content, KEPT))


def _ratio(one: str, other: str, least: float) -> float:
    """How much two words have in common; 0 when it is less than the least, or one is empty."""
    if not one or not other:
        return 0.0
    matcher = SequenceMatcher(None, one[:COMPARED], other[:COMPARED], autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= least else 0.0


def _moved(old: list[_Entry]) -> set[_Entry]:
    """The entries, of the second outline, that have moved."""
    moved = set()
    for entry in old:
        partners = [inner.partner for inner in entry.inside if inner.partner]
        stayed = [partner for partner in partners if partner.parent is entry.partner]
        moved |= set(partners) - set(_in_order(stayed))
    return moved


def _in_order(entries: list[_Entry]) -> list[_Entry]:
    """As many of them as can be taken whose places grow (patience sorting)."""
    places: list[int] = []  # for each length, the smallest place that so many can end with
    tops: list[_Entry] = []  # who stands there
    before: dict[_Entry, _Entry | None] = {}
    for entry in entries:
        at = bisect_left(places, entry.place)
        before[entry] = tops[at - 1] if at else None
        places[at : at + 1], tops[at : at + 1] = [entry.place], [entry]
    taken = []
    top = tops[-1] if tops else None
    while top:
        taken.append(top)
        top = before[top]
    return taken


def _change(entry: _Entry, moved: set[_Entry]) -> Change:
    """What happened to a point of the second outline."""
    before, after = entry.partner and entry.partner.located, entry.located
    if not before or not after:
        return Change(("added",), None, after)
    happened: dict[Kind, bool] = {
        "moved": entry in moved,
        "renamed": before.point.title.text != after.point.title.text,
        "renumbered": before.point.marker.text != after.point.marker.text,
    }
    return Change(tuple(kind for kind, true in happened.items() if true), before, after)
