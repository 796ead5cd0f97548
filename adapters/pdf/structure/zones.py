"""What part of a paper a section is, by the words of its heading."""

import re
from collections.abc import Iterable

from bot.model import Zone

ABSTRACT_WORDS = (
    r"abstract|summary|摘\s*要|要\s*旨|抄\s*録|概\s*要|초\s*록|요\s*약|аннотация|реферат|анотація|zusammenfassung|kurzfassung"
    r"|résumé|resumen|resumo|resum|riassunto|samenvatting|sammanfattning|sammendrag|streszczenie|abstrakt|sažetak|özet"
)
"""What an abstract is headed with, in the languages that papers are written in; the inside of an expression."""

# English first, then other languages. The first that matches wins.
_PATTERNS = {
    Zone.FRONT: (
        r"^(?:(?:author |acm (?:classification )?)?key ?words|index terms|ccs concepts|categories and subject"
        r"|general terms|acm reference|pacs\b|msc\b|jel\b|citation$|(?:academic )?editors?$|received$|accepted$"
        r"|published$"
        r"|copyright$|how to cite|article (?:info|history)|competing (?:financial )?interests|conflicts? of interest"
        r"|disclosures?$|ethics (?:statement|declaration)|author contributions?$|credit author|additional information$"
        r"|about the authors?|关键[词字]|キーワード|ключевые слова|schlüsselwörter|schlagw[oö]rter|mots?[- ]cl[eé]s"
        r"|palabras[- ]clave|palavras[- ]chave|parole[- ]chiave)"
    ),
    Zone.ABSTRACT: (
        rf"^(?:executive summary|(?:{ABSTRACT_WORDS})(?:\s*[-–/|]\s*(?:{ABSTRACT_WORDS}))?)"
        r"(?:[\s:(–-]*(?:word count:? *)?\d{2,4}(?: words)?\)?)?$"
    ),
    Zone.REFERENCES: (
        r"^(?:references(?: and notes)?|bibliography|literature cited|works cited|cited literature"
        r"|参考文献|參考文獻|참고\s*문헌|список литературы|литература|literatur(?:verzeichnis)?|bibliographie"
        r"|références(?: bibliographiques)?|referências(?: bibliográficas)?"
        r"|referencias(?: bibliográficas)?|bibliograf[ií]a|riferimenti(?: bibliografici)?|literatuur|literatura"
        r"|kaynaklar)$"
    ),
    Zone.ACKNOWLEDGEMENTS: (
        r"acknowledge?ments?|^funding\b|^致\s*谢|^謝\s*辞|^благодарност|^danksagung|^remerciements|^agradecim|^ringraziamenti"
    ),
    Zone.APPENDIX: r"^(?:appendix|appendices|supplement|supporting information|附\s*录|приложени|anhang|annexe)",
    Zone.LIMITATIONS: (r"limitation|threats to validity|shortcoming|weaknesse?s|不足|缺点|局限|ограничени|grenzen"),
    Zone.CONCLUSION: (
        r"conclu[ds]|^summary|^closing (?:remarks|thoughts)"
        r"|总\s*结|结\s*论|結\s*論|おわりに|まとめ|결\s*론|заключени|^вывод|fazit|schlussfolgerung"
    ),
    Zone.FUTURE: (
        r"future (?:work|research|direction)|outlook|open (?:problems|questions)|展望|推广|模型的改进|ausblick"
    ),
    Zone.RELATED: (
        r"related (?:works?|research|literature)|prior (?:work|art)|previous work|^background|literature review"
        r"|相关工作|обзор|verwandte arbeiten|stand der (?:technik|forschung)"
    ),
    Zone.INTRODUCTION: (
        r"^introduction|^motivation|^引\s*言|^绪\s*论|^前\s*言|^问题重述|^はじめに|^緒\s*[言論]|^序\s*論|^서\s*론|^введение"
        r"|^einleitung|^einführung|^introdução|^introducción|^introduzione|^inleiding"
    ),
    Zone.DISCUSSION: r"^discussion|^general discussion|analysis and discussion|讨论|评价|обсуждение|^diskussion",
    Zone.RESULTS: (
        r"results?\b|experiments?\b|experimental|evaluation|empirical|findings|结果|实验|эксперимент|результат|ergebniss"
    ),
}
_ZONES = tuple((zone, re.compile(pattern, re.I)) for zone, pattern in _PATTERNS.items())
# What these say is the paper's own word on itself, also where a conference makes authors put it into the appendix.
_KEPT_IN_APPENDIX = frozenset({Zone.LIMITATIONS, Zone.FUTURE, Zone.ACKNOWLEDGEMENTS, Zone.REFERENCES, Zone.FRONT})
_NOT_INHERITED = frozenset({Zone.ABSTRACT, Zone.FRONT, Zone.REFERENCES})


def own_zone(title: str) -> Zone:
    """The zone that a heading names by itself; BODY when it names none."""
    return next((zone for zone, pattern in _ZONES if pattern.search(title)), Zone.BODY)


def zones(headings: Iterable[tuple[str, int]]) -> list[Zone]:
    """The zone of each heading, given as (title, level) in order: its own, or that of the section it is in."""
    found: list[Zone] = []
    above: list[tuple[int, Zone]] = []
    after_references = False
    for title, level in headings:
        while above and above[-1][0] >= level:
            above.pop()
        inherited = above[-1][1] if above else Zone.BODY
        zone = own_zone(title)
        if zone is Zone.ABSTRACT and Zone.INTRODUCTION in found:
            zone = _zone_at_the_end(title)
        elif zone is Zone.ABSTRACT and zone in found:
            zone = Zone.BODY  # a paper has one
        if zone not in _KEPT_IN_APPENDIX and (inherited is Zone.APPENDIX or after_references):
            zone = Zone.APPENDIX
        elif zone is Zone.BODY and inherited not in _NOT_INHERITED:
            zone = inherited
        after_references = after_references or zone is Zone.REFERENCES
        above.append((level, zone))
        found.append(zone)
    return found


def _zone_at_the_end(title: str) -> Zone:
    """What a heading that could be an abstract's is behind the introduction: "Summary" concludes."""
    return next((zone for zone, pattern in _ZONES if zone is not Zone.ABSTRACT and pattern.search(title)), Zone.BODY)
