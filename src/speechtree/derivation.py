"""Parse: the judged stream goes through the outline grammar. A tree that the grammar does not derive cannot come out."""

from __future__ import annotations

from typing import Any, ClassVar

from speechtree.grammar import Grammar
from speechtree.judge import Decision, SpeechPlan

Run = list["Event"]
"""The points of one series, in order."""


class Event:
    """A thin token of the judged stream: a speech, points, or the end of a series. Lark reads its type and position only.

    speech, points: what it stands for, if it stands for any. under: the series under the speech or the last of the points, in
    order, once they have been derived.
    """

    __slots__ = ("points", "speech", "type", "under")
    start_pos: ClassVar[None] = None
    end_pos: ClassVar[None] = None
    line: ClassVar[None] = None
    column: ClassVar[None] = None
    end_line: ClassVar[None] = None
    end_column: ClassVar[None] = None
    points: list[Decision]
    speech: SpeechPlan
    under: list[Run]

    def __init__(self, terminal: str) -> None:
        """A token of the outline grammar."""
        self.type, self.under = terminal, []


class Under:
    """The series under one speech or point while they are derived, the last one first."""

    __slots__ = ("runs",)

    def __init__(self, run: Run) -> None:
        """The last of them."""
        self.runs = [run]


def events(plans: list[SpeechPlan]) -> list[Event]:
    """The judged stream of a document."""
    stream: list[Event] = []
    close = Event("CLOSE")
    for plan in plans:
        speech = Event("SPEECH")
        speech.speech = plan
        stream.append(speech)
        depth = -1
        points: list[Decision] = []
        for decision in plan.decisions:
            if decision.depth == depth and not decision.opens:
                points.append(decision)
                continue
            stream += [close] * (depth - decision.depth + (decision.opens and depth >= decision.depth))
            event = Event("FIRST" if decision.opens else "NEXT")
            event.points = points = [decision]
            stream.append(event)
            depth = decision.depth
        stream += [close] * (depth + 1)
    return stream


class Derivations:
    """What Lark calls for each rule of the outline grammar that it has derived, with the parts of the rule.

    It keeps nothing, as one grammar serves all threads. What follows is derived first: lists grow from their ends.
    """

    @staticmethod
    def start(parts: list[Run]) -> Run:
        """The speeches, in order."""
        return parts[0][::-1]

    @staticmethod
    def speeches(parts: list[Any]) -> Run:
        """A speech, after those that follow it."""
        return _before(parts)

    @staticmethod
    def speech(parts: list[Any]) -> Event:
        """A speech with its series."""
        return _before(parts)[0]

    @staticmethod
    def under(parts: list[Any]) -> Under:
        """A series, after those that follow it."""
        if len(parts) == 1:
            return Under(parts[0])
        following: Under = parts[1]
        following.runs.append(parts[0])
        return following

    @staticmethod
    def series(parts: list[Any]) -> Run:
        """The points of a series, in order."""
        parts.pop()  # CLOSE
        return _before(parts)[::-1]

    @staticmethod
    def point(parts: list[Any]) -> Run:
        """Points with the series under the last one, after the points that follow them."""
        return _before(parts)


def _before(parts: list[Any]) -> Run:
    """A speech or points with what is under them, after those that follow."""
    event: Event = parts[0]
    if len(parts) == 1:
        return [event]
    if isinstance(parts[1], Under):
        under: Under = parts[1]
        event.under = under.runs[::-1]
    if not isinstance(parts[-1], list):
        return [event]
    following: Run = parts[-1]
    following.append(event)
    return following


def derive(plans: list[SpeechPlan], grammar: Grammar) -> Run:
    """The speeches, each with the series and points under it. The grammar has been loaded with `Derivations`."""
    speeches: Run = grammar.outline.parse(events(plans))  # type: ignore[assignment]
    return speeches
