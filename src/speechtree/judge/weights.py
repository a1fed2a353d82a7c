"""The one table of weights. A reading of a text costs the sum of what it assumes; the cheapest reading wins.

Costs are in units of roughly one bit of surprise per point: 1 is a small oddity, 3 plainly unusual, 6 all but impossible.
"""

from __future__ import annotations

from typing import Final

# Continuing an open series
GAP: Final = 1.2  # one number is missing: lost in a page break
GAP_MORE: Final = 0.4  # each further one
REPEATED: Final = 1.5  # the same number again: 一是 … 一是, or a misprint
MIXED: Final = 0.6  # another wording of the same family: 首先 … 第二
MISPRINT: Final = 1.0  # the next number in another style: 三、 for （三）
FAR_PARAGRAPH: Final = 0.8  # a run-in series that leaves its paragraph, for each paragraph between
FAR_LIMIT: Final = 4.0
INTO_PROSE: Final = 1.2  # a series of line markers goes on inside a paragraph (worded)
INTO_PROSE_NUMBERED: Final = 4.0  # the same for 一、 or 1.
INTO_LINES: Final = 0.4  # a series that began inside a paragraph goes on at the start of the next ones

# How readily one series mixes two wordings; pairs that are not here do not mix
MIXES: Final[dict[frozenset[str], float]] = {
    frozenset(pair): cost
    for pair, cost in {
        ("connective", "ordinal"): 0.3,
        ("connective", "ordinal-measure"): 0.3,
        ("ordinal", "ordinal-measure"): 0.5,
        ("ordinal-measure", "ordinal-measure"): 0.5,
        ("yi-ge-shi", "ordinal-measure"): 0.4,
        ("yi-ge-shi", "connective"): 1.0,
        ("yi-ge-shi", "ordinal"): 0.8,
        ("yi-ge-shi", "yi-shi"): 1.0,
        ("yi-shi", "ordinal"): 1.2,
        ("yi-shi", "ordinal-measure"): 1.2,
        ("yi-shi", "connective"): 1.2,
        ("yi-shi", "yi-yao"): 1.5,
        ("yi-yao", "yi-verb"): 1.5,
        ("qi-yi", "ordinal"): 1.2,
        ("qi-yi", "connective"): 1.2,
    }.items()
}

# Opening a series
FIRST: Final = 0.2  # it starts at one
LOST_HEAD: Final = 2.5  # it starts later, at a line marker
LOST_HEAD_RUN_IN: Final = 4.0  # it starts later, inside a paragraph
RUNS_ON: Final = 0.6  # it starts later, where a sister's series under another parent ended (right outline, 5.1)
RETURN: Final = 2.5  # it hangs under an outer point although an inner one, worded, is open
RETURN_HEADING: Final = 5.0  # … although an inner one with a heading of its own, numbered, is open
RETURN_RUN_IN: Final = 0.4  # … although a run-in one is open
RETURN_PHRASE: Final = -2.2  # … and a paragraph between returns in so many words
OUTGROWN: Final = -1.6  # … and the inner point is longer already than its sisters were
OUTGROWN_FAR: Final = -2.8  # … more than twice as long, or by a paragraph without a marker
SUMS_UP: Final = -0.3  # … which a paragraph between sums up
SPEAKS_OF_ALL: Final = 4.0  # a series anywhere but at the first depth, after 最后，我再强调三点
RETURN_FLOOR: Final = -0.5
NEW_TURN: Final = 4.0  # a worded series or point across a speaker's turn
SISTERS_HOLD: Final = -0.8  # an earlier point of the series above it holds such a series
RESTART: Final = 0.9  # a second list under one parent, of the same style
SAME_INSIDE: Final = 3.5  # a style inside itself
SAME_IN_LINE: Final = 1.6  # … a run-in series in the point of a line marker of its style
HEADING_IN_BODY: Final = 1.5  # a heading on its own line inside a worded point that has none
AGAINST_ORDER: Final = 1.2  # 一、 inside （一）, 第一， inside 一是: against the usual order

# Closing a series
LONE_RUN_IN: Final = 4.0  # a run-in series of one
LONE_LINE: Final = 0.3  # a series of line markers of one

# Refusing a candidate
REFUSE_LINE_NUMBERED: Final = 7.0
REFUSE_LINE_WORDED: Final = 4.0
REFUSE_LINE_CONNECTIVE: Final = 2.0
REFUSE_CONNECTIVE: Final = 1.0
REFUSE_SENTENCE: Final = 3.0
REFUSE_CLAUSE: Final = 2.2
REFUSE_INNER: Final = 1.5

# The search
BEAM: Final = 3  # readings kept alive
MARGIN: Final = 6.0  # a further member that costs this much is not considered
TOO_FAR: Final = 8.0  # … nor an opening that costs this much
AHEAD: Final = 3.0  # a reading that costs this much more than the best one is dropped

# Confidence: CERTAIN - DOUBT * exp(-lead / DOUBT_SCALE), set by benchmarks/calibrate.py
CERTAIN: Final = 0.992
DOUBT: Final = 0.08
DOUBT_SCALE: Final = 1.75
