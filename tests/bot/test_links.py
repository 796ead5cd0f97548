import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.links import find_refs, parse_ref
from bot.model import PaperRef


def named(text: str) -> list[str]:
    """The papers named in `text`, each as its id with the version."""
    return [with_version(ref) for ref in find_refs(text)]


def with_version(ref: PaperRef) -> str:
    return ref.url.removeprefix("https://arxiv.org/abs/")


class TestShapes:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("https://arxiv.org/abs/2306.13840", "2306.13840"),
            ("https://arxiv.org/abs/2306.13840v2", "2306.13840v2"),
            ("https://arxiv.org/abs/2306.13840v12", "2306.13840v12"),
            ("http://arxiv.org/abs/1412.6980", "1412.6980"),
            ("https://www.arxiv.org/abs/2306.13840", "2306.13840"),
            ("arxiv.org/abs/2306.13840", "2306.13840"),
            ("www.arxiv.org/abs/2306.13840", "2306.13840"),
            ("//arxiv.org/abs/2306.13840", "2306.13840"),
            ("https://arxiv.org/pdf/2306.13840", "2306.13840"),
            ("https://arxiv.org/pdf/2306.13840.pdf", "2306.13840"),
            ("https://arxiv.org/pdf/2306.13840v2.pdf", "2306.13840v2"),
            ("https://arxiv.org/html/2306.13840v1", "2306.13840v1"),
            ("https://arxiv.org/format/2306.13840", "2306.13840"),
            ("https://arxiv.org/src/2306.13840v3/anc/data.csv", "2306.13840v3"),
            ("https://arxiv.org/e-print/2306.13840", "2306.13840"),
            ("https://arxiv.org/ftp/arxiv/papers/1205/1205.2618.pdf", "1205.2618"),
            ("https://export.arxiv.org/abs/2306.13840", "2306.13840"),
            ("https://arxiv.org/abs/arXiv:2306.13840", "2306.13840"),
            ("https://arxiv.org:443/abs/2306.13840", "2306.13840"),
            ("https://arxiv.org./abs/2306.13840", "2306.13840"),
            ("HTTPS://ARXIV.ORG/ABS/2306.13840V2", "2306.13840v2"),
            ("https://arxiv.org/abs/2306.13840/", "2306.13840"),
            ("https://arxiv.org/abs/2306.13840?context=cs.CL&amp;x=1", "2306.13840"),
            ("https://arxiv.org/html/2306.13840v1#S3.SS2", "2306.13840v1"),
            ("https://arxiv.org/pdf/2306.13840.pdf?download=1#page=5", "2306.13840"),
            ("https://arxiv.org/html/2306.13840v1/x3.png", "2306.13840v1"),
        ],
    )
    def test_an_arxiv_address_names_its_paper(self, text: str, expected: str) -> None:
        assert named(text) == [expected]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("https://arxiv.org/abs/hep-th/9711200", "hep-th/9711200"),
            ("https://arxiv.org/pdf/hep-th/9711200v3.pdf", "hep-th/9711200v3"),
            ("https://arxiv.org/abs/cs/0508053", "cs/0508053"),
            ("https://arxiv.org/abs/math.GT/0309136v1", "math/0309136v1"),
            ("https://arxiv.org/abs/cond-mat.str-el/0309136", "cond-mat/0309136"),
            ("https://arxiv.org/abs/physics.optics/0309136", "physics/0309136"),
            ("https://arxiv.org/abs/hep-th%2F9711200", "hep-th/9711200"),
            ("https%3A%2F%2Farxiv.org%2Fabs%2Fhep-th%2f9711200", "hep-th/9711200"),
            ("https%3A%2F%2Farxiv.org%2Fabs%2F2306.13840v2%3Fcontext%3Dcs", "2306.13840v2"),
            ("arxiv.org%2Fabs%2F2306.13840", "2306.13840"),
        ],
    )
    def test_an_old_or_encoded_address_names_its_paper(self, text: str, expected: str) -> None:
        assert named(text) == [expected]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("https://doi.org/10.48550/arXiv.2306.13840", "2306.13840"),
            ("http://dx.doi.org/10.48550/ARXIV.2306.13840", "2306.13840"),
            ("https://doi.org/10.48550%2FarXiv.2306.13840", "2306.13840"),
            ("https://doi.org/10.48550/arXiv.hep-th/9711200", "hep-th/9711200"),
            ("doi:10.48550/arXiv.2306.13840.", "2306.13840"),
            ("DOI: 10.48550/arxiv.math/0309136", "math/0309136"),
            ("10.48550/arXiv.2306.13840", "2306.13840"),
            ("https://huggingface.co/papers/2306.13840", "2306.13840"),
            ("https://huggingface.co/papers/2306.13840.md", "2306.13840"),
            ("https://huggingface.co/api/papers/2306.13840", "2306.13840"),
            ("hf.co/papers/2306.13840#community", "2306.13840"),
            ("https://www.alphaxiv.org/abs/2306.13840v1", "2306.13840v1"),
            ("https://alphaxiv.org/overview/2306.13840", "2306.13840"),
            ("https://www.alphaxiv.org/zh/overview/2306.13840", "2306.13840"),
            ("https://alphaxiv.org/pdf/2306.13840v2.pdf", "2306.13840v2"),
            ("https://ar5iv.org/abs/2306.13840", "2306.13840"),
            ("https://ar5iv.org/html/hep-th/9711200", "hep-th/9711200"),
            ("https://ar5iv.labs.arxiv.org/html/2306.13840", "2306.13840"),
        ],
    )
    def test_a_doi_and_a_page_of_another_site_name_the_paper(self, text: str, expected: str) -> None:
        assert named(text) == [expected]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("arXiv:2306.13840v2 [cs.CL] 24 Jun 2023", "2306.13840v2"),
            ("arXiv: 2306.13840", "2306.13840"),
            ("arXiv : 2306.13840", "2306.13840"),
            ("arXiv 2306.13840", "2306.13840"),
            ("ARXIV:2306.13840,", "2306.13840"),
            ("arXiv:hep-th/9711200", "hep-th/9711200"),
            ("arXiv:math.GT/0309136v1", "math/0309136v1"),
            ("arXiv preprint arXiv:2306.13840 (2023).", "2306.13840"),
            ("arXiv preprint 2306.13840", "2306.13840"),
            ("arXiv ID: 2306.13840", "2306.13840"),
            ("**arXiv:** 2306.13840", "2306.13840"),
            ("_arXiv:2306.13840_", "2306.13840"),
            ("arXiv%3A2306.13840", "2306.13840"),
            ("论文arXiv：2306.13840讲的是", "2306.13840"),
            ("ａｒＸｉｖ：２３０６．１３８４０ｖ２", "2306.13840v2"),
        ],
    )
    def test_the_word_arxiv_with_an_id_names_the_paper(self, text: str, expected: str) -> None:
        assert named(text) == [expected]

    @pytest.mark.parametrize(
        "text",
        [
            "<{}>",
            "<{}|the paper>",
            "<{}|{}>",
            "[the paper]({})",
            "[the paper](<{}>)",
            '[the paper]({} "its title")',
            "[{}]({})",
            "({})",
            "(see {}).",
            "[[{}][the paper]]",
            "Have you read {}?",
            "{}!",
            "{}, which",
            "{}; and",
            "{}: a reading",
            "{}.",
            "{}… wow",
            "{}'s abstract",
            '"{}"',
            "`{}`",
            "**{}**",
            "_{}_",
            "~~{}~~",
            "||{}||",
            "> {}",
            "\\url{{{}}}",
            "url = {{{}}},",
            '<a href="{}">',
            "&lt;{}&gt;",
            "paper:{}",
            "link={}",
            "🔥{}🔥",
            ":fire:{}:fire:",
            "\u200b{}\u200b",
            "\ufeff{}\u2060and more",
            "看这个{}，很好",
            "この論文{}を読んだ",
            "링크{}을 보세요",
            "（{}）",
            "「{}」",
            "论文：{}。",
            "code: https://github.com/a/b paper: {}",
            "https://github.com/a/b,{}",
            "https://github.com/a/b;{}",
            "https://github.com/a/b，{}",
            "https://github.com/a/b看{}",
            "https://github.com/a/b，paper:{}",
            "[code](https://github.com/a/b)[paper]({})",
        ],
    )
    @pytest.mark.parametrize(
        "link",
        ["https://arxiv.org/abs/2306.13840v2", "arxiv.org/pdf/2306.13840v2.pdf", "hf.co/papers/2306.13840v2"],
        ids=["https", "no scheme", "another site"],
    )
    def test_what_stands_around_a_link_does_not_matter(self, text: str, link: str) -> None:
        assert find_refs(text.format(link, link)) == (PaperRef("2306.13840", 2, link),)

    @pytest.mark.parametrize(
        "text",
        [
            "The link is herehttps://arxiv.org/abs/2306.13840please read it",
            "https://https://arxiv.org/abs/2306.13840",
            "https：//arxiv.org/abs/2306.13840",
            "https://some%40body:pass@arxiv.org/abs/2306.13840",
            "chrome-extension://efaidnbmnnnibpcajpcglclefindmkaj/https://arxiv.org/pdf/2306.13840.pdf",
        ],
        ids=["no space", "scheme twice", "wide colon", "user", "PDF viewer"],
    )
    def test_slips_of_people_and_programs_are_understood(self, text: str) -> None:
        assert named(text) == ["2306.13840"]

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("see https://ArXiv.org/abs/2306.13840v2?x=1#y.", "https://ArXiv.org/abs/2306.13840v2"),
            ("<http://arxiv.org/pdf/2306.13840.pdf#page=2|PDF>", "http://arxiv.org/pdf/2306.13840.pdf"),
            ("(arXiv:math.GT/0309136)", "arXiv:math.GT/0309136"),
            ("doi:10.48550/ARXIV.2306.13840.", "10.48550/ARXIV.2306.13840"),
            ("论文arXiv：２３０６.１３８４０。", "arXiv：２３０６.１３８４０"),
        ],
    )
    def test_the_words_are_kept_as_written_without_query_and_fragment(self, text: str, words: str) -> None:
        assert [ref.as_written for ref in find_refs(text)] == [words]


