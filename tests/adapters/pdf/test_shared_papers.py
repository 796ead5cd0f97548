"""Real papers of many layouts, each read once: what a reader of the first page sees must be in the `Paper`.

The lengths of abstracts were counted on the pages; a tenth more or less is a line lost or another's line.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from adapters.pdf.document import read_paper
from bot.errors import PaperDamaged, PaperError, PaperLocked, PaperUnreadable
from bot.model import Paper, Zone

Read = Callable[[str], Paper]


@pytest.fixture(scope="session")
def read(shared: Path) -> Read:
    """Reads `../shared/papers/<name>.pdf`, each file once a session."""

    @cache
    def _read(name: str) -> Paper:
        file = shared / "papers" / f"{name}.pdf"
        return read_paper(file.read_bytes(), name=file.name)

    return _read


@dataclass(frozen=True)
class Front:
    """What stands on the first page of a paper."""

    title: str
    authors: int
    first: str
    last: str
    abstract: tuple[str, str, int]
    """How it begins and ends, and its length in characters."""


FRONTS = {
    "attention": Front(
        "Attention Is All You Need",
        *(8, "Ashish Vaswani", "Illia Polosukhin"),
        ("The dominant sequence transduction models", "with large and limited training data.", 1139),
    ),
    "beyond-scale": Front(
        "Beyond Scale: The Diversity Coefficient as a Data Quality Metric for Variability in Natural Language Data",
        *(7, "Brando Miranda", "Sanmi Koyejo"),
        ("Current trends in pre-training", "leads to improved evaluation performance.", 1337),
    ),
    "bosonic-0908.0054": Front(
        "Ultra light bosonic dark matter and CMB",
        *(2, "Ivan Rodriguez Montoya", "Tonatiuh Matos Chassin"),
        ("In this work we report the cosmological", "non-zero optical depth of Reionization.", 477),
    ),
    "fader11": Front(
        "Identifying Relations for Open Information Extraction",
        *(3, "Anthony Fader", "Oren Etzioni"),
        ("Open Information Extraction (IE) is", "suggesting directions for future work.", 798),
    ),
    "leandojo": Front(
        "LeanDojo: Theorem Proving with Retrieval-Augmented Language Models",
        *(9, "Kaiyu Yang", "Anima Anandkumar"),
        ("Large language models (LLMs) have shown", "MIT license to facilitate further research.", 1710),
    ),
    "map-reduce": Front(
        "MapReduce: Simplified Data Processing on Large Clusters",
        *(2, "Jeffrey Dean", "Sanjay Ghemawat"),
        ("MapReduce is a programming model and an", "executed on Google’s clusters every day.", 1273),
    ),
    "mirage": Front(
        "Are Emergent Abilities of Large Language Models a Mirage?",
        *(3, "Rylan Schaeffer", "Sanmi Koyejo"),
        ("Recent work claims that large language", "fundamental property of scaling AI models.", 1624),
    ),
    "opt": Front(
        "OPT: Open Pre-trained Transformer Language Models",
        *(19, "Susan Zhang", "Luke Zettlemoyer"),
        ("Large language models, which are often", "experimenting with all of the released models.", 848),
    ),
    "resnet": Front(
        "Deep Residual Learning for Image Recognition",
        *(4, "Kaiming He", "Jian Sun"),
        ("Deeper neural networks are more difficult", "COCO detection, and COCO segmentation.", 1290),
    ),
    "rwkv": Front(
        "RWKV: Reinventing RNNs for the Transformer Era",
        *(30, "Bo Peng", "Rui-Jie Zhu"),
        ("Transformers have revolutionized almost", "performance in sequence processing tasks.", 1271),
    ),
    "senellart10": Front(
        "Probabilistic XML via Markov Chains",
        *(4, "Michael Benedikt", "Pierre Senellart"),
        ("We show how Recursive Markov Chains (RMCs)", "with each other and with prior formalisms.", 853),
    ),
    "seung08": Front(
        "Natural Image Denoising with Convolutional Networks",
        *(2, "Viren Jain", "H. Sebastian Seung"),
        ("We present an approach to low-level vision", "with even hundreds of parameters.", 1338),
    ),
    "tracemonkey": Front(
        "Trace-based Just-in-Time Type Specialization for Dynamic Languages",
        *(16, "Andreas Gal", "Michael Franz"),
        ("Dynamic languages such as JavaScript are", "and more for certain benchmark programs.", 860),
    ),
}


@pytest.mark.parametrize("name", FRONTS)
def test_title_and_authors(name: str, read: Read) -> None:
    paper, front = read(name), FRONTS[name]

    assert paper.title == front.title
    assert (len(paper.authors), paper.authors[0], paper.authors[-1]) == (front.authors, front.first, front.last)


@pytest.mark.parametrize("name", FRONTS)
def test_abstract(name: str, read: Read) -> None:
    abstract, (start, end, chars) = read(name).abstract, FRONTS[name].abstract

    assert abstract.startswith(start)
    assert abstract.endswith(end)
    assert len(abstract) == pytest.approx(chars, rel=0.1)


def test_a_chinese_report_without_authors(read: Read) -> None:
    paper = read("zh-wave")

    assert (paper.title, paper.authors) == ("波浪能转化装置输出功率的研究", ())
    assert paper.abstract.startswith("波浪能是一种无污染、储量大的可再生能源")
    assert len(paper.abstract) == pytest.approx(1446, rel=0.1)
    assert {"一、问题背景和问题重述", "二、问题分析", "三、模型假设", "参考文献"} <= {s.title for s in paper.sections}


@pytest.mark.parametrize(
    ("name", "sections"),
    [
        ("attention", ["Introduction", "Background", "Model Architecture", "Training", "Results", "Conclusion"]),
        ("bosonic-0908.0054", ["INTRODUCTION", "ULTRA LIGHT BOSONS AS DARK MATTER", "CONCLUSIONS"]),
        ("fader11", ["Introduction and Motivation", "REVERB", "Experiments", "Conclusions and Future Work"]),
        ("leandojo", ["Introduction", "Related Work", "LeanDojo: Toolkit and Benchmark", "Conclusion"]),
        ("map-reduce", ["Introduction", "Programming Model", "Refinements", "Performance", "Experience"]),
        ("mirage", ["Introduction", "Limitations", "Related Work", "Discussion", "References"]),
        ("opt", ["Introduction", "Method", "Evaluations", "Limitations", "Considerations for Release", "Conclusion"]),
        ("resnet", ["Introduction", "Related Work", "Deep Residual Learning", "Experiments", "References"]),
        ("rwkv", ["Introduction", "Background", "Evaluations", "Future Work", "Conclusions", "Limitations"]),
        ("senellart10", ["INTRODUCTION", "PRELIMINARIES", "RECURSIVE MARKOV CHAINS", "DISCUSSION", "REFERENCES"]),
        ("seung08", ["Background", "Convolutional Networks", "Experiments", "Discussion", "References"]),
        ("tracemonkey", ["Introduction", "Trace Trees", "Implementation", "Evaluation", "Related Work", "Conclusions"]),
    ],
)  # fmt: skip
def test_main_sections(name: str, sections: list[str], read: Read) -> None:
    outermost = [section.title for section in read(name).sections if section.level == 1]

    assert [title for title in outermost if title in sections] == sections


@pytest.mark.parametrize(
    ("name", "arxiv_id"),
    [
        ("attention", "1706.03762"),
        ("bosonic-0908.0054", "0908.0054"),
        ("leandojo", "2306.15626"),
        ("opt", "2205.01068"),
        ("resnet", "1512.03385"),
        ("rwkv", "2305.13048"),
        ("map-reduce", None),
        ("mirage", None),
    ],
)
def test_arxiv_id(name: str, arxiv_id: str | None, read: Read) -> None:
    assert read(name).arxiv_id == arxiv_id


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("attention", "https://github.com/tensorflow/tensor2tensor"),
        ("leandojo", "https://github.com/lean-dojo/LeanDojo"),
        ("opt", "https://github.com/facebookresearch/metaseq"),
        ("rwkv", "https://github.com/BlinkDL/RWKV-LM"),
        ("map-reduce", None),
        ("resnet", None),
        ("tracemonkey", None),
    ],
)
def test_code(name: str, url: str | None, read: Read) -> None:
    code = read(name).code

    assert (code.url if code else None) == url


@pytest.mark.parametrize("name", ["opt", "rwkv", "mirage"])
def test_limitations_are_found(name: str, read: Read) -> None:
    paper = read(name)

    assert sum(len(p.text) for p in paper.paragraphs if p.zone is Zone.LIMITATIONS) > 500


@pytest.mark.parametrize("name", FRONTS)
def test_paragraphs_are_in_order_and_on_pages_of_the_paper(name: str, read: Read) -> None:
    paper = read(name)
    numbers = [page for paragraph in paper.paragraphs for _, page in paragraph.starts]

    assert numbers == sorted(numbers)
    assert numbers[0] == 1
    assert numbers[-1] <= len(paper.pages)


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("damaged-poppler-742", PaperDamaged),
        ("truncated-tracemonkey", PaperDamaged),
        ("locked-print-protection", PaperLocked),
        ("locked-r6-user-password", PaperLocked),
        ("locked-r6-empty-password", PaperUnreadable),
        ("scan-issue5481", PaperUnreadable),
        ("ru-switch", PaperUnreadable),
    ],
)
def test_what_cannot_be_read_says_why(name: str, error: type[PaperError], read: Read) -> None:
    with pytest.raises(error) as raised:
        read(name)

    assert type(raised.value) is error
    assert f"{name}.pdf" in str(raised.value)
