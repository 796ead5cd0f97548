"""What a shorter form has to keep."""

import pytest

from bot.revising.keeping import facts_of, lost_contrast, lost_facts

LONG = (
    "With Llama-2 70B, Ada Müller's two ideas gain 12.5% on ImageNet over 3,400 proofs of Coq: https://a.org/x"
    " @ada #NeurIPS"
)


def test_numbers_names_links_handles_and_tags_are_facts() -> None:
    assert set(facts_of(LONG)) == {
        "70B", "12.5%", "3,400", "Llama-2", "Ada", "Müller", "ImageNet", "Coq", "https://a.org/x", "@ada", "#NeurIPS",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("short", "lost"),
    [
        pytest.param(LONG.replace("two ideas", "ideas"), (), id="counting to two is no fact"),
        pytest.param(LONG.replace("12.5%", "12.5 percent").replace("3,400", "3400"), (), id="another form of a number"),
        pytest.param(LONG.replace("12.5%", "12.4%"), ("12.5%",), id="another number"),
        pytest.param(LONG.replace("12.5%", "12.5"), ("12.5%",), id="without its unit"),
        pytest.param(LONG.replace("ImageNet", "images"), ("ImageNet",), id="no name"),
        pytest.param(LONG.replace(" @ada #NeurIPS", ""), ("@ada", "#NeurIPS"), id="no handle, no tag"),
        pytest.param(LONG.replace("https://a.org/x", "https://a.org/xy"), ("https://a.org/x",), id="another address"),
        pytest.param(LONG.replace("Ada Müller's", "Adaptive"), ("Ada", "Müller"), id="a name in a longer word"),
    ],
)
def test_what_is_lost_is_named(short: str, lost: tuple[str, ...]) -> None:
    assert lost_facts(LONG, short) == lost


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        ("Sharp metrics jump, whereas smooth ones rise.", "Sharp metrics jump.", "whereas"),
        ("Sharp metrics jump, whereas smooth ones rise.", "Sharp metrics jump; smooth ones rise.", ""),
        ("Shells were found, but the arguments failed.", "Shells were found.", "but"),
        ("It is faster than two experts with a glass.", "It is fast.", "than"),
        ("It is faster than two experts with a glass.", "Unlike two experts, it is fast.", ""),
        ("It sorts shells while they are wet.", "It sorts shells.", ""),
    ],
    ids=["one side", "another form", "a but", "a comparison", "other words", "while of time"],
)
def test_a_comparison_keeps_both_sides(before: str, after: str, lost: str) -> None:
    assert lost_contrast(before, after) == lost