class TestNotAPaper:
    @pytest.mark.parametrize(
        "text",
        [
            "2306.13840",
            "accuracy went from 2306.13840 to 2306.13841",
            "[2306.13840] A Title",
            "hep-th/9711200",
            "math.GT/0309136",
            "arXiv has 2306.13840 papers",
            "bioRxiv:2306.13840",
            "myarXiv:2306.13840",
            "http://2306.13840",
        ],
    )
    def test_a_bare_id_in_prose_is_a_number(self, text: str) -> None:
        assert find_refs(text) == ()

    @pytest.mark.parametrize(
        "text",
        [
            "https://arxiv.org.evil.com/abs/2306.13840",
            "arxiv.org.evil.com/abs/2306.13840",
            "https://notarxiv.org/abs/2306.13840",
            "notarxiv.org/abs/2306.13840",
            "https://my-arxiv.org/abs/2306.13840",
            "my-arxiv.org/abs/2306.13840",
            "https://arxiv.org-evil.com/abs/2306.13840",
            "https://arxiv.organic/abs/2306.13840",
            "https://arxiv.com/abs/2306.13840",
            "https://arxiv.evil.org/abs/2306.13840",
            "https://arxiv.org@evil.com/abs/2306.13840",
            "https://arxiv.org:pass@evil.com/abs/2306.13840",
            "https://arxiv.org%2Fabs%2F2306.13840@evil.com/",
            "https://evil.com\\@arxiv.org/abs/2306.13840",
            "someone@arxiv.org/abs/2306.13840",
            "https://arxıv.org/abs/2306.13840",
            "https://аrxiv.org/abs/2306.13840",
            "https://éarxiv.org/abs/2306.13840",
            "https://看arxiv.org/abs/2306.13840",
            "https://evil\u200barxiv.org/abs/2306.13840",
            "иarxiv.org/abs/2306.13840",
            "https://evilhf.co/papers/2306.13840",
            "https://doi.org.evil.com/10.48550/arXiv.2306.13840",
            "110.48550/arXiv.2306.13840",
        ],
    )
    def test_a_host_that_only_looks_right_is_not(self, text: str) -> None:
        assert find_refs(text) == ()

    @pytest.mark.parametrize(
        "text",
        [
            "https://evil.com/arxiv.org/abs/2306.13840",
            "evil.com/arxiv.org/abs/2306.13840",
            "https://evil.com/https://arxiv.org/abs/2306.13840",
            "https://evil.com/?u=https://arxiv.org/abs/2306.13840",
            "evil.com/?u=https://arxiv.org/abs/2306.13840",
            "evil.com?u=https://arxiv.org/abs/2306.13840",
            "evil.com:8080/?u=https://arxiv.org/abs/2306.13840",
            "https://evil.com?u=https%3A%2F%2Farxiv.org%2Fabs%2F2306.13840",
            "https://evil.com/?q=日本&u=https://arxiv.org/abs/2306.13840",
            "https://evil.com/#arXiv:2306.13840",
            "https://evil.com/10.48550/arXiv.2306.13840",
            "//evil.com/arxiv.org/abs/2306.13840",
            "mirror/arxiv.org/abs/2306.13840",
        ],
    )
    def test_an_address_inside_another_belongs_to_the_outer_one(self, text: str) -> None:
        assert find_refs(text) == ()

    def test_an_address_in_the_query_of_a_paper_is_dropped_with_the_query(self) -> None:
        assert named("https://arxiv.org/abs/2306.13840?from=https://arxiv.org/abs/1412.6980") == ["2306.13840"]

    @pytest.mark.parametrize(
        "text",
        [
            "https://arxiv.org/list/cs.CL/2306",
            "https://arxiv.org/a/example_a_1",
            "https://arxiv.org/search/?query=2306.13840",
            "https://export.arxiv.org/api/query?id_list=2306.13840",
            "https://arxiv.org/2306.13840",
            "https://arxiv.org/abs/",
            "https://huggingface.co/datasets/2306.13840",
            "https://doi.org/10.1234/2306.13840",
            "https://openreview.net/forum?id=2306.13840",
        ],
    )
    def test_other_pages_are_about_no_one_paper(self, text: str) -> None:
        assert find_refs(text) == ()


