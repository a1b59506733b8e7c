"""What ends a sentence, marks a quotation or is an East Asian letter, one meaning for all stages.

`OPENING`, `CLOSING` and `EAST_ASIAN` are made to stand between the brackets of a regular expression.
A mark that one language opens with closes in another (“ and »), so most marks are in both.
"""

from __future__ import annotations

STOPS = ".!?…"  # end a sentence before white space
UNSPACED_STOPS = "。！？"  # end a sentence wherever they stand
DOUBLE_MARKS = '"“”„‟«»‹›「」『』'
SINGLE_MARKS = "'‘’‚‛"
OPENING = "\"“”„‟«»‹›「『'‘‚‛" + r"(（\[［【"
CLOSING = "\"“”«»‹›」』'‘’" + r")）\]］】"
EAST_ASIAN = "\u2e80-\ud7af\uf900-\ufaff"  # scripts without spaces between words, Hangul included
