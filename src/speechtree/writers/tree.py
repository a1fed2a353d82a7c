"""The outline as a tree that a person reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Final

from speechtree.diagnose import Language
from speechtree.models import Block, Diagnostic, Document, Passage, Point, Speech, points_of
from speechtree.walking import point_at
from speechtree.writers.entries import columns_of, first_words, gap, seen, untitled, without_title
from speechtree.writers.folding import fold
from speechtree.writers.words import WORDS

BOLD: Final = "1"
DIM: Final = "2"
PLAIN: Final = ""
LEAST: Final = 12  # columns that a title has at any depth, even if the line grows too long for the terminal

Found = dict[int | None, list[Diagnostic]]  # by where the point that they stand in starts; None: in no point


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of the tree and what hangs under it: a sign (a marker, "…" for an aside) and words, each in its ink."""

    sign: str
    words: str
    sign_ink: str = DIM
    words_ink: str = PLAIN
    branches: tuple[Branch, ...] = ()


def write_tree(
    document: Document,
    *,
    width: int | None = None,
    colour: bool = False,
    file: str | None = None,
    depth: int | None = None,
    heads: bool = False,
    findings: Sequence[Diagnostic] = (),
    language: Language = "en",
) -> str:
    """The speeches of a document with their points, one line each; every line ends with a line break.

    width: the columns of the terminal, to which titles are folded; without it each stands on one line.
    colour: whether to paint with ANSI escape sequences: markers dimmed, titles of speeches and heads bold.
    file: what to call the file; its name is then the root of the tree, otherwise each speech is one.
    depth: how deep to go: with 1 as far as the heads. heads: leave out whatever is no head: preface, openings, closings and
    their points, findings.
    findings: those of the document's diagnostics that are to stand under the points that they are about.
    language: of the words that are not the text's.
    """
    tree = _Tree(1 if heads else depth, bare=heads, found={} if heads else _found(document, findings), language=language)
    branches = tuple(tree.document(document))
    if file is not None:
        branches = (Branch("", seen(file), words_ink=BOLD, branches=branches),)
    lines: list[str] = []
    for branch in branches:
        if lines and branch.branches:
            lines.append("")
        lines.extend(_lines(branch, "", "", width, colour=colour))
    return "".join(line + "\n" for line in lines)


def _found(document: Document, findings: Iterable[Diagnostic]) -> Found:
    found: Found = {}
    for one in findings:
        located = point_at(document, one.span[0])
        found.setdefault(located and located.point.span[0], []).append(one)
    return found


@dataclass(frozen=True, slots=True)
class _Tree:
    """What is drawn of a document. limit: the depth of the last points; bare: points alone."""

    limit: int | None
    bare: bool
    found: Found
    language: Language

    def document(self, document: Document) -> Iterator[Branch]:
        """The preface, then the speeches."""
        yield from self.asides("preface", document.preface)
        for speech in document.speeches:
            yield self.speech(speech)

    def speech(self, speech: Speech) -> Branch:
        """A speech without a title has the first words of its opening, which do not stand under it once more."""
        opening, body = without_title(speech, speech.opening), without_title(speech, speech.body)
        before = self.asides("opening", opening) if speech.title or points_of(opening) else ()
        branches = (*self.stray(speech), *before, *self.points(body, 1), *self.asides("closing", speech.closing))
        if not (points_of(body) if self.bare else speech.points):
            branches = (*branches, Branch("…", WORDS[self.language]["pointless"], DIM, DIM))
        if speech.title:
            return Branch("", seen(speech.title.text), words_ink=BOLD, branches=branches)
        return Branch("", untitled(speech, self.language), words_ink=DIM, branches=branches)

    def stray(self, speech: Speech) -> Iterator[Branch]:
        """The findings of a speech that stand in no point."""
        start, end = speech.span
        return (self.finding(one) for one in self.found.get(None, ()) if start <= one.span[0] < end)

    def finding(self, one: Diagnostic) -> Branch:
        """What is wrong with a point."""
        return Branch("!", seen(f"{WORDS[self.language][one.severity]} {one.code} {one.message}"), DIM, DIM)

    def asides(self, name: str, blocks: Sequence[Block]) -> Iterator[Branch]:
        """What stands beside the points: its first words, and points of its own if it has any."""
        if blocks and not self.bare:
            words = WORDS[self.language][name] + first_words(blocks)
            yield Branch("…", words, DIM, DIM, tuple(self.points(blocks, 1)))

    def points(self, blocks: Iterable[Block], depth: int) -> Iterator[Branch]:
        """The points of all series among blocks."""
        if self.limit is None or depth <= self.limit:
            yield from (self.point(point, depth) for point in points_of(iter(blocks)))

    def point(self, point: Point, depth: int) -> Branch:
        """A point with what is wrong with it and what hangs under it."""
        marker = seen(point.marker.text)
        findings = map(self.finding, self.found.get(point.span[0], ()))
        branches = (*findings, *self.points(point.content, depth + 1))
        if point.title.text:
            return Branch(marker, seen(point.title.text), DIM, BOLD if depth == 1 else PLAIN, branches)
        words = first_words([block for block in point.content if isinstance(block, Passage)])
        return Branch(marker, words and "… " + words, DIM, DIM, branches)


def _lines(branch: Branch, guide: str, below: str, width: int | None, *, colour: bool) -> Iterator[str]:
    """The lines of a branch and of what hangs under it. guide: what its first line starts with; below: all others."""
    sign = branch.sign + gap(branch.sign, branch.words)
    columns = columns_of(sign)
    folded = [branch.words] if width is None else fold(branch.words, max(width - columns_of(guide) - columns, LEAST))
    hanging = f"{below}{'│' if branch.branches and sign else ''}".ljust(len(below) + columns)
    for number, words in enumerate(folded):
        start = [(DIM, hanging)] if number else [(DIM, guide), (branch.sign_ink, sign)]
        yield _painted([*start, (branch.words_ink, words.rstrip() if width else words)], colour=colour)
    for inner in branch.branches:
        last = inner is branch.branches[-1]
        yield from _lines(inner, below + ("└─ " if last else "├─ "), below + ("   " if last else "│  "), width, colour=colour)


def _painted(parts: Iterable[tuple[str, str]], *, colour: bool) -> str:
    """Words in their inks; those in one ink that stand side by side are painted together."""
    runs = (
        (ink, "".join(words for _, words in run)) for ink, run in groupby((one for one in parts if one[1]), key=itemgetter(0))
    )
    return "".join(f"\x1b[{ink}m{words}\x1b[0m" if colour and ink else words for ink, words in runs)