class TestIdentifiers:
    @pytest.mark.parametrize(
        "arxiv_id",
        [
            *("0704.0001", "0712.9999", "0801.0001", "1412.6980", "1501.00001", "2306.13840", "9912.99999"),
            *("hep-th/9108001", "math/9912999", "cs/0001001", "quant-ph/0703999"),
        ],
    )
    def test_ids_of_every_age_are_known(self, arxiv_id: str) -> None:
        assert named(f"https://arxiv.org/abs/{arxiv_id}") == [arxiv_id]
        assert named(f"arXiv:{arxiv_id}") == [arxiv_id]

    @pytest.mark.parametrize(
        "number",
        [
            "0703.0001",
            "0612.0001",
            "1412.00001",
            "1501.0001",
            "2306.1384",
            "2306.138401",
            "2300.13840",
            "2313.13840",
            "2306.13840v0",
            "2306.13840v1234",
            "٢٣٠٦.١٣٨٤٠",
            "hep-th/971120",
            "hep-th/97112000",
            "hep-th/9713200",
            "hep-th/9700200",
            "hep-th/0704001",
            "hep-th/9012001",
            "hep-xx/9711200",
            "xhep-th/9711200",
            "stat/0309136",
        ],
    )
    def test_what_arxiv_cannot_have_given_out_is_no_id(self, number: str) -> None:
        assert find_refs(f"https://arxiv.org/abs/{number} arXiv:{number} 10.48550/arXiv.{number}") == ()
        assert parse_ref(number) is None

    @pytest.mark.parametrize(
        "archive",
        [
            *("acc-phys", "adap-org", "alg-geom", "ao-sci", "astro-ph", "atom-ph", "bayes-an", "chao-dyn", "chem-ph"),
            *("cmp-lg", "comp-gas", "cond-mat", "cs", "dg-ga", "funct-an", "gr-qc", "hep-ex", "hep-lat", "hep-ph"),
            *("hep-th", "math", "math-ph", "mtrl-th", "nlin", "nucl-ex", "nucl-th", "patt-sol", "physics", "plasm-ph"),
            *("q-alg", "q-bio", "quant-ph", "solv-int", "supr-con"),
        ],
    )
    def test_every_archive_with_old_ids_is_known(self, archive: str) -> None:
        assert named(f"arxiv.org/abs/{archive}/9610001v2") == [f"{archive}/9610001v2"]

    def test_the_same_number_in_two_archives_is_two_papers(self) -> None:
        text = "arxiv.org/abs/hep-th/9711200 arxiv.org/abs/hep-ph/9711200 arXiv:math/9711200 arXiv:math-ph/9711200"

        assert named(text) == ["hep-th/9711200", "hep-ph/9711200", "math/9711200", "math-ph/9711200"]

    def test_the_subject_class_is_no_part_of_the_identity(self) -> None:
        text = "arxiv.org/abs/math.GT/0309136, arXiv:math/0309136, arXiv:MATH.gt/0309136"

        assert find_refs(text) == (PaperRef("math/0309136", None, "arxiv.org/abs/math.GT/0309136"),)


