"""The whole way: str → Source → [Candidate] → [Decision] → Lark tree → Document."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from hashlib import sha256
from itertools import count
from threading import Lock

from speechtree.build import build
from speechtree.derivation import Derivations, derive
from speechtree.diagnose import DOUBTFUL, Language, diagnose
from speechtree.grammar import Grammar, load_grammar
from speechtree.judge import Verdict, confidence_of, judge
from speechtree.made import made
from speechtree.models import SCHEMA_VERSION, Document, Place, SourceInfo
from speechtree.recognise import Candidate, recognise
from speechtree.source import Source
from speechtree.styles import Style


@lru_cache(maxsize=1)
def default_grammar() -> Grammar:
    """The grammar that ships with speechtree, loaded once."""
    return load_grammar(derivations=Derivations())


class _Pauses:
    """How many parses, in all threads, keep the collector paused, and whether it ran before the first of them."""

    def __init__(self) -> None:
        self.lock, self.running, self.restore = Lock(), 0, False


_PAUSES = _Pauses()


LONG = 10_000  # characters of a text whose tree is spared the collector's first walk too
EVERY = 16  # … but for every so many, which it walks as ever, so that it comes to the old objects in the end
_LONG_TEXTS = count(1)


@contextmanager
def collector_paused(length: int) -> Iterator[None]:
    """Keep the cyclic garbage collector from walking the growing tree again and again: nothing here makes cycles.

    Without it a text a hundred times as long takes two hundred times as long. The tree of a long text, `length` characters,
    is then put among the old objects at once, after what was young before it has been collected.
    """
    long = length >= LONG and not gc.get_freeze_count() and next(_LONG_TEXTS) % EVERY > 0
    if long:
        gc.collect(1)
    with _PAUSES.lock:
        _PAUSES.restore = _PAUSES.restore if _PAUSES.running else gc.isenabled()
        _PAUSES.running += 1
        gc.disable()
    try:
        yield
    finally:
        with _PAUSES.lock:
            _PAUSES.running -= 1
            if long:
                gc.freeze()
                gc.unfreeze()
            resume = gc.enable if _PAUSES.restore and not _PAUSES.running else gc.disable
            resume()


class Parser:
    """A parser with numbering styles of its own beside those of speechtree. Threads may share it, processes send it."""

    def __init__(self, grammar: str = "", styles: Iterable[Style] = (), *, language: Language = "en") -> None:
        """Load the grammars.

        grammar: Lark text that defines terminals and adds them with `%extend marker: MY_STYLE`.
        styles: one row for each of these terminals.
        language: that of the diagnostics, "en" or "zh".
        Raises GrammarError when they do not fit.
        """
        styles = tuple(styles)
        self.language: Language = language
        self._own = (grammar, styles)
        self.grammar: Grammar = load_grammar(grammar, styles, Derivations()) if grammar or styles else default_grammar()

    def __reduce__(self) -> tuple[Callable[..., Parser], tuple[str, tuple[Style, ...]]]:
        """What another process makes the same parser of."""
        return partial(Parser, language=self.language), self._own

    def parse(
        self,
        text: str,
        *,
        name: str | None = None,
        encoding: str | None = None,
        places: tuple[Place, ...] = (),
        keep_text: bool = False,
    ) -> Document:
        """The tree of a text: any string, never an error on content.

        name, encoding, places: where the text came from; they are kept in `Document.source`. keep_text: whether `Document.text`
        holds the text.
        """
        with collector_paused(len(text)):
            source, _, verdict = self.judge(text)
            preface, speeches = build(source, derive(verdict.speeches, self.grammar), verdict.lead_ins)
            return made(
                Document,
                {
                    "schema_version": SCHEMA_VERSION,
                    "source": made(SourceInfo, _origin(text, name, encoding, places)),
                    "preface": preface,
                    "speeches": speeches,
                    "diagnostics": diagnose(speeches, self.language, _doubtful(text, verdict)),
                    "text": text if keep_text else None,
                },
            )

    def judge(self, text: str) -> tuple[Source, list[Candidate], Verdict]:
        """The paragraphs, the candidates and the verdict on a text: what `parse` builds the tree from."""
        source = Source(text, self.grammar.line.match)
        candidates = recognise(source, self.grammar)
        return source, candidates, judge(source, candidates, self.grammar.line.match)


def _origin(text: str, name: str | None, encoding: str | None, places: tuple[Place, ...]) -> dict[str, object]:
    digest = sha256(text.encode("utf-8", "replace")).hexdigest()
    return {"name": name, "encoding": encoding, "length": len(text), "sha256": digest, "places": places}


def _doubtful(text: str, verdict: Verdict) -> list[tuple[tuple[int, int], str]]:
    """What may well be a marker and was left as prose."""
    spans = [
        (refusal.candidate.start, refusal.candidate.end)
        for refusal in verdict.refused
        if refusal.rival and confidence_of(refusal.lead) < DOUBTFUL
    ]
    return [(span, text[slice(*span)]) for span in spans]


def parse(text: str) -> Document:
    """The tree of a text: any string, never an error on content."""
    return Parser().parse(text)
