"""The one table of weights. A reading of a text costs the sum of what it assumes; the cheapest reading wins.

Costs of a reading are plain words, no fine numbers: how odd a thing is when it is seen. `benchmarks/fit.py` tries to move each
of them, and finds none that pays; it also scores every source of texts with what the others ask for. What makes a closing is
weighed apart, in numbers set by hand.
"""

from __future__ import annotations

from typing import Final

LITTLE: Final = 0.25
SMALL: Final = 0.5
ODD: Final = 1.0
MARKED: Final = 2.0
UNUSUAL: Final = 3.0
IMPOSSIBLE: Final = 6.0

# Continuing an open series
GAP: Final = ODD  # numbers are missing: lost in a page break
REPEATED: Final = MARKED  # the same number again: 一是 … 一是, or a misprint
EXCHANGED: Final = MARKED  # the number before: 一 三 二 四
OUT_OF_ORDER: Final = UNUSUAL  # a still lower one, among numbered line markers
ENOUGH: Final = UNUSUAL  # the series has as many members as its lead-in announces
DIVIDED: Final = MARKED  # an unnumbered heading, as high as the point's own, stands between
FAR_PARAGRAPH: Final = ODD  # a run-in series that leaves its paragraph, for each paragraph between
FAR_LIMIT: Final = UNUSUAL
INTO_PROSE: Final = ODD  # a series of line markers goes on inside a paragraph
INTO_LINES: Final = SMALL  # a series that began inside a paragraph goes on at the start of the next ones

# Another wording within one series: 首先 … 第二 … 第三点; 一是 … 第二; 一要 … 二是
MIXED: Final = SMALL  # within the first of these families
MIXED_MORE: Final = ODD  # within another one
FAMILIES: Final = (
    frozenset(("connective", "ordinal", "ordinal-measure")),
    frozenset(("connective", "ordinal", "ordinal-measure", "yi-ge-shi", "yi-shi", "qi-yi")),
    frozenset(("yi-shi", "yi-yao", "yi-verb")),
)

# Opening a series
FIRST: Final = LITTLE  # it starts at one
LOST_HEAD: Final = UNUSUAL  # it starts later, at a line marker
LOST_HEAD_RUN_IN: Final = UNUSUAL  # it starts later, inside a paragraph
RUNS_ON: Final = SMALL  # it starts later, where a sister's series under another parent ended (right outline, 5.1)
RETURN: Final = MARKED  # it hangs under an outer point although an inner one, worded, is open
RETURN_HEADING: Final = IMPOSSIBLE  # … although an inner one with a heading of its own, numbered, is open
RETURN_PHRASE: Final = -UNUSUAL  # … and a paragraph between returns in so many words
OUTGROWN: Final = -ODD  # … and the inner point is longer already than its sisters were
OUTGROWN_FAR: Final = -UNUSUAL  # … more than twice as long, or by a paragraph without a marker
SUMS_UP: Final = -LITTLE  # … which a paragraph between sums up
SPEAKS_OF_ALL: Final = UNUSUAL  # a series anywhere but at the first depth, after 最后，我再强调三点
RETURN_FLOOR: Final = -LITTLE
NEW_TURN: Final = UNUSUAL  # a worded series or point across a speaker's turn
SISTERS_HOLD: Final = -ODD  # an earlier point of the series above it holds such a series
RESTART: Final = ODD  # a second list under one parent, of the same style
SAME_INSIDE: Final = UNUSUAL  # a style inside itself
SAME_IN_LINE: Final = ODD  # … a run-in series in the point of a line marker of its style
HEADING_IN_BODY: Final = MARKED  # a heading on its own line inside a worded point that has none
AGAINST_ORDER: Final = ODD  # 一、 inside （一）, 第一， inside 一是: against the usual order

# Closing a series
LONE_RUN_IN: Final = UNUSUAL  # a run-in series of one

# Refusing a candidate
REFUSE_LINE_NUMBERED: Final = IMPOSSIBLE
REFUSE_LINE_WORDED: Final = UNUSUAL
REFUSE_LINE_CONNECTIVE: Final = ODD
REFUSE_CONNECTIVE: Final = ODD
REFUSE_SENTENCE: Final = UNUSUAL
REFUSE_CLAUSE: Final = UNUSUAL

# The search
BEAM: Final = 3  # readings kept alive
MARGIN: Final = IMPOSSIBLE  # a choice that costs this much is not considered
AHEAD: Final = MARKED  # a reading that costs this much more than the best one is dropped

# The closing: how much a paragraph is like one
ADDRESS: Final = 1.8  # 同志们，
FAREWELL: Final = 1.6  # 最后，祝大家  以上是我的发言
SUMMING: Final = 1.0  # 总之  以上这些
CALL: Final = 1.0  # 让我们
THANKS: Final = 1.5  # 谢谢大家  就讲这些
SUBMITS: Final = 1.8  # 请审议
STRIVING: Final = 0.8  # 而努力奋斗
HOPING: Final = 0.6  # 希望大家
MOST_APPEAL: Final = 2.2  # all appeals of a paragraph together
EXCLAIMED: Final = 0.4  # it ends with ！
THANKED_AFTER: Final = 0.8  # thanks alone stand after it
LAST_WORDS: Final = 0.6  # it is the last paragraph
NEARLY_LAST: Final = 0.3  # it is one of the last three
NEXT_SHARE: Final = 0.5  # what a salutation on its own line takes from the paragraph after it
GOES_ON: Final = 0.3  # what a paragraph after it takes away that goes on with the subject
WARM: Final = 0.5  # a paragraph below this goes on with the subject
CLOSING: Final = 1.7  # this makes a closing
HOLDING: Final = 3.5  # this makes one of a paragraph that holds a series
NEAR: Final = 1.5  # an earlier paragraph this close to the best one is its start

# Confidence: CERTAIN - DOUBT * exp(-lead / DOUBT_SCALE), set by benchmarks/calibrate.py
CERTAIN: Final = 0.992
DOUBT: Final = 0.06
DOUBT_SCALE: Final = 1.5
