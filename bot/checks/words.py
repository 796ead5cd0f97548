"""Words that decide what a sentence claims, and words that carry nothing; grown from misses, not from a dictionary."""

import re

NEGATION = re.compile(
    r"(?:not|no|none|nor|never|neither|nobody|nothing|nowhere|without|cannot|unable|hardly|barely|scarcely|rarely|seldom"
    r"|fail(?:s|ed|ing|ure|ures)?|lack(?:s|ed|ing)?|absen(?:t|ce)|exclud(?:e|es|ed|ing)|except|unless|un?like(?:ly)?"
    r"|(?:do|does|did|is|are|was|were|has|have|had|ca|could|wo|would|should|must|need|ai)nt)"
)
"""One folded word that turns a statement round ("don't" folds to "dont")."""

HEDGE = re.compile(
    r"(?:may|might|can|could|would|should|perhaps|maybe|possibl[ey]|probabl[ey]|potential(?:ly)?|likely|seem(?:s|ed|ingly)?"
    r"|appear(?:s|ed|ing)?|suggest(?:s|ed|ing|ive)?|indicat(?:e|es|ed|ing)|conjectur\w*|hypothe[st]\w*|speculat\w*|suspect\w*"
    r"|posit(?:s|ed)?|believ\w*|argu(?:e|es|ed|ing|ably)|hop(?:e|es|ed|ing)|expect(?:s|ed)?|assum\w*|estimat\w*|presumabl[ey]"
    r"|approximat\w*|about|around|roughly|nearly|almost|tend(?:s|ed|ency)?|often|sometimes|usually|generally|typically"
    r"|partl?y|partially|mostly|largely|mainly|some|somewhat|most|plausibl[ey]|tentativ\w*|if|whether|preliminary)"
)
"""One folded word that holds a statement back."""

DIRECTION = re.compile(
    r"(?:increas\w*|decreas\w*|reduc\w*|rais\w*|ris(?:e|es|en|ing)|rose|lower\w*|fall(?:s|en|ing)?|fell|drop(?:s|ped|ping)?"
    r"|grow(?:s|n|ing|th)?|grew|shr[iau]nk\w*|gain(?:s|ed)?|los[est]\w*|declin\w*|improv\w*|worsen\w*|degrad\w*|deteriorat\w*"
    r"|high(?:er|est)?|low(?:est)?|more|less|fewer|fewest|least|great(?:er|est)?|small(?:er|est)?|larg(?:er|est)|big(?:ger|gest)?"
    r"|long(?:er|est)?|short(?:er|est)?|fast(?:er|est)?|slow(?:er|est|s|ed)?|better|best|worse|worst|strong(?:er|est)?"
    r"|weak(?:er|est|en\w*)?|cheap(?:er|est)?|costl(?:y|ier)|expensive|eas(?:y|ier|iest|ily)|hard(?:er|est)?|difficult"
    r"|simpl(?:e|er|est)|complex|above|below|over|under|before|after|early|earlier|late|later|up|down|upper|minim\w*|maxim\w*"
    r"|exceed\w*|surpass\w*|outperform\w*|underperform\w*|beat(?:s|en)?|positive(?:ly)?|negative(?:ly)?|same|different"
    r"|similar(?:ly)?|equal(?:ly)?|comparable|inferior|superior|all|any|every|each|only|always|few|many|several|first|last"
    r"|cause[sd]?|prevent\w*|enabl\w*|support(?:s|ed)?|contradict\w*|reject\w*|accept\w*|confirm\w*|agree\w*|disagree\w*"
    r"|true|false|correct(?:ly)?|wrong(?:ly)?|incorrect(?:ly)?|significant(?:ly)?|insignificant(?:ly)?|deeper|shallower)"
)
"""One folded word that says which way, how far or for how many."""

NEGATIVE_PREFIXES = ("un", "in", "im", "ir", "il", "non", "dis", "mis", "ab", "anti")
"""A word that differs from another by one of these says the opposite."""

STOP_WORDS = frozenset(
    "a about after all also am an and any are as at be been both but by can could do does each every few find for "
    "from had has have here how i if in into is it its just like made make many may might more most much new no nor "
    "not now of on one only or other our out over own paper per same should show shows so some still such than that "
    "the their them then there these they this those through to too two under up us use used uses using very via "
    "was we were what when where which while who whose why will with work would you your".split()
)
"""Words that prove nothing when a tweet and a quote share them."""


def decides(folded_word: str) -> bool:
    """Whether this one folded word can turn, weaken or redirect a statement."""
    return any(pattern.fullmatch(folded_word) for pattern in (NEGATION, HEDGE, DIRECTION))