class TestSeveral:
    def test_papers_come_in_the_order_of_their_first_mention_each_once(self) -> None:
        text = (
            "1) https://arxiv.org/abs/2306.13840, 2) <https://arxiv.org/pdf/1412.6980.pdf|Adam> "
            "3) arXiv:2306.13840 4) hf.co/papers/1706.03762 5) 10.48550/arXiv.1412.6980"
        )

        assert named(text) == ["2306.13840", "1412.6980", "1706.03762"]

    @pytest.mark.parametrize("between", ["", ",", ";", "|", "\n", "、", "，", "和", ")("])
    def test_links_need_no_space_between_them(self, between: str) -> None:
        text = f"https://arxiv.org/abs/2306.13840{between}https://arxiv.org/abs/1412.6980v1"

        assert named(text) == ["2306.13840", "1412.6980v1"]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("arXiv:2306.13840v1 arXiv:2306.13840v3 arXiv:2306.13840v1", ["2306.13840v1", "2306.13840v3"]),
            ("arXiv:2306.13840v2 arXiv:1412.6980 arXiv:2306.13840", ["2306.13840v2", "1412.6980"]),
            ("arXiv:2306.13840 arXiv:1412.6980 arXiv:2306.13840v2", ["2306.13840v2", "1412.6980"]),
            ("arXiv:2306.13840 arXiv:2306.13840v3 arXiv:2306.13840v1", ["2306.13840v3", "2306.13840v1"]),
        ],
        ids=["two versions are two", "version first", "version later", "the first version stands in"],
    )
    def test_a_mention_without_version_repeats_the_one_with(self, text: str, expected: list[str]) -> None:
        assert named(text) == expected

    def test_the_mention_that_pins_the_version_gives_the_words(self) -> None:
        text = "<https://arxiv.org/pdf/2306.13840v2|arXiv:2306.13840> arXiv:1412.6980 hf.co/papers/1412.6980v9"

        assert [ref.as_written for ref in find_refs(text)] == [
            "https://arxiv.org/pdf/2306.13840v2",
            "hf.co/papers/1412.6980v9",
        ]


