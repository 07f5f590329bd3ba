# SPDX-License-Identifier: GPL-2.0-or-later
"""The changes that make mutants of a C file: one token, or one statement, at a time."""

import re
from collections import namedtuple

# A mutant: characters [start, end) of the file replaced by `new`.
Mutant = namedtuple("Mutant", "line start end old new")

TOKEN = re.compile(
    r"""(?P<skip>/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|^[ \t]*\#[^\n]*)"""
    r"""|(?P<number>\b(?:0[xX][0-9a-fA-F]+|[0-9]+)[uUlL]*\b)"""
    r"""|(?P<name>[A-Za-z_]\w*)"""
    r"""|(?P<operator><<=|>>=|->|\+\+|--|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|[-+*/%&|^!<>=?:~])""",
    re.S | re.X | re.M,
)

OPERATORS = {
    "<": ("<=", ">="),
    "<=": ("<", ">"),
    ">": (">=", "<="),
    ">=": (">", "<"),
    "==": ("!=",),
    "!=": ("==",),
    "&&": ("||",),
    "||": ("&&",),
    "+": ("-",),
    "-": ("+",),
    "/": ("*",),
    "%": ("/",),
    "<<": (">>",),
    ">>": ("<<",),
    "+=": ("-=", "="),
    "-=": ("+=", "="),
    "*=": ("=",),
    "|=": ("=",),
    "++": ("--",),
    "--": ("++",),
    "!": ("",),
    "~": ("",),
}

# Where the rules round, truncate and wrap.
NAMES = {
    "nkv_min": ("nkv_max",),
    "nkv_max": ("nkv_min",),
    "nkv_pfn_up": ("nkv_pfn_down",),
    "nkv_pfn_down": ("nkv_pfn_up",),
    "nkv_pfn_up64": ("nkv_pfn_down64",),
    "nkv_pfn_down64": ("nkv_pfn_up64",),
    "nkv_ulong_cut": ("(uint64_t)",),
    "uint64_t": ("uint32_t",),
    "int64_t": ("int32_t",),
    "true": ("false",),
    "false": ("true",),
}

# A statement that can be removed and is alone on its line: a call, an assignment, a jump; but not
# a return of a comparison, because a function must return its result.
STATEMENT = re.compile(
    r"^(?P<indent>\t+)(?!return\b)(?P<text>(?:[a-z_][\w.>\[\]-]*\(.*\)|[a-z_*(][^=(;]*[-+*/%&|^]?=[^=;].*"
    r"|[a-z_][\w.>\[\]-]*(?:\+\+|--)|continue|break));$",
    re.M,
)
DECLARATION = re.compile(r"^(?:\w+ )+\**\w+ = ")


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def other_number(literal):
    """The number one above; of 1 also 0, as it often stands for "some"."""
    digits = literal.rstrip("uUlL")
    suffix = literal[len(digits):]
    base = 16 if digits.lower().startswith("0x") else 10
    value = int(digits, base)
    form = "%#x" if base == 16 else "%d"
    others = (2, 0) if value == 1 else (value + 1,)
    return [form % other + suffix for other in others]


def is_unary(text, start):
    """Whether the + - * & at `start` has no left operand."""
    before = text[:start].rstrip()
    return re.search(r"[\w)\]]$", before) is None or re.search(r"\b(?:return|case)$", before) is not None


def is_result(text, end):
    """Whether the type that ends there is that of a function: its value is cut where it goes."""
    return re.match(r" \*?\w+\(", text[end:]) is not None


def token_mutants(text):
    for match in TOKEN.finditer(text):
        kind, token = match.lastgroup, match.group()
        if kind == "number":
            others = other_number(token)
        elif kind == "operator":
            others = OPERATORS.get(token, ())
            if token in ("+", "-") and is_unary(text, match.start()):
                others = ()
        elif token == "uint32_t" and text[:match.start()].endswith("typedef "):
            others = ("uint64_t",)
        elif kind == "name":
            others = () if is_result(text, match.end()) else NAMES.get(token, ())
        else:
            others = ()
        for other in others:
            yield Mutant(line_of(text, match.start()), match.start(), match.end(), token, other)


def statement_mutants(text):
    for match in STATEMENT.finditer(text):
        if not DECLARATION.match(match.group("text")):
            yield Mutant(line_of(text, match.start()), match.start("text"), match.end("text"),
                         match.group("text"), "")


def condition_of(text, start):
    """The end of the condition whose parenthesis opens before `start`."""
    depth = 1
    for match in re.finditer(r"[()]", text[start:]):
        depth += 1 if match.group() == "(" else -1
        if depth == 0:
            return start + match.start()
    return start


def condition_mutants(text):
    """Conditions the other way round, where that is not what another operator makes of them."""
    for match in re.finditer(r"\bif \(", text):
        start, end = match.end(), condition_of(text, match.end())
        condition = text[start:end]
        if not re.search(r"[<>]=?|[=!]=|^!", condition.replace("->", "")) or \
                re.search(r"&&|\|\|", condition):
            yield Mutant(line_of(text, start), start, end, condition, "!(%s)" % condition)


def return_mutants(text):
    """0 for what a function returns, but for what is that already, and for words."""
    for match in re.finditer(r"^\t+return ([^;]+);", text, re.M):
        if not re.match(r"(?:false|true|[A-Z_0-9]+|0x[0-9a-f]+[uUlL]*|[0-9]+[uUlL]*)$", match.group(1)):
            yield Mutant(line_of(text, match.start(1)), match.start(1), match.end(1),
                         match.group(1), "0")


def mutants_of(text):
    found = [mutant for make in (token_mutants, statement_mutants, condition_mutants, return_mutants)
             for mutant in make(text)]
    return sorted(set(found), key=lambda mutant: (mutant.start, mutant.end, mutant.new))
