"""Explain: why each candidate is a point or prose, and why a point hangs where it hangs, in words for a linguist."""

from __future__ import annotations

from collections.abc import Iterator

from speechtree.judge import Decision, Refusal, SpeechPlan, Verdict, confidence_of
from speechtree.positions import Positions
from speechtree.recognise import Candidate, Place
from speechtree.source import Source

PLACES = {
    Place.LINE: "at the start of a paragraph",
    Place.SENTENCE: "at the start of a sentence",
    Place.CLAUSE: "at the start of a clause",
    Place.INNER: "inside a clause",
}
# The evidence of the judge at more length; what is not here speaks for itself.
PHRASES = {
    "next number": "its number comes next",
    "gap": "a number is missing between them",
    "number repeated": "the number is the same again",
    "out of order": "its number is lower than the one before",
    "mixed wording": "the wording differs, as it may in one series",
    "starts at one": "it starts at one",
    "starts late": "it starts after one, so its first members must be lost",
    "starts again": "a second series of this style here",
    "numbering runs on": "its numbers run on from a series under another point",
    "its sisters hold such a series": "earlier points of the series above hold such a series too",
    "style inside itself": "a point of this style stands above it already",
    "heading inside a body": "a heading of its own would hang under a point without one",
    "return": "the text would return to the outer point",
    "speaks of the whole": "its paragraph speaks of the whole speech",
    "as many as are announced are there": "the series has as many members as the words before it announce",
    "a series of one": "it leaves a series of one member behind",
    "misprinted level": "the next number of this series is due here and would be missing",
    "against the usual order": "against the usual order of styles",
    "refused": "no series takes it in without more doubt",
    "no second member": "no other member of its series is near",
    "inside a clause": "this style opens no point there",
    "an adverb": "an adverb here",
    "farewell": "takes leave or turns to the last topic",
    "aside": "in a summary, a note or a list of attachments",
    "enumeration": "the mark divides numerals: an enumeration",
}
AGAINST = 0.5  # evidence that costs this much speaks against a choice
AROUND = 8  # characters shown before and after a marker


def explain(source: Source, verdict: Verdict, file: str | None = None) -> str:
    """One line for each candidate of a text, and for the start of each speech and closing, in the order of the text.

    source, verdict: from `Parser.judge`. file: the name that each line starts with, if any.
    A line is `line:column: what it is: why`; lines and columns count from 1, columns in characters. The marker stands in
    ⟦ ⟧ between the words around it. Of a point the evidence for its place follows, the evidence against it with its weight
    (1 is a small oddity, 3 plainly unusual), the next best choice and how much more that costs, and the confidence.
    """
    return "".join(_Explanation(source, verdict, file).lines())


class _Explanation:
    def __init__(self, source: Source, verdict: Verdict, file: str | None) -> None:
        self.source, self.verdict = source, verdict
        self.before = f"{file}:" if file else ""
        self.positions = Positions(source.text)

    def lines(self) -> Iterator[str]:
        """All lines, in order; a speech comes before its first point."""
        entries = [(refusal.candidate.start, 1, self._refused(refusal)) for refusal in self.verdict.refused]
        for plan in self.verdict.speeches:
            entries.extend(self._speech(plan))
            entries.extend(self._taken(plan))
        for start, _, words in sorted(entries):
            yield f"{self.before}{self._position(start)}: {words}\n"

    def _position(self, offset: int) -> str:
        return "{}:{}".format(*self.positions.of(offset))

    def _speech(self, plan: SpeechPlan) -> Iterator[tuple[int, int, str]]:
        start, end = plan.title or (plan.start, plan.start)
        title = f" under its title: {self._words(start, end)}" if plan.title else ""
        yield start, 0, f"a speech starts{title}"
        if plan.closing >= 0:
            yield plan.closing, 0, f"the closing starts: {self._words(plan.closing, plan.closing + 2 * AROUND)}"

    def _taken(self, plan: SpeechPlan) -> Iterator[tuple[int, int, str]]:
        latest: dict[Decision | None, Decision] = {}
        for decision in plan.decisions:
            where = self._opens(decision) if decision.opens else f"follows {self._marker(latest[decision.parent])}"
            latest[decision.parent] = decision
            candidate = decision.candidate
            why = "; ".join((*self._weighed(decision), f"confidence {confidence_of(decision.weakest):.2f}"))
            yield candidate.start, 1, f"point {self._shown(candidate)} {where}: {why}"

    def _opens(self, decision: Decision) -> str:
        return f"opens a series under {self._marker(decision.parent)}" if decision.parent else "opens a series of heads"

    def _weighed(self, decision: Decision) -> Iterator[str]:
        """The evidence for and against, and the rival."""
        speaks_for = [PHRASES.get(what, what) for what, weight in decision.evidence if weight < AGAINST]
        against = [f"{PHRASES.get(what, what)} ({weight:.1f})" for what, weight in decision.evidence if weight >= AGAINST]
        yield "for: " + (", ".join(speaks_for) or "nothing")
        if against:
            yield "against: " + ", ".join(against)
        yield from self._rival(decision)

    def _rival(self, made: Decision | Refusal) -> Iterator[str]:
        """The next best choice; of a choice that only later evidence made the best, that too."""
        rival = made.rival
        if rival is None:
            if isinstance(made, Decision):
                yield "or else: nothing"
            return
        if rival.opens:
            what = f"a series under {self._marker(rival.parent)}" if rival.parent else "a series of heads"
        else:
            what = f"the one after {self._marker(rival.point)}" if rival.point else "prose"
        yield f"or else: {what} ({made.lead:+.1f})" + ("" if made.lead >= 0 else ", which what follows speaks against")

    def _refused(self, refusal: Refusal) -> str:
        why = "; ".join((PHRASES.get(refusal.reason, refusal.reason), *self._rival(refusal)))
        return f"prose {self._shown(refusal.candidate)}: {why}"

    def _marker(self, decision: Decision) -> str:
        candidate = decision.candidate
        return f"{self._words(candidate.start, candidate.end)} at {self._position(candidate.start)}"

    def _shown(self, candidate: Candidate) -> str:
        """The marker among the words around it, its style and its place."""
        first, last = self.source.starts[candidate.paragraph], self.source.ends[candidate.paragraph]
        before = self._words(max(candidate.start - AROUND, first), candidate.start)
        marker = self._words(candidate.start, candidate.end)
        after = self._words(candidate.end, min(candidate.end + AROUND, last))
        return f"{before}⟦{marker}⟧{after} ({candidate.style.name}, {PLACES[candidate.place]})"

    def _words(self, start: int, end: int) -> str:
        return " ".join(self.source.text[start:end].split())