class TestAnArgument:
    @pytest.mark.parametrize(
        ("argument", "expected"),
        [
            ("2306.13840", PaperRef("2306.13840", None, "2306.13840")),
            ("2306.13840v2", PaperRef("2306.13840", 2, "2306.13840v2")),
            ("1412.6980V1", PaperRef("1412.6980", 1, "1412.6980V1")),
            ("hep-th/9711200", PaperRef("hep-th/9711200", None, "hep-th/9711200")),
            ("math.GT/0309136v1", PaperRef("math/0309136", 1, "math.GT/0309136v1")),
            ("cs/0508053", PaperRef("cs/0508053", None, "cs/0508053")),
            (" `2306.13840`, ", PaperRef("2306.13840", None, "2306.13840")),
            ("<2306.13840>", PaperRef("2306.13840", None, "2306.13840")),
            ("\u200b_2306.13840_", PaperRef("2306.13840", None, "2306.13840")),
            ("arXiv:2306.13840", PaperRef("2306.13840", None, "arXiv:2306.13840")),
            ("arxiv.org/abs/2306.13840v1", PaperRef("2306.13840", 1, "arxiv.org/abs/2306.13840v1")),
            (
                "<https://arxiv.org/abs/2306.13840v1|2306.13840>",
                PaperRef("2306.13840", 1, "https://arxiv.org/abs/2306.13840v1"),
            ),
        ],
    )
    def test_an_argument_is_a_bare_id_or_a_mention(self, argument: str, expected: PaperRef) -> None:
        assert parse_ref(argument) == expected

    @pytest.mark.parametrize(
        "argument",
        [
            "",
            "paper.pdf",
            "2306.13840.pdf",
            "./2306.13840",
            "papers/2306.13840",
            "2306.13840 1412.6980",
            "2306.13840-notes",
            "2306.13840final",
            "arXiv:2306.13840 arXiv:1412.6980",
            "https://evil.com/abs/2306.13840",
        ],
    )
    def test_an_argument_that_is_something_else_names_no_paper(self, argument: str) -> None:
        assert parse_ref(argument) is None


