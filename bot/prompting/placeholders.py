"""What the files of a prompt ask for, each with the line where it first does."""

from collections.abc import Container, Iterable

from jinja2 import meta, nodes

LIMITS = "limits"
"""The placeholder that prompt.yaml itself gives: `{{ limits.prose_chars }}`."""

EXAMPLES = "examples"
"""The placeholder that `prompts/examples/` gives: `{{ examples.author }}`, a worked thread in that voice."""

Lines = dict[str, int]
"""Name -> line, in the order of the file."""


def asked_for(tree: nodes.Template) -> Lines:
    """The placeholders that code fills: without `limits`, `examples`, and files that it includes."""
    undeclared = meta.find_undeclared_variables(tree) - {LIMITS, EXAMPLES}
    return _first(node for node in tree.find_all(nodes.Name) if node.name in undeclared)


def limits_asked_for(tree: nodes.Template) -> Lines:
    """The keys of `limits` that a file uses."""
    return _keys_of(LIMITS, tree)


def examples_asked_for(tree: nodes.Template) -> Lines:
    """The voices of which a file shows an example."""
    return _keys_of(EXAMPLES, tree)


def included(tree: nodes.Template) -> Lines:
    """The files that a file includes.

    Raises:
        ValueError: One is not named plainly.
    """
    found: Lines = {}
    for node in tree.find_all((nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport)):
        if not isinstance(node, nodes.Include) or not isinstance(node.template, nodes.Const):
            raise ValueError(f"line {node.lineno}: only `include` is there, with a file's name in quotation marks")
        found.setdefault(str(node.template.value), node.lineno)
    return found


def misused(tree: nodes.Template, material: Container[str]) -> Lines:
    """The material that a file does more with than to print it whole or to ask whether there is any.

    A filter would give plain text, and plain text gets no markers.
    """
    bare = {id(node) for output in tree.find_all(nodes.Output) for node in output.nodes}
    tests = {id(node.test) for node in tree.find_all(nodes.If)}
    tests |= {id(node.test) for node in tree.find_all(nodes.CondExpr)}
    return _first(node for node in tree.find_all(nodes.Name) if node.name in material and id(node) not in bare | tests)


def _keys_of(name: str, tree: nodes.Template) -> Lines:
    found: Lines = {}
    for node in tree.find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name) and node.node.name == name:
            found.setdefault(node.attr, node.lineno)
    for item in tree.find_all(nodes.Getitem):
        if isinstance(item.node, nodes.Name) and item.node.name == name:
            found.setdefault(str(getattr(item.arg, "value", "an expression")), item.lineno)
    return found


def _first(names: Iterable[nodes.Name]) -> Lines:
    found: Lines = {}
    for node in names:
        found[node.name] = min(node.lineno, found.get(node.name, node.lineno))
    return found
