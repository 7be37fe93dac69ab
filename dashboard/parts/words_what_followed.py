"""What the words of What followed mean, and what data of this kind cannot say."""

from __future__ import annotations

MEANT = """
- A **bad period** is a closed target period under {below:.0f} % of target (a setting). Periods in leave or
  ramp, or with a change of territory or quota, are left out.
- Its **answer** is the first note after it, within the first half of the next period (a setting); of several
  on that day the strongest. What was written later may already answer what came next.
- **Naive**: the next period minus the bad one. **Comes of itself**: what a dip of this depth is followed by
  without a note, learnt from other reps.
- **Honest**: the difference between reps of the *same leader* whose period was equally bad, with the same
  level before it and the same tenure, against what others reached at that time. An answer is compared with no
  note; a pair with each other.
- **95 % interval**: made by leaving out one leader after the other, since reps of one leader are alike. Few
  leaders make it wide.
- **Helped** or **harmed** is said of one comparison alone, and only where its interval leaves out zero and
all
  of the above holds. Of forty comparisons two would look like a finding by chance.
"""

UNTESTABLE = """
**What this cannot test:**

- Whether leaders say “do more” to the reps whom they already expect to do badly, or well, for reasons that no
  file holds. Equally bad on paper may not be equally bad.
- What was said and not written.
- Whether a rep who left would have come back up.
- Anything that comes later than the next period.
"""
