"""The codebook as data: every name that readings, tables and pages use for what a note shows.

Pages and the Definitions page read labels and meanings from here. Raise `VERSION` when a name or a rule
changes: stored readings made by another version are then read anew.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

VERSION = 1

RELATIONSHIPS = ("people", "customers", "peers", "self")


@dataclass(frozen=True)
class Code:
    """An act that a sentence may show. `group` is the reading that it counts for."""

    name: str
    group: str
    label: str
    meaning: str
    example: str
    not_example: str


@dataclass(frozen=True)
class ObstacleType:
    """What kind of thing stands in the way; one per sentence coded `obstacle`."""

    name: str
    label: str
    meaning: str


@dataclass(frozen=True)
class Level:
    """One level of a reading; levels of a reading stand in rising order."""

    name: str
    label: str
    meaning: str


@dataclass(frozen=True)
class Stance:
    """The name of a note's three readings together."""

    name: str
    label: str
    meaning: str
    is_replaced: bool = False
    is_heard: bool = False


def _by_name(items):
    return {item.name: item for item in items}


CODES: dict[str, Code] = _by_name(
    (
        Code(
            "count",
            "pressure",
            "Count",
            "It reports activity, pipeline, attainment, rank, stage or forecast as a score.",
            "She logged 31 meetings and stands at 74% of plan.",
            "Their depot ships 900 parcels a night.",
        ),
        Code(
            "push",
            "pressure",
            "Push",
            "It tells or presses the other to do more or go faster, or blames a lack of effort; "
            "it chases a customer's deal or hurries a colleague.",
            "He has to double his outreach before the month ends.",
            "A shorter call list, because half the numbers on it are dead.",
        ),
        Code(
            "pitch",
            "pressure",
            "Pitch",
            "It presents our product, price, features, slides or demo to the other.",
            "Showed the buyer the reporting module and left our price sheet.",
            "Explained a form that she had asked about for her own audit.",
        ),
        Code(
            "dismiss",
            "pressure",
            "Dismiss",
            "It waves away, disbelieves or calls an excuse what the other says, feels or runs into.",
            "He blames the list again, and I told him to stop looking for reasons.",
            "He says that the list is out of date.",
        ),
        Code(
            "ask",
            "understanding",
            "Ask",
            "The writer asks for, or listened to, the other's view, cause or experience.",
            "I asked her what makes the afternoons so hard.",
            "I asked when the order will be signed.",
        ),
        Code(
            "obstacle",
            "understanding",
            "Obstacle",
            "It names a concrete thing that stands in the other's way.",
            "Every contract of his waits two weeks for a legal review.",
            "His pipeline is thin.",
        ),
        Code(
            "goal",
            "understanding",
            "Goal",
            "It says what the other wants, hopes for or tries to achieve.",
            "He hopes to lead a small team of his own some day.",
            "I want three more deals from him this quarter.",
        ),
        Code(
            "feeling",
            "understanding",
            "Feeling",
            "It says what the other feels, fears or doubts, or how it wears on them.",
            "She is tired of starting over and afraid to lose the account.",
            "They love the product.",
        ),
        Code(
            "context",
            "understanding",
            "Context",
            "It says how the other's work, business or life goes, without a problem in it.",
            "The family runs three bakeries and buys flour once a week.",
            "Stage four, owner is Kim, renewal in May.",
        ),
        Code(
            "help",
            "care",
            "Help",
            "Someone does, or commits to do, what removes an obstacle or lightens the other's load.",
            "I will have IT repair his dialer before Thursday.",
            "Sent them our brochure once more.",
        ),
        Code(
            "grow",
            "care",
            "Grow",
            "It works on skill or knowledge: practice, feedback on how, shadowing, training.",
            "We practised her opening question with three made-up buyers.",
            "Told her to work on her numbers.",
        ),
        Code(
            "together",
            "care",
            "Together",
            "A step is worked out with the other, agreed with them, or is their own choice.",
            "He suggested calling the old customers first, and we settled on that.",
            "We agreed that he makes twenty more calls.",
        ),
        Code(
            "encourage",
            "care",
            "Encourage",
            "It gives recognition, thanks, belief or support.",
            "I thanked her for the patience she showed with that buyer.",
            "Great, 90 dials today!",
        ),
        Code(
            "follow_up",
            "care",
            "Follow up",
            "It comes back to an earlier obstacle or promise and says what became of it.",
            "The laptop that she was promised last month has arrived.",
            "Booked our next meeting for Friday.",
        ),
    )
)

