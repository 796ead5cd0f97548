"""Whether a few words are a person's name or an institution or place."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import lru_cache

AUTHOR_MARKS = (
    r"⁰¹²³⁴-⁹⁺⁻⁽⁾ⁿⁱ₀-₉ᵃ-ᵿʰ-ˣᶜᶠᶻ*＊†‡§¶⁎#+?!$^~‖\ufffc"
    "\u2190-\u23ff\u2460-\u27bf\u2900-\u2bff\U0001f000-\U0001faff"  # arrows, operators, shapes, dingbats, pictures
)
"""What calls an institution or a note behind a name, as the inside of a set of characters."""
_PARTICLES = frozenset(
    "van von der den de da di del della du dos das do la le el al bin ibn ben bint abu ten ter zu zum zur af av y e i"
    " vom 't ’t op lo".split()
)
_SUFFIX = re.compile(r"^(?:jr|sr|[ivx]{2,4})\.?$", re.I)
_SUFFIX_BEHIND = re.compile(r",? (?:[JS]r\.?|[IVX]{2,4})$")
_NICKNAME = re.compile(r"(?<=[^\W\d_] )[(“\"']([^\W\d_]+)[)”\"'](?= [^\W\d_])")
_WORD = re.compile(r"^[^\W\d_][\w'’ʼ`.\-‐]*$")
_LOWER_START = re.compile(r"^(?:d|l|t|al|el|da|de|ul|as|at)['’-][^\W\d_]")
_SMALL_INITIAL = re.compile(r"^[de]\.$")  # of "de", "da" or "e"
_INITIALS = re.compile(r"^(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]?$|^[^\W\d_]$")
# Words of titles and sentences, of banners and of what stands beside names; none of them is part of a name.
_NOT_IN_NAMES = frozenset(
    "a an the of for with from by using via to in on at and or as is are into towards toward under over through "
    "without abstract article review letter report technical draft preprint version received accepted published "
    "revised available online open access editor edited communicated dated date keywords key words thesis "
    "dissertation degree master doctor copyright rights reserved chapter volume section introduction fig figs "
    "figure table "
    "supporting supplementary supplemental editors information material materials correspondence corresponding author "
    "authors contribution contributed equal equally email e-mail mail address citation recommended commons additional "
    "edition second first third part january february march july september october november december work done "
    "conference workshop proceedings journal transactions international national state member fellow student prepared "
    "submitted manuscript learning networks neural reasoning models model data analysis theory approach methods "
    "method algorithm systems algorithms language recognition vision intelligence bioinformatics robotics neuroscience "
    "genomics assistant associate professor lecturer engineer engineers scientist researcher postdoctoral "
    "director manager candidate principal candidato dissertação mestrado doutorado tese "
    "masterarbeit bachelorarbeit diplomarbeit mémoire thèse set open check updates "
    "paper papers position preface project summary resident composer".split()
)
_AFFILIATION = re.compile(
    r"\b(?:universi\w*|univ|institut\w*|instituto|istituto|dep(?:art)?(?:e?ment)?s?|departamento|dipartimento"
    r"|d[ée]partement|dept|school|college"
    r"|facult\w*|facul[dt]ad\w*|laborator\w*|laboratoires?|labs?|research|cent(?:er|re|ro|rum)s?|inc|corp|corporation"
    r"|company|ltd|llc|gmbh|plc|s\.?a\.?r\.?l"
    r"|google|microsoft|facebook|deepmind|openai|nvidia|ibm|amazon|huawei|tencent|alibaba|baidu|yahoo|salesforce"
    r"|anthropic"
    r"|hugging face|eleutherai|academ\w*|hospital\w*|clinic|klinik\w*|technolog\w*|technion|tech|engineering"
    r"|sciences?|scientific|comput(?:er|ing|ation)"
    r"|informati[ck]s?|mathemati[ck]s|physi[ck]s|chemistry|biology|medicine|psychology|economics|statistics"
    r"|linguistics|division|group|team|foundation"
    r"|observator\w*|organi[sz]ation|ministry|agency|bureau|council|consult\w*|solutions|software|hochschule"
    r"|h[öo]gskolan?|universitet\w*|[ée]cole|escuela|lehrstuhl|unit"
    r"|polytechn\w*|polite(?:c|h|ch|k)n\w*|uniwersytet\w*|egyetem\w*|abteilung|afdeling|escola|scuola"
    r"|av\.|b[âa]t\.|bldg|rue d[eu]|street|stra(?:ß|ss)e|avenue|road|blvd|boulevard|drive|suite|floor|cedex|phone"
    r"|fax|tel|p\.?\s?o\.?\s?box"
    r"|carnegie mellon|georgia tech|virginia tech|fraunhofer|max[- ]planck|fakult\w*|fachbereich|akademi\w*|facolt\w*"
    r"|университет\w*|институт\w*|академи\w*|кафедр\w*|факультет\w*|лаборатори\w*|центр|россия|москва"
    r"|society|association|orchestra|library|museum|campus|county|province|republic|federal|cnrs|inria|cern|epfl|idsia)\b"
    r"|^(?:UC|UT|TU|UW|UNC|LMU|USC|CAS|ETH|MIT|CMU|NYU|UCLA|UCSD|KTH|SRI|NEC|ICSI|HKUST|KAIST|NUS|FAIR|Meta AI"
    r"|Place d[ue])\b"
    r"|大学|学院|研究所|研究院|公司|实验室|中心|医院|科学院|摘\s*要|关键词|대학|연구"
)
_PLACE = re.compile(
    r"^(?:.* )?(?:germany|switzerland|netherlands|italy|spain|sweden|norway|denmark|finland|belgium|austria|poland"
    r"|portugal|greece"
    r"|hungary|romania|canada|australia|japan|korea|taiwan|singapore|brazil|russia|ukraine|turkey|usa)$"
    r"|^(?:(?:the )?(?:united (?:states|kingdom)\b.*|netherlands)|u\.?s\.?a?\.?|u\.?k\.?|(?:p\.?r\.? )?china|germany"
    r"|france|canada|israel|india|japan"
    r"|(?:south |north )?korea|italy|spain|switzerland|australia|austria|russia|sweden|norway|finland|denmark|belgium"
    r"|ireland|scotland|england"
    r"|poland|portugal|greece|turkey|brazil|argentina|chile|mexico|colombia|egypt|iran|iraq|pakistan|bangladesh"
    r"|vietnam|thailand|singapore"
    r"|taiwan|malaysia|indonesia|hungary|romania|ukraine|serbia|croatia|slovenia|slovakia|bulgaria|estonia|latvia"
    r"|lithuania|luxembourg|iceland"
    r"|south africa|new zealand|saudi arabia|sri lanka|costa rica|puerto rico|hong kong|macau|qatar|kuwait|nigeria"
    r"|kenya|morocco|tunisia|algeria"
    r"|new (?:york|jersey|haven|delhi|orleans|mexico|brunswick|south wales|hampshire|england)\b.*|los (?:angeles"
    r"|alamos|altos|gatos)|las (?:vegas|cruces|palmas|condes)"
    r"|san (?:diego|francisco|jose|antonio|juan|mateo|carlos|rafael|ramon)|santa (?:barbara|cruz|clara|monica|fe)"
    r"|palo alto|menlo park|mountain view"
    r"|ann arbor|chapel hill|college park|tel aviv|cape town|s[ãa]o paulo|rio de janeiro|buenos aires|mexico city"
    r"|kuala lumpur|redwood city|salt lake city"
    r"|el paso|la jolla|la serena|baton rouge|des moines|east lansing|west lafayette|fort \w+|st\.? louis"
    r"|north carolina|south carolina"
    r"|west virginia|rhode island|british columbia|nova scotia|ho chi minh city|yorktown heights|murray hill"
    r"|silicon valley|great britain)$",
    re.I,
)
# Persons whose surname is a word of institutions and addresses.
_SURNAME = re.compile(
    r"^(?:[A-ZÀ-Þ][\w'’-]+ )?(?:[A-TV-Z]\.[ -]?)+"
    r"(?:street|streets|road|lane|drive|college|school|church|park|center|centre|unit|team|group|tech)$",
    re.I,
)
_STATE = re.compile(
    r"(?:^|[\s,])(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|I[DLN]|K[SY]|M[DINST]|N[CDEHJMVY]|OH|OK|PA|RI|S[CD]|T[NX]|V[AT]"
    r"|W[AIVY]|USA|UK)\.?$"
)
_ADDRESS = re.compile(r"\d{3,}|\b[A-Z]{1,2}\d{1,2}[A-Z]?\s+\d[A-Z]{1,2}\b")  # a postal code, British ones too
_ACRONYM = re.compile(r" [B-DF-HJ-NP-TV-XZ]{3,}$")
_CJK = re.compile(
    r"^[\u4e00-\u9fff\uac00-\ud7af]{2,4}$|^[\u3005\u4e00-\u9fff]{1,3} [\u3005\u3040-\u30ff\u4e00-\u9fff]{1,4}$"
)
_SMALL_IN_CAPITALS = re.compile(r"\b(?:Mc|Mac|De|La|Le|Di|Van)(?=[A-Z]{3})")
_LONG_ABBREVIATION = re.compile(r"^[^\W\d_]{5,}\.$")  # of a journal ("Naturforsch."); "Mohd." is a name


@lru_cache(maxsize=4096)
def is_name(text: str) -> bool:
    """Whether `text` is a full name: two words or more, as names are written; or two to four Chinese characters."""
    if is_affiliation(text):
        return False
    if _CJK.match(text):
        return True
    text = _whole_capitals(_NICKNAME.sub(r"\1", _SUFFIX_BEHIND.sub("", text)))
    words = re.sub(r"\.(?=[^\W\d_])", ". ", text).split()
    if not 2 <= len(words) <= 6 or not all(map(_is_name_word, words)):
        return False
    if words[0].isupper() and len(words[0]) >= 3 and words[0].isalpha() and not text.isupper():
        return False  # "UNC Chapel Hill"
    if not text.isupper() and _ACRONYM.search(text):
        return False  # "Compaq CRL"
    full = [word for word in words if not _INITIALS.match(word) and word.casefold() not in _PARTICLES]
    return bool(full) and not (text.isupper() and len(text) < 6)


@lru_cache(maxsize=4096)
def is_single_name(text: str) -> bool:
    """Whether `text` may be the name of somebody who has one name only, or a half of a name."""
    return (
        len(text) >= 4 and " " not in text and not text.isupper() and _is_name_word(text) and not is_affiliation(text)
    )


@lru_cache(maxsize=4096)
def is_affiliation(text: str) -> bool:
    """Whether `text` is an institution, a place or an address."""
    if _SURNAME.match(text):
        return False
    plain = _without_accents(text.casefold())  # "laboratório", "électronique"
    return bool(
        _AFFILIATION.search(text.casefold() if text.isupper() else text)
        or _AFFILIATION.search(text.casefold())
        or (plain != text.casefold() and _AFFILIATION.search(plain))
        or _PLACE.match(text)
        or _STATE.search(text)
        or is_address(text)
    )


def _without_accents(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def is_place(text: str) -> bool:
    """Whether `text` is a country or a town that is known by its name."""
    return bool(_PLACE.match(text))


def is_address(text: str) -> bool:
    """Whether a postal code or the like stands in `text`."""
    return bool(_ADDRESS.search(text))


def in_usual_case(name: str) -> str:
    """A name that is printed in capitals as one writes it: "JEAN-PIERRE VAN DER BERG" is "Jean-Pierre van der Berg"."""
    name = _whole_capitals(name)
    if not name.isupper() or _CJK.match(name):
        return name
    words = name.split()
    return " ".join(
        word.lower() if place and word.casefold() in _PARTICLES else _capitalised(word)
        for place, word in enumerate(words)
    )


def closed_up(name: str, printed: Collection[str]) -> str:
    """A name in capitals without the space that loose type left in a word: "BEN SAM PLE" where "Sample" is printed too.

    Args:
        printed: Words of the page, as they are written there.
    """
    if not name.isupper():
        return name
    out: list[str] = []
    for word in name.split():
        whole = _capitalised(out[-1] + word) if out else ""
        is_cut = bool(out) and whole in printed and word.capitalize() not in printed
        if is_cut and out[-1].isalpha() and len(out[-1]) > 1 and out[-1].casefold() not in _PARTICLES:
            out[-1] += word
        else:
            out.append(word)
    return " ".join(out)


def _whole_capitals(name: str) -> str:
    """A name in capitals with those of "McEXAMPLE", too."""
    whole = _SMALL_IN_CAPITALS.sub(lambda found: found[0].upper(), name)
    return whole if whole.isupper() else name


def _capitalised(word: str) -> str:
    if _INITIALS.match(word) or re.fullmatch(r"[IVX]{2,4}", word):
        return word
    parts = re.split(r"([-‐'’])", word)
    whole = "".join(part.capitalize() for part in parts)
    return re.sub(r"^Mc(?=[^\W\d_]{3})(.)", lambda found: f"Mc{found[1].upper()}", whole)


def join_suffixes(parts: Sequence[str]) -> list[str]:
    """The parts of a list of names, "Jr." and its like put back to the name before it."""
    out: list[str] = []
    for part in parts:
        if out and _SUFFIX.match(part) and is_name(out[-1]):
            out[-1] += f", {part}" if part.casefold().startswith(("jr", "sr")) else f" {part}"
        else:
            out.append(part)
    return out


def _is_name_word(word: str) -> bool:
    folded = word.casefold().strip(".,")
    is_initial = word.isupper() and (len(folded) == 1 or bool(_INITIALS.match(word)))
    if folded in _NOT_IN_NAMES and not is_initial:
        return False
    if _LONG_ABBREVIATION.match(word):
        return False
    if folded in _PARTICLES or word in _PARTICLES or _SMALL_INITIAL.match(word):
        return True
    if _LOWER_START.match(word):
        return True
    return bool(_WORD.match(word)) and word[0].isupper()