# ---- Properties ----

unhurried = settings(deadline=None)  # the machine is shared, and time has a test of its own

months = st.integers(1, 12).map("{:02d}".format)
new_ids = st.one_of(
    st.builds("{:02d}{}.{:04d}".format, st.integers(8, 14), months, st.integers(1, 9999)),
    st.builds("{:02d}{}.{:05d}".format, st.integers(15, 99), months, st.integers(1, 99999)),
)
old_ids = st.builds(
    "{}/{}{}{:03d}".format,
    st.sampled_from(["hep-th", "hep-ph", "math", "math-ph", "cs", "cond-mat", "q-bio", "supr-con"]),
    st.sampled_from(["91", "99", "00", "06"]),
    months,
    st.integers(1, 999),
)
arxiv_ids = new_ids | old_ids
versions = st.sampled_from(["", "v1", "v2", "v10"])

schemes = st.sampled_from(["", "http://", "https://", "HTTPS://"])
WAYS = [
    "arxiv.org/abs/{}",
    "arxiv.org/abs/{}?context=cs",
    "ArXiv.org/pdf/{}",
    "arxiv.org/pdf/{}.pdf",
    "www.arxiv.org/html/{}#S1",
    "export.arxiv.org/format/{}",
    "arxiv.org/src/{}/",
    "arxiv.org/e-print/{}",
    "huggingface.co/papers/{}",
    "hf.co/papers/{}",
    "www.alphaxiv.org/abs/{}",
    "alphaxiv.org/overview/{}",
    "ar5iv.org/abs/{}",
    "ar5iv.labs.arxiv.org/html/{}",
    "doi.org/10.48550/arXiv.{}",
]
MENTIONS = ["arXiv:{}", "arXiv: {}", "ARXIV：{}", "10.48550/arXiv.{}", "10.48550/ARXIV.{}"]
shapes = st.builds(str.__add__, schemes, st.sampled_from(WAYS)) | st.sampled_from(MENTIONS)

