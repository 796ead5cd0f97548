"""Texts that a chat platform could take for something else: markup, calls, commands, or nothing at all."""

HOSTILE_TEXTS = {
    "calls everyone": "@everyone @here look at this",
    "calls a channel as Slack writes it": "<!channel> <!here> <!everyone> <!subteam^S1|all>",
    "calls a person as Slack and Discord write it": "<@U1> <@!42> <@&42> <#C1|general>",
    "calls by name": "@ann @Ann thanks",
    "bold and italic": "*bold* **bolder** _thin_ __under__ ~gone~ ~~goner~~ ||dark||",
    "code": "`x` ``y`` ```z``` and `` ` ``",
    "marks of a line": "> quoted\n# head\n- item\n-# small\n1. one",
    "three signs of markup": "a < b && b > c &amp; &lt;b&gt; &#64;here",
    "a link as Slack writes it": "<https://example.org|click> [click](https://example.org)",
    "an address": "see https://example.org/a_b_c?d=1&e=2#f_g for code",
    "names of emoji": ":rocket: :repeat::+1::skin-tone-2:",
    "a time as Discord writes it": "<t:1700000000:R> <date!> <:name:123>",
    "a file that looks like a link": "train.py and README.md",
    "backslashes": r"\frac{a}{b} \* \_ \` C:\new",
    "signs without a width": "a\u200bb\u200cc\u200dd\u2060e",
    "right to left override": "abc\u202edef\u202c ghi",
    "signs of four bytes": "𝔼[x] 🚀🧪👩🏽‍🔬 𝛼",
    "Chinese": "我们提出一种新的方法。" * 28,
    "lines": "one\n\ntwo\n\n\nthree",
    "spaces first": "    four spaces first",
    "spaces inside": "a  b   c\td",
    "a command": "/thread export",
    "a combining sign": "e\u0301 n\u0303 \u1e69",
    "rich markup": "[bold red]no[/] [link=https://example.org]x[/link] {x} %s",
    "JSON": '{"text": "x", "a": [1, 2]} \\u0041 \\n',
    "HTML": "<script>alert(1)</script><b>x</b><br/>",
}
"""By what they do; each has to come out of a post character for character, and to call nobody."""

STEERING_TEXTS = {
    "escape sequences": "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x1b[2J",
    "control characters": "a\x08b\x07c\x0bd\x7fe\x9bf",
    "carriage return": "safe\rgone",
}
"""What no platform promises to keep: it must do no harm, and the words around it must be there."""
