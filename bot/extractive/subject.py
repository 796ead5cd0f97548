"""What a paper is about and what it calls its own: the names it introduces, and which sentences speak of its work."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.extractive.salience import stems
from bot.model import Paper

_SHORT_FORM = re.compile(r"(?<![\w-])(?P<short>[A-Za-z]{0,3}[A-Z][A-Za-z]{0,3}[A-Z][A-Za-z]{0,4}?)s?(?![\w])")
_EXPLAINED = re.compile(r"\((?P<short>[A-Za-z]{0,3}[A-Z][A-Za-z]{0,3}[A-Z][A-Za-z]{0,4}?)s?\)")
_LONGEST_LONG_FORM_CHARS = 90
_WELL_KNOWN = frozenset(
    "AI ML NLP LLM CNN RNN LSTM GAN GPU CPU API SQL PDF HTML HTTP DNA RNA MRI fMRI EEG PCR HIV GDP US USA UK EU OS "
    "LM NN DNN MLP SGD PCA MDP GNN VAE OCR KG IT IP SVM RL ReLU BERT GPT VM VMs PDE ODE QA NER SOTA IQ BMI".split()
)
_FIRST_PERSON = (
    r"[Tt]he proposed (?:\w+ )?(?:method|approach|algorithm|model|system|framework|scheme|technique|architecture"
    r"|design)s?"
    r"|[Ww]e|[Oo]urs?(?! (?:understandings?|knowledge|lives|daily|everyday|society|societies|world|planet|ability"
    r"|culture|brains?|bodies|universe|galaxy|solar|country|environment|climate|economy|health)\b)|[Uu]s"
    r"|I(?= (?:\w+ly )?[a-z]+)|[Tt]h(?:is|e (?:present|current)) (?:paper|work|article|study|thesis|report|survey"
    r"|research)"
)
_SPEAKS = re.compile(rf"\b(?:{_FIRST_PERSON})\b")
_INTRODUCING = "introduc|present|propos|develop|describ|releas|buil|design|construct|implement|creat|devis|call|nam|dub"
_INTRODUCTION = re.compile(rf"\b(?:{_INTRODUCING})(?:e|ed|es|s|d|t|bed)?\s(?P<object>[^.;]{{1,140}})")
_OWN_INTRODUCTION = re.compile(
    rf"(?<!in )(?<!of )\b(?:we|this (?:paper|work|article|study))\b(?: \w+){{0,2}}? (?:{_INTRODUCING})", re.IGNORECASE
)
_CALLED = re.compile(
    r"\b(?:[Oo]ur|[Tt]he (?:new|proposed|resulting)) (?:[\w-]{1,30} ){0,4}?(?:technique|method|model|approach|algorithm"
    r"|framework|system|tool)\b[^.;()]{0,100}?, (?:called|named|dubbed|termed|which we call) [“\"]?[\w -]{2,60}[”\"]? "
    r"\((?P<short>[A-Z][A-Za-z]{0,8}[A-Z][A-Za-z]{0,3})\)"
)
_TOKEN = re.compile(r"(?P<before>, |\()?(?P<the>the )?(?P<word>[\w-]+)(?P<after>(?=[,);:]))?")
_PREPOSITION = r"(?:of|on|in|using|for|with|than|from|by|over|that|which|to|as)"
_OBJECT_ENDS = frozenset("on in using for with than from by over that which to as".split())
_KNOWN_THING = re.compile(
    r"\b[Tt]he (?P<thing>models?|data|datasets?|tasks?|algorithms?|approach|methods?|systems?|experiments?|samples?"
    r"|participants|procedures?|networks?|functions?|parameters?|problems?|techniques?|frameworks?|tools?|stimuli"
    r"|stimulus|trials?|languages?|settings?|treatments?|interventions?|policy|policies|conditions?|effects?|groups?"
    r"|images?|users?|subjects?|process|variables?|issues?|phenomenon|proposition|measures?|estimates?|errors?"
    r"|trajectories|design|protocol|program|software|simulations?|package|library"
    r"|observations|measurements|instrument|survey)\b"
    r"(?! (?:of|that|which|for|to|in|on|with|used|proposed|from|between|we|by|at|under|is to|presented|developed)\b)"
    r"(?!-)"
)
"""Things that a paper has many of: which one is meant stood before the sentence."""

_THING_CHARS = 6
_TITLE_NAME = re.compile(r"([^:\s]{1,30}(?: [^:\s]{1,30}){0,2})\s?[:：–—]")


@dataclass(frozen=True, slots=True)
class Subject:
    """What sentences are measured against.

    Attributes:
        name: The system's name, as the title has it before its colon, or None.
        own_names: Names that the paper introduces; a sentence about one of them is the paper's own.
        own: Finds "we", "our", "this paper" or an own name.
        title_words: As the title writes them, odd capitals included.
        is_system: The paper is about a thing of its own with a name, and not a study of what there is.
        abbreviations: What the paper had to explain to its readers, beyond what stands in its title: "LHP".
    """

    name: str | None
    own_names: frozenset[str]
    own: re.Pattern[str]
    title_stems: frozenset[str]
    abbreviations: frozenset[str] = frozenset()
    title_words: frozenset[str] = frozenset()
    is_system: bool = False

    def unexplained(self, text: str) -> int:
        """How many abbreviations of the paper's stand in `text` without their long form."""
        found = {match["short"] for match in _SHORT_FORM.finditer(text)} & self.abbreviations
        return sum(f"({short}" not in text for short in found)

    def unnamed(self, text: str) -> int:
        """How many things stand in `text` as known ("the model") that neither it nor the title has named."""
        count = 0
        for match in _KNOWN_THING.finditer(text):
            thing = match["thing"]
            is_named = bool(stems(thing) & self.title_stems) or thing[:_THING_CHARS] in text[: match.start()].lower()
            count += not is_named
        return count

    def is_own(self, text: str) -> bool:
        """Whether the sentence speaks of the paper's own work in its first half or 80 characters."""
        match = self.own.search(text)
        return match is not None and match.start() < max(80, len(text) // 2)

    def introduced(self, text: str) -> frozenset[str]:
        """The own names that this sentence introduces: "we present NAME", "NAME is a ..."."""
        return frozenset(name for name in self.own_names if name in text and _introduction_of(name).search(text))


def subject_of(paper: Paper, opening: Iterable[str]) -> Subject:
    """What `paper` calls its own; `opening` are the sentences of its abstract and introduction."""
    name = _title_name(paper.title, paper.abstract)
    names = {name} if name else set()
    known = ""  # what is spoken of before the paper speaks of itself is nobody's new name
    has_begun = False
    for sentence in opening:
        has_begun = has_begun or _SPEAKS.search(sentence) is not None or (name is not None and name in sentence)
        if not has_begun:
            known += sentence
        if _OWN_INTRODUCTION.search(sentence):
            names.update(_names_introduced(sentence))
        names.update(match["short"] for match in _CALLED.finditer(sentence))
    own_names = frozenset(one for one in names if len(one) > 2 and (one == name or one not in known))
    return Subject(
        name=name,
        own_names=own_names,
        own=_own_pattern(own_names),
        title_stems=stems(paper.title),
        abbreviations=frozenset(_abbreviations(paper)) - own_names - _WELL_KNOWN,
        is_system=name is not None or any(paper.abstract.count(one) > 1 for one in own_names),
        title_words=frozenset(word for word in re.findall(r"[^\W_]+", paper.title) if len(word) > 2),
    )


def _abbreviations(paper: Paper) -> Iterator[str]:
    for paragraph in paper.paragraphs:
        for match in _EXPLAINED.finditer(paragraph.text):
            before = paragraph.text[max(0, match.start() - _LONGEST_LONG_FORM_CHARS) : match.start()].split()
            short = match["short"]
            nearby = before[-len(short) - 1 : 2 - len(short) or None]
            is_long_form = any(word[0].lower() == short[0].lower() for word in nearby)
            if is_long_form and not re.search(rf"\b{short}\b", paper.title):
                yield short


def _title_name(title: str, abstract: str) -> str | None:
    match = _TITLE_NAME.match(title)
    if match is None:
        return None
    found = (
        re.search(rf"(?<!\w){re.escape(match[1])}(?!\w)", abstract)
        or re.search(  # a title may be all capitals
            rf"(?<!\w)(?-i:[A-Z])(?<={re.escape(match[1][:1])}){re.escape(match[1][1:])}(?!\w)", abstract, re.IGNORECASE
        )
    )
    is_name = " " not in match[1] or any(_is_odd(word) for word in match[1].split())
    return found[0] if found is not None and is_name else None


def _names_introduced(sentence: str) -> Iterator[str]:
    """In "we present NAME", "a new architecture, the Name, ...", "a new prover (NAME)": before any preposition."""
    for match in _INTRODUCTION.finditer(sentence):
        for token in _TOKEN.finditer(match["object"]):
            word = token["word"]
            if word in _OBJECT_ENDS:
                break
            is_apposed = token["before"] is not None and token["after"] is not None
            if _is_odd(word) or (is_apposed and word[0].isupper() and word[1:].islower()):
                yield word


def _is_odd(word: str) -> bool:
    """Whether a word has capitals or digits where common words have none: LeanDojo, RWKV, V8."""
    capitals = sum(character.isupper() for character in word)
    has_digit = any(character.isdigit() for character in word)
    return capitals > 1 or (capitals == 1 and (has_digit or not word[0].isupper()))


@lru_cache(maxsize=256)
def _introduction_of(name: str) -> re.Pattern[str]:
    escaped = re.escape(name)
    return re.compile(
        rf"\b(?:{_INTRODUCING})(?:e|ed|es|s|d|t|bed"
        rf"|ing)?\s(?:(?!{_PREPOSITION}\b)[\w-]+,?\s){{0,8}}?\(?{escaped}\b(?!-\w)"
        rf"|^{escaped}(?: \([^()]{{1,60}}\))?(?: is| are|,) (?:an?|the|[A-Z]\w{{1,20}}’s)\b"
    )


def _own_pattern(names: frozenset[str]) -> re.Pattern[str]:
    escaped = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    named = rf"|(?<!\w)(?:{escaped})(?!\w)" if escaped else ""
    return re.compile(rf"\b(?:{_FIRST_PERSON})\b{named}")