FRAGMENTS = [
    *("https://", "http", "arxiv.org/abs/", "arXiv:", "arXiv", "10.48550/", "10.48550/arXiv.", "2306.13840", "hep-th/"),
    *("evil.com/", "evil.com/?u=", "a@", "v1", "%2F", "https%3A%2F%2F", "](", "<", ">", "|", "//", "..", "&amp;", "\\"),
    *("看", "，", "\u200b", "é", "ａ", "０", "\ud800", "\U0001f525", "ı"),
]
hostile_texts = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=12).map("".join)

# Whatever stands before one of these, a link behind it is a link of its own.
separators = st.sampled_from([*" \n\t<>()[]{}\"'`|*,;", "\u3000", "，", "。", "（", "「", "🔥", "\u201c"])


@unhurried
@given(hostile_texts | st.text())
def test_no_text_raises_and_all_that_is_found_stands_in_it(text: str) -> None:
    refs = find_refs(text)

    assert all(ref.as_written in text for ref in refs)
    assert len({(ref.arxiv_id, ref.version) for ref in refs}) == len(refs)
    argument = parse_ref(text)
    assert argument is None or argument.as_written in text


@unhurried
@given(st.data())
def test_every_planted_link_is_found_in_order_whatever_stands_between(data: st.DataObject) -> None:
    planted = data.draw(st.lists(st.tuples(arxiv_ids, versions), max_size=4, unique_by=lambda pair: pair[0]))
    text = ""
    for arxiv_id, version in planted:
        text += data.draw(hostile_texts) + data.draw(separators) + data.draw(shapes).format(arxiv_id + version)
        text += data.draw(separators)
    text += data.draw(hostile_texts)

    found = named(text)

    expected = [arxiv_id + version for arxiv_id, version in planted]
    assert [name for name in found if name in expected] == expected


@unhurried
@given(arxiv_ids, versions, shapes)
def test_a_paper_is_the_same_in_every_shape_and_as_a_bare_id(arxiv_id: str, version: str, shape: str) -> None:
    in_text = parse_ref(shape.format(arxiv_id + version))
    bare = parse_ref(arxiv_id + version)

    assert in_text is not None
    assert bare is not None
    assert with_version(in_text) == with_version(bare) == arxiv_id + version
    assert with_version(find_refs(in_text.url)[0]) == arxiv_id + version


@pytest.mark.parametrize(
    "pattern",
    [
        *(
            "arxiv.org/abs/",
            "<",
            "[a](",
            "https://",
            "https://a:看",
            "https%3A%2F%2Fa",
            "arXiv:",
            "arXiv ",
            "10.48550/",
        ),
        *(
            "10.48550/arXiv.",
            "1",
            "a",
            "a.",
            "a-",
            "a@",
            "_",
            "/",
            "é",
            "看",
            "看a.b/",
            "看a",
            "\u200b",
            " ",
            "%2F",
            ",",
        ),
        *("https://arxiv.org/abs/2306.13840", "https%3A%2F%2Farxiv.org%2Fabs%2F2306.13840", "evil.com/?u=", "hep-th/"),
        *("<https://arxiv.org/abs/2306.13840|", "https://arxiv.org/abs/hep-th/9711200v", "math.GT/"),
    ],
)
def test_four_times_the_text_costs_about_four_times_as_much(pattern: str) -> None:
    def seconds(length_chars: int) -> float:
        text = (pattern * length_chars)[:length_chars]
        start = time.process_time()
        parse_ref(text)  # asks `find_refs` too
        return time.process_time() - start

    # Quadratic time would be a factor of 16. The best of three runs, since the clock is coarse and the machine shared.
    small = min(seconds(10_000) for _ in range(3))
    large = min(seconds(40_000) for _ in range(3))

    assert large < 10 * small + 0.005
