"""Evidence that speaks to a machine: a line that was put into a paper to steer whoever writes about it.

Only evidence is judged. A paper about such lines may print them, and a tweet may not rest on them all the same.
"""

import re
import unicodedata
from collections.abc import Sequence

from bot.checks.paper_index import PaperIndex
from bot.checks.unseen import without_unseen
from bot.model import Evidence, Finding, Level
from bot.wording import elided

RULE = "evidence"

_SHOWN_CHARS = 60
_CHARS_BEFORE, _CHARS_AFTER = 160, 60  # an order stands right before what it wants to have said, seldom behind it
_LOOK_ALIKES = str.maketrans(
    "асеорхуіјѕԁһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕІЈКМНОРЅСТХοαντ", "aceopxyijsdhqwABEZHIKMNOPTYXABEIJKMHOPSCTXoavt"
)
_REACH = r"[^.!?。！？\n]{0,80}"

# What is to be thrown away, and what that is called: in either order, since verbs come last in some languages.
_SPURN = (
    (r"忽略|无视|無視|忘记", r"指令|指示|提示|命令"),
    (r"無視|忘れ", r"指示|命令|プロンプト"),
    (r"무시|잊어", r"지시|명령|프롬프트"),
    (r"игнорир\w*|забудь\w*|не обращай\w*", r"инструкци\w*|указани\w*|команд\w*"),
    (r"\bignorier\w*|\bvergiss\w*|\bvergessen\b|\bmissacht\w*", r"\b(?:anweisung|vorgabe|befehl)\w*"),
    (r"\b(?:ignor|oubli)\w*", r"\b(?:instruction|consigne)\w*"),
    (r"\b(?:ignor|olvid)\w*", r"\b(?:instrucci|indicaci)\w*"),
    (r"تجاهل|انس", r"تعليمات|أوامر"),
    (r"अनदेखा|नज़रअंदाज़|भूल जा", r"निर्देश|आदेश"),
)
_BEGINS = (
    r"(?:^|[.!?:;\"“”»«]\s*|\bplease\s|\byou (?:must|should|have to|need to|will)\s"
    r"|\b(?:make|be) sure (?:to|that you)\s)"
)
# In English the bare verb before its object: "forgets previous tasks" is said of networks.
_SPURN_IN_ENGLISH = (
    rf"\b(?:ignore|disregard|forget|override|bypass)\b{_REACH}?\b(?:instructions?|prompts?|guidelines?|orders)\b"
    r"|\b(?:ignore|disregard|forget) (?:all|any|every\w*|the)?\s?(?:of the )?(?:above|before)\b"
)
_TELLS_A_MODEL = (
    r"\byou are (?:now )?(?:an? |the )?(?:\w+ ){0,3}(?:assistant|chatbot|language model|bot|DAN)\b"
    r"|\bif you are an? (?:\w+ ){0,3}(?:AI|LLM|language model|chatbot|bot)\b|\bas an AI language model\b"
    r"|(?:^|[.!?]\s)(?:note|message|attention|instructions?|important)\b[^.:\n]{0,20}"
    r"\b(?:AI|LLMs?|language models?|assistants?|bots?|writers?|reviewers?)\s*:"
    r"|\b(?:new|your) system prompt\b|\bsystem (?:override|note|message)\s*:"
    r"|\bgive (?:it |this \w+ )?(?:only )?(?:a )?(?:positive|good|favou?rable) (?:reviews?|ratings?|scores?)\b"
    r"|\bpositive review only\b"
)
_MARK_OF_A_CONVERSATION = (
    r"<\|[^|<>\n]{1,40}\|>|\[/?INST\]|<</?SYS>>|</?(?:start|end)_of_turn>"
    r"|(?:^|\s)#{2,}\s*(?:instruction|system|human|user|assistant)|^\s*(?:system|assistant|human)\s*:"
    r"|\"role\"\s*:\s*\"(?:system|assistant|user)\""
)
# Algorithms say "add the link" and "start the thread" as well, so it must be a tweet, or "every post", "your review".
_SAYS_WHAT_TO_WRITE = (
    rf"{_BEGINS}(?:write|add|include|mention|post|append|insert|put|say|tag|praise|repeat|output|print|tweet|link)\b{_REACH}?"
    r"(?:\b(?:tweets?|hashtags?|handles?)\b|(?<!\w)@\w{2}"
    r"|\b(?:your|every|each|this|the first) (?:posts?|threads?|summary|reviews?|answers?)\b)"
)
_PATTERNS = (
    *(rf"(?:{verb}){_REACH}?(?:{what})|(?:{what}){_REACH}?(?:{verb})" for verb, what in _SPURN),
    _SPURN_IN_ENGLISH,
    _TELLS_A_MODEL,
    _MARK_OF_A_CONVERSATION,
    _SAYS_WHAT_TO_WRITE,
)
_TALK = re.compile(
    rf"{_MARK_OF_A_CONVERSATION}|[{{\[,]\s*\"\w+\"\s*:|\\n\\n|\bas an AI (?:language )?model\b"
    r"|\A\W*(?:sure|certainly|of course|okay)\b[^.\n]{0,20}\bhere(?:['’]s|\s(?:is|are))\b|\A\W*tweet \d{1,2}:"
    r"|\bI(?:['’]m| am) (?:sorry|unable|not able)\b|\bI can(?:not|['’]t) (?:help|assist|comply|write)\b",
    re.IGNORECASE,
)
_ORDER = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS), re.IGNORECASE)


def check_orders(evidence: Sequence[Evidence], index: PaperIndex) -> list[Finding]:
    """Rule `evidence`: each quote that reads like an order to whoever writes, or stands beside one on its page.

    Args:
        evidence: Aligned, in the page's own words.
    """
    findings: list[Finding] = []
    for item in evidence:
        if order := order_in(item.quote):
            detail = (
                f"The quote for page {item.page} reads like an order to a machine, not like something the paper says."
            )
            findings.append(Finding(RULE, Level.FLAG, elided(order, _SHOWN_CHARS), detail))
        elif order := order_in(_surroundings(item, index)):
            detail = f"The quote for page {item.page} stands beside what reads like an order to a machine."
            findings.append(Finding(RULE, Level.FLAG, elided(order, _SHOWN_CHARS), detail))
    return findings


def order_in(text: str) -> str:
    """The words of a text that order a machine to do something, in whatever letters; "" if none do."""
    plain = unicodedata.normalize("NFKC", without_unseen(text))
    match = _ORDER.search(plain) or _ORDER.search(plain.translate(_LOOK_ALIKES))
    return match[0].strip() if match else ""


def check_talk(prose: str) -> list[Finding]:
    """Rule `markup`: what belongs to a talk with a model, or to the form of its answer, and to no tweet."""
    detail = "This belongs to a talk with a machine, not to a tweet. Take it out."
    said = dict.fromkeys(match[0].strip() for match in _TALK.finditer(prose))
    return [Finding("markup", Level.FLAG, elided(words, _SHOWN_CHARS), detail) for words in said]


def _surroundings(item: Evidence, index: PaperIndex) -> str:
    place = index.place_of(item)
    if place is None:
        return ""
    first, last = index.page_span(item.page)
    start = max(place[0] - _CHARS_BEFORE, first)
    words = index.text[start : min(place[1] + _CHARS_AFTER, last)].split()
    return " ".join(words if start == first else ["…", *words[1:]])  # where it is cut, no sentence begins