OBSTACLE_TYPES: dict[str, ObstacleType] = _by_name(
    (
        ObstacleType(
            "leads_data", "Leads and data", "Poor leads, contact data that is wrong or old, gaps in the list."
        ),
        ObstacleType(
            "time_admin",
            "Time and admin",
            "Reports, internal meetings and paperwork, or more accounts than hours.",
        ),
        ObstacleType(
            "tools", "Tools", "CRM, dialer, laptop, access or an integration that fails or is slow."
        ),
        ObstacleType(
            "product_price",
            "Product and price",
            "Missing features, defects, the price or how it is packaged.",
        ),
        ObstacleType(
            "process",
            "Process",
            "Approvals, legal and buying steps, unclear rules, priorities that keep changing.",
        ),
        ObstacleType(
            "other_teams", "Other teams", "A hand-off or an answer from another team that does not come."
        ),
        ObstacleType(
            "skill", "Skill", "Not knowing how yet: objections, discovery, product knowledge, negotiation."
        ),
        ObstacleType(
            "territory_target",
            "Territory and target",
            "The territory, how accounts are assigned, the quota or the pay plan.",
        ),
        ObstacleType(
            "customer_market",
            "Customer and market",
            "The buyer's budget, timing or politics, a competitor, the season, a regulation.",
        ),
        ObstacleType("wellbeing", "Wellbeing", "Health, family, exhaustion, confidence or a conflict."),
    )
)

LEVELS: dict[str, tuple[Level, ...]] = {
    "pressure": (
        Level("none", "None", "The note neither counts nor presses."),
        Level("score", "Score", "The note reports the other's numbers."),
        Level("push", "Push", "The note presses for more, or pitches."),
        Level("dismissed", "Dismissed", "The note waves away what the other said or faces."),
    ),
    "understanding": (
        Level("none", "None", "The note shows nothing of what it is like to be the other."),
        Level("asked", "Asked", "The note asks, and takes up no answer."),
        Level(
            "heard", "Heard", "The note names an obstacle, a goal, a feeling or how the other's work goes."
        ),
    ),
    "care": (
        Level("none", "None", "The note does nothing for the other."),
        Level("support", "Support", "The note gives recognition or support, and no more."),
        Level(
            "acted", "Acted", "The note helps, teaches, agrees a step with the other or returns to a promise."
        ),
    ),
}

STANCES: dict[str, Stance] = _by_name(
    (
        Stance("waved_away", "Waved away", "What the other said or faces was waved away.", is_replaced=True),
        Stance("do_more", "Do more", "The other was pressed, and nobody asked or heard.", is_replaced=True),
        Stance("do_more_asked", "Do more, asked", "The other was pressed and asked; no answer was taken up."),
        Stance("mixed", "Mixed", "The other was pressed, and was also heard."),
        Stance(
            "heard_and_acted",
            "Heard and acted",
            "The other was heard, and something was done.",
            is_heard=True,
        ),
        Stance("heard", "Heard", "The other was heard; nothing was done yet.", is_heard=True),
        Stance("asked", "Asked", "The other was asked; no answer was taken up."),
        Stance("care_only", "Care only", "Support or help, without a word on what the other faces."),
        Stance("score_only", "Score only", "Only numbers."),
        Stance("silent", "Silent", "Nothing of the above."),
    )
)

REPLACED_STANCES = frozenset(stance.name for stance in STANCES.values() if stance.is_replaced)
HEARD_STANCES = frozenset(stance.name for stance in STANCES.values() if stance.is_heard)


def readings_of(code_sets: Iterable[Collection[str]]) -> tuple[str, str, str]:
    """(pressure, understanding, care) of a note from the codes of its sentences; else KeyError."""
    seen = {CODES[name].name for codes in code_sets for name in codes}
    if "dismiss" in seen:
        pressure = "dismissed"
    elif seen & {"push", "pitch"}:
        pressure = "push"
    else:
        pressure = "score" if "count" in seen else "none"
    if seen & {"obstacle", "goal", "feeling", "context"}:
        understanding = "asked" if pressure == "dismissed" else "heard"
    else:
        understanding = "asked" if "ask" in seen else "none"
    if seen & {"help", "grow", "together", "follow_up"}:
        care = "acted"
    else:
        care = "support" if "encourage" in seen else "none"
    return pressure, understanding, care


def stance_of(pressure: str, understanding: str, care: str) -> str:
    """The first stance that fits the three readings; a word that is no level raises ValueError."""
    for reading, level in zip(LEVELS, (pressure, understanding, care), strict=True):
        if level not in {known.name for known in LEVELS[reading]}:
            raise ValueError(f'"{level}" is not a level of {reading}.')
    if pressure == "dismissed":
        return "waved_away"
    if pressure == "push":
        return {"none": "do_more", "asked": "do_more_asked", "heard": "mixed"}[understanding]
    if understanding == "heard":
        return "heard_and_acted" if care == "acted" else "heard"
    if understanding == "asked":
        return "asked"
    if care != "none":
        return "care_only"
    return "score_only" if pressure == "score" else "silent"
