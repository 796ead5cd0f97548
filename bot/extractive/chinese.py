"""The rules of Chinese: what a thin list of words can do. A sentence of 100 characters fills a tweet."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.extractive.role_rules import CLOSENESS_WEIGHT, NEVER, Place
from bot.extractive.shortening import Form
from bot.extractive.subject import Subject
from bot.model import NOT_TEXT, Paper, Role, Voice, Zone

_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]"
)
_LEAST_SHARE = 0.3


def is_chinese(paper: Paper) -> bool:
    """Whether the running text is mostly Chinese characters."""
    text = "".join(paragraph.text for paragraph in paper.paragraphs[:60])
    return len(text) > 0 and len(_WIDE.findall(text)) >= _LEAST_SHARE * len(text)


_CITATION = re.compile(r"\[\s?\d{1,3}(?:\s?[,，;–-]\s?\d{1,3}){0,20}\s?\]")
_BRACKET_POINTER = re.compile(r"[（(](?:见|如)?(?:图|表|式|附录)[^（）()]{0,20}[）)]")
_SPACE_BETWEEN = re.compile("(?<=[\u3000-\u9fff\uff00-\uff60]) +(?=[\u3000-\u9fff\uff00-\uff60])")
_OPENING = re.compile(
    r"^(?:首先|其次|再次|最后|然后|此外|另外|同时|因此|所以|综上(?:所述)?|总之|具体(?:地|来说|而言)|进一步(?:地)?|接着|随后)[，,]\s?|^(?:首先|其次|再次|最后|然后|接着"
    r"|随后)(?=我们|本文|对)|^针对(?:问题|任务|目标)[一二三四五六\d]{1,2}[，,]\s?(?:为了[^，。]{2,40}[，,]\s?)?|^（[1-9一二三四五]）\s?"
)
_UNIT = re.compile(r"(?<=\d)\s?[A-Za-zμΩ]{1,4}(?:\s?[·/]\s?[A-Za-z]{1,3}){0,3}")

_FLAWS = re.compile(
    r"[=<>≤≥≈∑∏∫√∂∇∞→←⇒{}\\_^|*]|[\u0370-\u03ff]|(?<![A-Za-z])[A-Za-z](?![A-Za-z-])|[？?]|https?:|www\."
    r"|(?:图|表|式|附录|公式|算法|步骤)\s?[（(]?\d|如下|下图|下表|上图|上表|上式|下式|上述|以下|如图|见图|见表|前文|后文|下文|上文|本节|本章|第[一二三四五六七八九十\d]+[章节部]"
    r"|分别为|支撑材料|优缺点|文献|(?:问题|题目?|假设|步骤|情形|情况|模型|附件|阶段)\s?(?:[一二三四五]|\d)|（[1-9一二三]）"
)
_DANGLING = re.compile(
    r"^(?:其|该|此|这|那|它|他|她|则|即|而|但|且|并|由此|由于该|由图|由表|从图|从表|同理|同样|类似|后者|前者|令|设|记|若|当|取|可得|可知|可见|对于(?:该|此|这))"
)
_END = re.compile(r"[。！.．]$")
_FEWEST_COLUMNS, _SHORTEST_HEAD_CHARS = 24, 15
_FIRST_PERSON = re.compile("我们|我(?!国)|笔者|咱")

_CUT = re.compile(r"[，,](?=并|从而|因此|同时|其中|得到|进而|以便|为)|[；;]")
_SECOND_CLAUSE = re.compile(r"[，,](?=利用|结果表明|结果显示|我们|本文|最终)")
_CUT_COST, _SECOND_CLAUSE_COST = 0.8, 1.0
_AIM_COLUMNS, _COLUMNS_OVER_AIM_PER_COST = 150, 70

_ANNOUNCES_LIST = re.compile("贡献(?:如下|包括|主要|有以下|为|：)")
_OWN = re.compile("本文|我们|本研究|本论文|文中|笔者|本课题|本系统")
_ROLE_WORDS: dict[Role, tuple[tuple[float, re.Pattern[str]], ...]] = {
    Role.CONTRIBUTION: (
        (3.0, re.compile("(?:本文|我们|本研究|本论文).{0,30}(?:提出|研究|建立|设计|构建|开发|给出|介绍|探讨|实现)")),
        (1.0, re.compile("首次|新的|新型|创新")),
    ),
    Role.RESULT: (
        (2.0, re.compile("结果表明|结果显示|实验表明|表明|优于|达到|提高|降低|减少|提升|误差|精度")),
        (
            1.6,
            re.compile(
                r"(?:最大|最优|最小|最佳|最高|最低|平均)[^，。]{0,16}\d|\d+(?:\.\d+)?\s?(?:%|％|倍|瓦|千瓦|米|秒|W|kW)"
            ),
        ),
    ),
    Role.METHOD: (
        (1.8, re.compile("采用|利用|基于|运用|通过|借助|使用")),
        (0.8, re.compile("求解|建模|优化|算法|方法|模型")),
    ),
    Role.WHY: ((1.8, re.compile("重要|意义|关键|难题|挑战|瓶颈|亟待|亟需|迫切|广泛|前景")),),
    Role.LIMITATION: ((3.0, re.compile("不足|局限|缺点|有待|未考虑|没有考虑|忽略了|尚未|不能|无法|较为理想")),),
    Role.FUTURE_WORK: (
        (3.0, re.compile("未来|下一步|今后|后续(?:工作|研究)|将进一步|有待进一步|可以推广|进一步研究")),
    ),
    Role.CREDITS: ((3.0, re.compile("感谢|致谢|资助|基金")),),
}
_ZONES: dict[Role, dict[Zone, float]] = {
    Role.CONTRIBUTION: {
        Zone.ABSTRACT: 3.0,
        Zone.INTRODUCTION: 1.2,
        Zone.FRONT: 1.0,
        Zone.CONCLUSION: 1.0,
        Zone.FUTURE: 0.5,
        Zone.BODY: -1.5,
    },
    Role.RESULT: {
        Zone.ABSTRACT: 3.0,
        Zone.CONCLUSION: 2.0,
        Zone.RESULTS: 0.8,
        Zone.INTRODUCTION: 0.5,
        Zone.FRONT: 1.0,
        Zone.BODY: 0.0,
        Zone.DISCUSSION: 0.5,
    },
    Role.METHOD: {Zone.ABSTRACT: 2.2, Zone.INTRODUCTION: 1.2, Zone.CONCLUSION: 1.0, Zone.FRONT: 0.8, Zone.BODY: -1.5},
    Role.WHY: {
        Zone.ABSTRACT: 1.8,
        Zone.INTRODUCTION: 1.6,
        Zone.FRONT: 0.8,
        Zone.CONCLUSION: 0.8,
        Zone.FUTURE: 0.6,
        Zone.BODY: 0.0,
    },
    Role.LIMITATION: {Zone.LIMITATIONS: 3.0, Zone.CONCLUSION: 1.0, Zone.DISCUSSION: 1.0, Zone.BODY: 0.0},
    Role.FUTURE_WORK: {
        Zone.FUTURE: 2.5,
        Zone.CONCLUSION: 1.5,
        Zone.DISCUSSION: 1.2,
        Zone.LIMITATIONS: 1.0,
        Zone.BODY: -0.5,
    },
    Role.CREDITS: {Zone.ACKNOWLEDGEMENTS: 2.0},
}


@dataclass(frozen=True, slots=True)
class Chinese:
    """A `Language`, for one paper."""

    subject: Subject

    def turns(self, text: str) -> bool:
        return _OWN.search(text) is not None

    def turns_silently(self, _text: str) -> bool:
        return False

    def tells_finding(self, _text: str) -> bool:
        return False

    def contrasts(self, text: str) -> bool:
        return text.startswith(("但", "然而", "可是", "不过"))

    def takes_back(self, _text: str, _before: str, /) -> bool:
        return False

    def cites(self, _text: str) -> bool:
        return False

    def announces_list(self, text: str) -> bool:
        return _ANNOUNCES_LIST.search(text) is not None

    def parts_of(self, _text: str) -> tuple[str, ...]:
        return ()

    def tidied(self, text: str) -> str:
        text = _BRACKET_POINTER.sub("", _CITATION.sub("", text))
        return _OPENING.sub("", _SPACE_BETWEEN.sub("", text)).strip()

    def owned(self, text: str, _place: Place, _voice: Voice, /) -> str:
        return text

    def voiced(self, text: str, _voice: Voice, /) -> str:
        return text

    def may_serve(self, _text: str, _zone: Zone, /) -> bool:
        return True

    def role_scores(self, text: str, place: Place) -> dict[Role, float]:
        scores: dict[Role, float] = {}
        for role, weighted in _ROLE_WORDS.items():
            prior = _ZONES[role].get(place.zone)
            words = sum(weight for weight, pattern in weighted if pattern.search(text))
            if role is Role.WHY and place.is_background:
                words += 0.8
            elif place.is_background or words == 0.0:
                words = NEVER
            if prior is not None and words > NEVER:
                scores[role] = words + prior + (0.0 if role is Role.CREDITS else CLOSENESS_WEIGHT * place.closeness)
        return scores

    def best_form(self, text: str, *, limit_chars: int, stands: Callable[[str], bool]) -> Form | None:
        """As it is, or cut before a word that only adds; each cut leaves the head of the sentence."""
        heads = [text[: match.start()] + "。" for match in _CUT.finditer(text) if match.start() >= _SHORTEST_HEAD_CHARS]
        clauses = [text[match.end() :] for match in _SECOND_CLAUSE.finditer(text)]
        forms = [
            Form(text, self._cost(text, 0.0)),
            *(Form(head, self._cost(head, _CUT_COST)) for head in heads),
            *(Form(clause, self._cost(clause, _SECOND_CLAUSE_COST)) for clause in clauses),
        ]
        fitting = (form for form in forms if self.columns(form.text) <= limit_chars and stands(form.text))
        return min(fitting, key=lambda form: form.cost, default=None)

    def _cost(self, text: str, cut: float) -> float:
        return cut + max(0, self.columns(text) - _AIM_COLUMNS) / _COLUMNS_OVER_AIM_PER_COST

    def stands(self, text: str, zone: Zone, voice: Voice, /, *, lenient: bool) -> bool:
        return self.follows(text, "", zone, voice) and (lenient or _DANGLING.match(text) is None)

    def follows(self, text: str, _before: str, _zone: Zone, voice: Voice, /) -> bool:
        if voice is Voice.CURATOR and _FIRST_PERSON.search(text):
            return False
        is_whole = _END.search(text) is not None and self.columns(text) >= _FEWEST_COLUMNS
        is_balanced = text.count("（") == text.count("）") and text.count("“") == text.count("”")
        return is_whole and is_balanced and NOT_TEXT not in text and _FLAWS.search(_UNIT.sub("", text)) is None

    def speaks_of(self, _text: str, /) -> None:
        return None

    def with_name(self, _text: str, _name: str, /) -> None:
        return None

    def things_brought(self, _text: str, /) -> frozenset[str]:
        return frozenset()

    def with_our(self, _text: str, _things: frozenset[str], _before: str | None, /) -> None:
        return None

    def only_introduces(self, _text: str, /) -> bool:
        return False

    def columns(self, text: str) -> int:
        return len(text) + len(_WIDE.findall(text))
