"""What the files of a prompt ask for, held against what prompt.yaml lists and what the code can give."""

from collections.abc import Iterable, Iterator

from jinja2 import meta, nodes

LIMITS = "limits"
"""The placeholder that prompt.yaml itself gives: `{{ limits.prose_chars }}`."""

EXAMPLES = "examples"
"""The placeholder that `prompts/examples/` gives: `{{ examples.author }}`, a worked thread in that voice."""


def asked_for(tree: nodes.Template) -> frozenset[str]:
    """The placeholders that code fills: without `limits` and `examples`, and those of the files that it includes."""
    return frozenset(meta.find_undeclared_variables(tree)) - {LIMITS, EXAMPLES}


def limits_asked_for(tree: nodes.Template) -> frozenset[str]:
    """The keys of `limits` that a file uses."""
    return _keys_of(LIMITS, tree)


def examples_asked_for(tree: nodes.Template) -> frozenset[str]:
    """The voices of which a file shows an example."""
    return _keys_of(EXAMPLES, tree)


def included(tree: nodes.Template) -> list[str]:
    """The files that a file includes.

    Raises:
        ValueError: One is not named plainly.
    """
    names = list(meta.find_referenced_templates(tree))
    if None in names:
        raise ValueError("a file that is included must be named in quotation marks")
    return [name for name in names if name is not None]


def misused(tree: nodes.Template, material: Iterable[str]) -> Iterator[str]:
    """The material that a file does more with than to print it whole or to ask whether there is any.

    A filter would give plain text, and plain text gets no markers.
    """
    names = frozenset(material)
    bare = {id(node) for output in tree.find_all(nodes.Output) for node in output.nodes}
    tests = {id(node.test) for node in tree.find_all(nodes.If)} | {
        id(node.test) for node in tree.find_all(nodes.CondExpr)
    }
    for node in tree.find_all(nodes.Name):
        if node.name in names and id(node) not in bare | tests:
            yield node.name


def _keys_of(name: str, tree: nodes.Template) -> frozenset[str]:
    return frozenset(
        node.attr
        for node in tree.find_all(nodes.Getattr)
        if isinstance(node.node, nodes.Name) and node.node.name == name
    )
