"""Evidence that speaks to a machine: a line that was put into a paper to steer whoever writes about it.

Only evidence is judged. A paper about such lines may print them, and a tweet may not rest on them all the same.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

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
    (r"\bignor\w*|\besque[çc]\w*|\bdesconsider\w*", r"\b(?:instruç|orientaç|comando)\w*"),
    (r"\bignor\w*|\bdimentic\w*|\bscord\w*", r"\b(?:istruzion|indicazion)\w*"),
    (r"\bnegeer\w*|\bvergeet\w*", r"\b(?:instructie|opdracht|aanwijzing)\w*"),
    (r"\bz?ignoruj\w*|\bzapomni\w*|\bpomiń\w*", r"\b(?:instrukcj|polece|wskazów)\w*"),
    (r"\bignoruj\w*|\bzapome\w*", r"\b(?:pokyn|instrukc)\w*"),
    (r"\bignorer\w*|\bgl[öø]m\w*|\bglem\w*", r"\b(?:instruktion|instruks|anvisning)\w*"),
    (r"\bignor\w*|\buit[aă]\w*", r"\binstrucțiun\w*"),
    (r"yok say|unut|dikkate alma|görmezden gel", r"talimat|komut|yönerge"),
    (r"bỏ qua|phớt lờ|quên", r"chỉ dẫn|hướng dẫn|mệnh lệnh|lệnh"),
    (r"\babaikan\b|\blupakan\b", r"\b(?:instruksi|perintah|arahan)\b"),
    (r"ігноруй\w*|забудь\w*", r"інструкці\w*|вказівк\w*"),
    (r"αγνόησε\w*|ξέχασε\w*", r"οδηγί\w*|εντολ\w*"),
    (r"התעלם|התעלמו|שכח", r"הוראות|הנחיות"),
    (r"เพิกเฉย|ละเว้น|ไม่ต้องสนใจ", r"คำสั่ง|คำแนะนำ"),
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
_MACHINE = (
    r"(?:AIs?|A\.I\.|LLMs?|language models?|assistants?|chatbots?|bots?|summari[sz]ers?"
    r"|automated (?:systems?|readers?))\b"
)
_SPEAKS_TO_A_MACHINE = (
    r"(?:\b(?:dear|hello|hey|attention|notes? (?:to|for)|messages? (?:to|for)|requests? to|instructions? (?:to|for)"
    rf"|todo)|/\*|<!--|%%)[\s(]{{1,3}}(?:for )?(?:all |any |the |every )?(?:\w+ ){{0,2}}?{_MACHINE}[^.\n]{{0,50}}[:,]"
    rf"|\bfor {_MACHINE}\s?only\b"
    r"|\b(?:developer|debug|admin) mode (?:is )?(?:on|enabled|activated)\b|\bsafety (?:is )?(?:off|disabled)\b"
)
_WISHES_A_POST = (
    r"\bwhen(?:ever)? (?:you )?(?:are )?(?:summari[sz]|tweet|post|writ|review|describ)\w*(?: \w+){0,3}?"
    r" (?:this|the|our) (?:paper|work|article|study)\b[^.\n]{0,20}\b(?:always|you|state|say|mention|claim|write)\b"
    r"|\b(?:if|when) (?:you are |you're )?asked about (?:this|the|our) (?:paper|work|article|study)\b"
    r"|\b(?:following|this) (?:sentence|statement|claim|line|text|result)s? (?:must|should|shall|has to|have to)"
    r" (?:appear|be (?:included|mentioned|stated|posted|repeated|said))\b"
    r"|\b(?:already|has|have) approved (?:this|the|these) (?:sentence|tweet|post|statement|text)"
    rf"|{_BEGINS}(?:pretend|act as|role-?play|imagine)\b[^.!?\n]{{0,80}}?"
    r"\b(?:writ|claim|say|post|output|state|tweet)\w*"
    rf"|{_BEGINS}(?:repeat after me|(?:reply|respond|answer) only with)\b"
)
_MARK_OF_A_CONVERSATION = (
    r"<\|[^|<>\n]{1,40}\|>|\[/?INST\]|<</?SYS>>|</?(?:start|end)_of_turn>"
    r"|(?:^|\s)#{2,}\s*(?:instruction|system|human|user|assistant)|^\s*(?:system|assistant|human)\s*:"
    r"|</?(?:instructions?|system|prompt|task|user|assistant)\b[^<>\n]{0,40}>|\bNEW TASK\s*:"
    r"|\bEND OF (?:THE )?(?:PAPER|PROMPT)\b"
    r"|\b(?:BEGIN|START|END) (?:OF )?SYSTEM (?:PROMPT|MESSAGE)\b|\brole\s*:\s*(?:system|assistant|user)\b"
    r"|\"role\"\s*:\s*\"(?:system|assistant|user)\""
)
# Algorithms say "add the link" and "start the thread" as well, so it must be a tweet, or "every post", "your review".
_SAYS_WHAT_TO_WRITE = (
    rf"{_BEGINS}(?:write|add|include|mention|post|append|insert|put|say|tag|praise|repeat|output|print|tweet|link)\b{_REACH}?"
    r"(?:\b(?:tweets?|hashtags?|handles?)\b|(?<!\w)@\w{2}"
    r"|\b(?:your|every|each|this|the first) (?:posts?|threads?|summary|reviews?|answers?)\b)"
)
# What each kind of order has in it, whatever else: most texts have none of that, and need not be searched.
_KINDS = (
    *((verb, rf"(?:{verb}){_REACH}?(?:{what})|(?:{what}){_REACH}?(?:{verb})") for verb, what in _SPURN),
    (r"ignore|disregard|forget|override|bypass", _SPURN_IN_ENGLISH),
    (r"you are|\bas an AI|:|system prompt|positive|good|favou?rable", _TELLS_A_MODEL),
    (r"AIs?\b|A\.I\.|LLM|language model|assistant|bot|summari[sz]er|automated|mode|safety", _SPEAKS_TO_A_MACHINE),
    (r"when|asked|following|this|approved|pretend|act as|role|imagine|repeat|only with", _WISHES_A_POST),
    (r"<\||INST\]|<<|_of_turn|##|:|</?\w|NEW TASK|END OF|SYSTEM", _MARK_OF_A_CONVERSATION),
    (r"tweet|hashtag|handle|@|post|thread|summary|review|answer", _SAYS_WHAT_TO_WRITE),
)
_TALK = re.compile(
    rf"{_MARK_OF_A_CONVERSATION}|[{{\[,]\s*\"\w+\"\s*:|\\n\\n|\bas an AI (?:language )?model\b"
    r"|\A\W*(?:sure|certainly|of course|okay)\b[^.\n]{0,20}\bhere(?:['’]s|\s(?:is|are))\b|\A\W*tweet \d{1,2}:"
    r"|\bI(?:['’]m| am) (?:sorry|unable|not able)\b|\bI can(?:not|['’]t) (?:help|assist|comply|write)\b",
    re.IGNORECASE,
)
_ORDERS = tuple((re.compile(sign, re.IGNORECASE), re.compile(order, re.IGNORECASE)) for sign, order in _KINDS)


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


@lru_cache(maxsize=512)  # the tweets of a draft share quotes, and are checked again when one was repaired
def order_in(text: str) -> str:
    """The words of a text that order a machine to do something, in whatever letters; "" if none do."""
    plain = unicodedata.normalize("NFKC", without_unseen(text))
    likely = plain.translate(_LOOK_ALIKES)
    for text in dict.fromkeys((plain, likely)):
        found = [match for sign, order in _ORDERS if sign.search(text) and (match := order.search(text))]
        if found:
            return min(found, key=lambda match: match.start())[0].strip()
    return ""


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
