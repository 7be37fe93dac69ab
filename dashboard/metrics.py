"""Each metric once: cards, axes, help texts, findings and the Definitions page read it here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Metric:
    """`direction` says which way is better: "up", "down" or "none"; `query` makes the number."""

    name: str
    label: str
    unit: str
    direction: str
    meaning: str
    query: str

    @property
    def axis(self) -> str:
        """The label with its unit, for an axis or a column."""
        return f"{self.label}, {self.unit}" if self.unit else self.label


METRICS = {
    metric.name: metric
    for metric in (
        Metric(
            "shortfalls",
            "Shortfalls",
            "",
            "none",
            "A rep's run of weeks behind target, pace or their own level; weeks with a gap of one week "
            "between them are one run.",
            "team_health__shortfalls",
        ),
        Metric(
            "behind_attainment",
            "Behind by attainment",
            "rep-weeks",
            "none",
            "Quota reached is under 90 % of pace. Pace is what the whole organisation had reached by "
            "that share of a period, in its closed periods of the same length; with fewer than four "
            "of them only closed periods count. A reading holds until the next one; a figure without "
            "a date counts from the day after its period.",
            "do_more__weeks",
        ),
        Metric(
            "behind_activity",
            "Behind by calls, e-mails or meetings",
            "rep-weeks",
            "none",
            "Each kind alone: the last four full weeks are under 80 % of target or, without a target, "
            "under 80 % of the rep's own twelve weeks before those, and by more than the spread of "
            "these twelve explains (Student's t, one-sided, 5 %). A week is full when its Friday is "
            "over. Holiday, leave and ramp weeks drop out; with fewer than six usable weeks it is "
            "unknown. In leave and ramp weeks nobody is behind by anything.",
            "do_more__weeks",
        ),
        Metric(
            "share_replaced",
            "Replaced",
            "% of notes",
            "down",
            "Coaching notes that press for more or wave away, while nobody asked or heard what stands in "
            "the way, out of all coaching notes read. Only notes of which the reader is sure count; the "
            "others are called perhaps.",
            "team_health__weeks",
        ),
        Metric(
            "share_shortfalls_replaced",
            "Answered with do more",
            "% of shortfalls",
            "down",
            "Shortfalls whose best answer in any note, from the first day to 14 days after the end, was "
            "surely do more or waved away; out of all shortfalls, those without a note included.",
            "team_health__shortfalls",
        ),
        Metric(
            "count_unanswered",
            "No note at all",
            "shortfalls",
            "down",
            "Shortfalls about which no coaching note was written from the first day to 14 days after the "
            "end.",
            "team_health__answers",
        ),
        Metric(
            "share_heard",
            "Heard",
            "% of notes",
            "up",
            "Coaching notes that name an obstacle, a goal, a feeling or how the rep's work goes, and "
            "neither press nor wave "
            "away; out of all coaching notes read.",
            "team_health__understanding",
        ),
        Metric(
            "touches",
            "Touches a rep",
            "a week",
            "none",
            "Calls, e-mails and meetings logged, divided by the reps who worked that week; leave, ramp "
            "and holiday weeks drop out.",
            "team_health__weeks",
        ),
        Metric(
            "activity_change",
            "Activity",
            "change from own level",
            "none",
            "Calls, e-mails and meetings of a period against what the same reps logged on average in the "
            "twelve weeks before "
            "each week.",
            "team_health__contrast",
        ),
        Metric(
            "median_words",
            "Words a note",
            "median",
            "none",
            "Length of the coaching notes read: short notes show less of anything, so compare like lengths.",
            "team_health__contrast",
        ),
        Metric(
            "open_obstacles",
            "Open obstacles",
            "",
            "down",
            "Things that stand in a rep's way, named in a note or check-in less than 60 days before, and "
            "not acted on, followed up or closed since.",
            "team_health__obstacles",
        ),
        Metric(
            "weeks_since_heard",
            "Weeks since heard",
            "",
            "down",
            "Full weeks since a coaching note about the rep was heard, or heard and acted; empty where "
            "none ever was.",
            "team_health__not_heard",
        ),
        Metric(
            "replaced_though_known",
            "Replaced though known",
            "shortfalls",
            "down",
            "Shortfalls answered with do more although an obstacle of the rep had been named in the 42 "
            "days before.",
            "do_more__shortfalls",
        ),
        Metric(
            "repaired",
            "Heard later",
            "shortfalls",
            "up",
            "A shortfall answered with do more, and a later note within 21 days that heard the rep; "
            "before 21 days have passed "
            "it is too early to say.",
            "do_more__shortfalls",
        ),
        Metric(
            "pressed_on_target",
            "Pressed on target",
            "notes",
            "down",
            "Coaching notes that press or wave away although the rep stood at 100 % of pace or more.",
            "do_more__pressed",
        ),
        Metric(
            "later_mention",
            "Later note",
            "",
            "none",
            "The first later note about the rep that mentions what a note said would be done: one of its "
            "sentences shares two words of four letters or more with it, or one where it returns to "
            "something earlier. Names and common words do not count.",
            "person__said",
        ),
        Metric(
            "obstacle_state",
            "State",
            "",
            "none",
            "The last answer sets it. Open: named, and nothing done. Waved away: a note dismisses it. Acted "
            "on: a note tells of help, practice or a step together. Such a note names the obstacle, or it is "
            "the rep's only open one. Followed up: a note returns to it. Quiet: open or waved "
            "away, and 60 days unmentioned. Closed: by a person, until it is named again. Named again within "
            "60 days it is open again; later a new obstacle begins.",
            "obstacles__ledger",
        ),
        Metric(
            "obstacle_days_open",
            "Days",
            "since first named",
            "down",
            "Days from the first mention to the last answer or to the day on which it was closed; without "
            "one to the end of the period.",
            "obstacles__ledger",
        ),
        Metric(
            "obstacle_shared",
            "Shared",
            "",
            "down",
            "Within 60 days three or more reps of the team name the type, and so many of them as chance "
            "gives in at most 5 % of cases: a binomial draw of all that the team's reps name in these days, "
            "with the type's share in the other teams (each type counted once more there). A matter for the "
            "leader's leader, and no failing of reps. Of twenty types and teams looked at, one may get there "
            "by chance.",
            "obstacles__shared",
        ),
        Metric(
            "stock_phrases",
            "Stock phrases",
            "sentences",
            "down",
            "Sentences that ask, hear or care and stand in three notes or more of the same author. Case, "
            "accents, signs, white space, names of people, he, she and they, numbers, days and months make "
            "no other sentence of one. From its third note on such a sentence earns no understanding and no "
            "care, in any figure; what presses in it still presses, and an obstacle that it names stays in "
            "the ledger. They are listed to their author alone, on My notes.",
            "my_notes__phrases",
        ),
        Metric(
            "specific_obstacles",
            "Name an obstacle",
            "own notes",
            "up",
            "Coaching notes with a sentence that names an obstacle and is no stock phrase. Shown to their "
            "author alone, on My notes.",
            "my_notes__notes",
        ),
        Metric(
            "follow_through",
            "Come back to one",
            "own notes",
            "up",
            "Coaching notes that follow up a step which was agreed before, or name an obstacle that stood in "
            "an earlier note or check-in. Shown to their author alone, on My notes.",
            "my_notes__notes",
        ),
        Metric(
            "touched_often",
            "Touched often",
            "accounts",
            "none",
            "Accounts with 20 touches or more (a setting) in the 90 days (a setting) to the end of the "
            "period: calls, e-mails and meetings of all reps together. What two sources logged counts once.",
            "customers__accounts",
        ),
        Metric(
            "nothing_understood",
            "Nothing understood",
            "accounts",
            "down",
            "Accounts with notes that were read, up to the end of the period, of which none shows anything "
            "of the customer's business, goals, struggles or people. Accounts without notes are told apart: "
            "of these nobody can say what is understood.",
            "customers__bands",
        ),
        Metric(
            "customers_pressing",
            "Pitch or push",
            "% of notes about customers",
            "down",
            "Notes about customers with a sentence that pitches or pushes, out of all that were read.",
            "customers__understanding",
        ),
        Metric(
            "customers_heard",
            "Heard the customer",
            "% of notes about customers",
            "up",
            "Notes that show how the customer's business works, what they try to achieve, where they "
            "struggle or what their people feel, and neither press nor wave away; out of all notes about "
            "customers that were read.",
            "customers__understanding",
        ),
        Metric(
            "peers_pressing",
            "Press",
            "notes about other teams",
            "down",
            "Notes about another team that hurry it along or wave away what it faces.",
            "peers__links",
        ),
        Metric(
            "peers_heard",
            "Hear",
            "notes about other teams",
            "up",
            "Notes that show what the other team faces, wants or feels, or how its work goes, and neither "
            "press nor wave away.",
            "peers__links",
        ),
        Metric(
            "peers_acting",
            "Help",
            "notes about other teams",
            "up",
            "Notes in which something is done for the other team or agreed with it, or which come back to an "
            "earlier promise.",
            "peers__links",
        ),
        Metric(
            "waiting_obstacles",
            "Waiting on it",
            "open obstacles",
            "down",
            "Open obstacles of reps in whose words the other team is named, as of the end of the period.",
            "peers__waiting",
        ),
        Metric(
            "naive_change",
            "Naive",
            "points of target",
            "none",
            "Attainment of the next closed period minus that of the bad one, on average over the bad "
            "periods with an answer. Bad periods are chosen for being low, so most of it comes of itself.",
            "what_followed__periods",
        ),
        Metric(
            "expected_change",
            "Of itself",
            "points of target",
            "none",
            "The change that a dip of this depth is followed by without any note: a regression on the "
            "dip, the level before and the tenure over periods without a note, each rep predicted from "
            "the others.",
            "what_followed__periods",
        ),
        Metric(
            "matched_difference",
            "Same dip",
            "points of target",
            "none",
            "The next period after an answer minus that of the three most alike bad periods without a "
            "note (of the other answer, for a pair).",
            "what_followed__periods",
        ),
        Metric(
            "honest_difference",
            "Honest",
            "points of target",
            "none",
            "How much higher the next period is after an answer than after equally bad periods of the "
            "same leader without a note (with the other answer, for a pair): analysis of covariance on "
            "dip, level before, calendar and tenure.",
            "what_followed__periods",
        ),
        Metric(
            "smallest_difference",
            "Smallest seen",
            "points of target",
            "none",
            "The smallest true difference that this data would show four times in five.",
            "what_followed__periods",
        ),
    )
}
