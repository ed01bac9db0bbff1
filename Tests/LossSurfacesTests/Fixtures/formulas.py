"""The formula language of surfaces/README.md in Python's mpmath: values and gradients to 40 digits.

Written from the description of the language alone; shares nothing with the Swift sources.
"""

import re

import mpmath as mp

import bbob

mp.mp.dps = 50

TOKEN = re.compile(
    r"\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([A-Za-z_]\w*)|(<=|>=|==|!=|.))"
)
SIGNS = {"−": "-", "×": "*", "·": "*", "÷": "/"}


class Dual:
    """A number with its gradient."""

    def __init__(self, value, gradient):
        self.value, self.gradient = value, gradient

    def chain(self, value, slope):
        return Dual(value, [slope * part for part in self.gradient])


def add(a, b):
    return Dual(a.value + b.value, [p + q for p, q in zip(a.gradient, b.gradient)])


def subtract(a, b):
    return Dual(a.value - b.value, [p - q for p, q in zip(a.gradient, b.gradient)])


def multiply(a, b):
    parts = [p * b.value + q * a.value for p, q in zip(a.gradient, b.gradient)]
    return Dual(a.value * b.value, parts)


def divide(a, b):
    quotient = a.value / b.value
    return Dual(quotient, [(p - quotient * q) / b.value for p, q in zip(a.gradient, b.gradient)])


def power(a, b):
    if not any(b.gradient):
        exponent = int(b.value) if b.value == int(b.value) else b.value
        if exponent == 0:
            return a.chain(mp.mpf(1), mp.mpf(0))
        slope = mp.mpf(0)
        if a.value != 0 or exponent == 1:
            slope = exponent * a.value ** (exponent - 1)
        return a.chain(a.value**exponent, slope)
    value = a.value**b.value
    slope = b.value * a.value ** (b.value - 1)
    gradient = [slope * p + value * mp.log(a.value) * q for p, q in zip(a.gradient, b.gradient)]
    return Dual(value, gradient)


def root(a):
    value = mp.sqrt(a.value)
    return a.chain(value, 1 / (2 * value) if value else mp.mpf(0))


def cube_root(a):
    value = mp.sign(a.value) * mp.cbrt(abs(a.value))
    return a.chain(value, 1 / (3 * value**2) if value else mp.mpf(0))


def angle(y, x):
    square = x.value**2 + y.value**2
    slopes = [(p * x.value - q * y.value) / square if square else mp.mpf(0)
              for p, q in zip(y.gradient, x.gradient)]
    return Dual(mp.atan2(y.value, x.value), slopes)


def extreme(choose):
    def function(*operands):
        value = choose(operand.value for operand in operands)
        chosen = [operand for operand in operands if operand.value == value]
        parts = zip(*(operand.gradient for operand in chosen))
        return Dual(value, [sum(column) / len(chosen) for column in parts])

    return function


def length(*operands):
    total = multiply(operands[0], operands[0])
    for operand in operands[1:]:
        total = add(total, multiply(operand, operand))
    return root(total)


def smooth(function, slope):
    return lambda a: a.chain(function(a.value), slope(a.value))


FUNCTIONS = {
    "sqrt": root,
    "cbrt": cube_root,
    "exp": smooth(mp.exp, mp.exp),
    "log": smooth(mp.log, lambda x: 1 / x),
    "ln": smooth(mp.log, lambda x: 1 / x),
    "log2": smooth(lambda x: mp.log(x, 2), lambda x: 1 / (x * mp.log(2))),
    "log10": smooth(mp.log10, lambda x: 1 / (x * mp.log(10))),
    "sin": smooth(mp.sin, mp.cos),
    "cos": smooth(mp.cos, lambda x: -mp.sin(x)),
    "tan": smooth(mp.tan, lambda x: 1 + mp.tan(x) ** 2),
    "asin": smooth(mp.asin, lambda x: 1 / mp.sqrt(1 - x**2)),
    "acos": smooth(mp.acos, lambda x: -1 / mp.sqrt(1 - x**2)),
    "atan": smooth(mp.atan, lambda x: 1 / (1 + x**2)),
    "sinh": smooth(mp.sinh, mp.cosh),
    "cosh": smooth(mp.cosh, mp.sinh),
    "tanh": smooth(mp.tanh, lambda x: 1 - mp.tanh(x) ** 2),
    "abs": smooth(abs, mp.sign),
    "sign": smooth(mp.sign, lambda x: mp.mpf(0)),
    "floor": smooth(mp.floor, lambda x: mp.mpf(0)),
    "erf": smooth(mp.erf, lambda x: 2 / mp.sqrt(mp.pi) * mp.exp(-(x**2))),
    "atan2": angle,
    "min": extreme(min),
    "max": extreme(max),
    "norm": length,
    "hypot": length,
}
COMPARISONS = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}
BINARY = {"+": add, "-": subtract, "*": multiply, "/": divide}


class Formula:
    """Compiles a formula to closures over a dictionary of names."""

    def __init__(self, text, functions=()):
        self.functions = functions
        text = text.replace("²", "^2").replace("³", "^3")
        for sign, plain in SIGNS.items():
            text = text.replace(sign, plain)
        self.tokens = [next(t for t in match if t) for match in TOKEN.findall(text.strip())]
        self.position = 0
        self.evaluate = self.sum()
        if self.position != len(self.tokens):
            raise ValueError(f"{text}: unexpected {self.tokens[self.position:]}")

    def peek(self):
        return self.tokens[self.position] if self.position < len(self.tokens) else ""

    def take(self, expected=None):
        token = self.peek()
        if expected and token != expected:
            raise ValueError(f"expected {expected}, found {token}")
        self.position += 1
        return token

    def chained(self, operand, symbols):
        first, links = operand(), []
        while True:
            token = self.peek()
            if token and token in symbols:
                self.take()
            elif "*" in symbols and token and (token[0].isalnum() or token in "(._"):
                if token in ("and", "or"):
                    break
                token = "*"
            else:
                break
            links.append((BINARY[token], operand()))

        def evaluate(names):
            result = first(names)
            for operation, link in links:
                result = operation(result, link(names))
            return result

        return evaluate if links else first

    def sum(self):
        return self.chained(self.product, "+-")

    def product(self):
        return self.chained(self.signed, "*/")

    def signed(self):
        if self.peek() in ("-", "+"):
            sign, operand = self.take(), self.signed()
            if sign == "+":
                return operand

            def negated(names):
                result = operand(names)
                return result.chain(-result.value, -1)

            return negated
        base = self.primary()
        if self.peek() == "^":
            self.take()
            exponent = self.signed()
            return lambda names: power(base(names), exponent(names))
        return base

    def condition(self):
        terms = [self.conjunction()]
        while self.peek() == "or":
            self.take()
            terms.append(self.conjunction())
        return lambda names: any(term(names) for term in terms)

    def conjunction(self):
        terms = [self.comparison()]
        while self.peek() == "and":
            self.take()
            terms.append(self.comparison())
        return lambda names: all(term(names) for term in terms)

    def comparison(self):
        if self.peek() == "not":
            self.take()
            inner = self.comparison()
            return lambda names: not inner(names)
        left, compare, right = self.sum(), COMPARISONS[self.take()], self.sum()
        return lambda names: compare(left(names).value, right(names).value)

    def primary(self):
        token = self.take()
        if token == "(":
            inner = self.sum()
            self.take(")")
            return inner
        if token[0].isdigit() or token[0] == ".":
            return lambda names: constant(names, mp.mpf(float(token)))
        if token in ("sum", "product"):
            return self.series(token)
        if token == "where":
            return self.choice()
        if token in FUNCTIONS:
            return self.call(FUNCTIONS[token])
        if self.peek() == "[":
            self.take("[")
            indices = [self.sum()]
            while self.peek() == ",":
                self.take()
                indices.append(self.sum())
            self.take("]")
            return lambda names: element(names, token, [index(names) for index in indices])
        if token in self.functions:
            return self.call(None, token)
        return lambda names: names[token] if token in names else names["definitions"][token](names)

    def call(self, function, name=""):
        self.take("(")
        operands = [self.sum()]
        while self.peek() == ",":
            self.take()
            operands.append(self.sum())
        self.take(")")
        if name:
            return lambda names: names["definitions"][name](
                names, *(operand(names) for operand in operands))
        return lambda names: function(*(operand(names) for operand in operands))

    def choice(self):
        self.take("(")
        condition = self.condition()
        self.take(",")
        first = self.sum()
        self.take(",")
        otherwise = self.sum()
        self.take(")")
        return lambda names: first(names) if condition(names) else otherwise(names)

    def series(self, kind):
        self.take("(")
        index = self.take()
        self.take(",")
        start = self.sum()
        self.take(",")
        end = self.sum()
        self.take(",")
        body = self.sum()
        self.take(")")
        operation = add if kind == "sum" else multiply

        def evaluate(names):
            result = constant(names, mp.mpf(0 if kind == "sum" else 1))
            for value in range(int(start(names).value), int(end(names).value) + 1):
                inner = {**names, index: constant(names, mp.mpf(value))}
                result = operation(result, body(inner))
            return result

        return evaluate


def element(names, name, indices):
    place = ",".join(str(int(index.value)) for index in indices)
    if f"{name}[{place}]" in names:
        return names[f"{name}[{place}]"]
    return names["definitions"][name](names, *indices)


class Definition:
    """A part of a formula under a name: r, z[i] or bend(t, i)."""

    def __init__(self, head, text, functions):
        name, _, arguments = re.match(r"(\w+)([\[(](.*)[\])])?$", head).groups()
        self.name = name
        self.arguments = [part.strip() for part in (arguments or "").split(",") if part.strip()]
        self.body = Formula(str(text), functions).evaluate
        self.is_indexed = "(" not in head
        self.known = {}

    def __call__(self, names, *values):
        key = tuple(int(value.value) for value in values) if self.is_indexed else None
        if key is not None and key in self.known:
            return self.known[key]
        result = self.body({**names["base"], **dict(zip(self.arguments, values))})
        if key is not None:
            self.known[key] = result
        return result


def constant(names, value):
    return Dual(value, [mp.mpf(0)] * names[""])


def names_of(dimension, card, instance):
    """What a formula may name; parameters are rounded to doubles, as a file's reader does."""
    names = {"": dimension}
    for name, value in {"pi": mp.pi, "e": mp.e, "n": mp.mpf(dimension)}.items():
        names[name] = constant(names, +value)
    if "instances" in card:
        family = bbob.Instance(int(card["instances"]["function"]), instance, dimension)
        names["level"] = constant(names, mp.mpf(family.level))
        for name, rows in family.tables().items():
            tabulate(names, name, rows)
    for name, text in card.get("parameters", {}).items():
        value = Formula(str(text)).evaluate(names).value
        names[name] = constant(names, mp.mpf(float(value)))
    for name, rows in card.get("tables", {}).items():
        tabulate(names, name, rows)
    return names


def tabulate(names, name, rows):
    for row, items in enumerate(rows, 1):
        if not isinstance(items, list):
            value = float(Formula(str(items)).evaluate(names).value)
            names[f"{name}[{row}]"] = constant(names, mp.mpf(value))
            continue
        for column, item in enumerate(items, 1):
            value = float(Formula(str(item)).evaluate(names).value)
            names[f"{name}[{row},{column}]"] = constant(names, mp.mpf(value))


class Surface:
    """One surface of the shelf in a chosen dimension."""

    def __init__(self, card, dimension=None, instance=1):
        self.card = card
        variables = list(card["domain"])
        choice = card.get("dimensions", "any" if "general" in card else len(variables))
        ranges = choice if isinstance(choice, dict) else {}
        fixed = int(choice) if str(choice).isdigit() else None
        usual = len(variables) if "general" in card else 2
        self.usual = fixed or int(ranges.get("usual", usual))
        self.least = fixed or int(ranges.get("least", len(variables)))
        self.most = fixed or int(ranges.get("most", 100_000))
        self.multiple = int(ranges.get("multiple", 1))
        self.dimension = dimension or self.usual
        is_general = "general" in card and self.dimension != len(variables)
        self.heads = card.get("definitions", {})
        self.functions = [head.split("(")[0] for head in self.heads if "(" in head]
        self.formula = Formula(card["general" if is_general else "formula"], self.functions)
        self.names = names_of(self.dimension, card, instance)
        is_vector = is_general or ("dimensions" in card and len(variables) == 1)
        self.variables = (
            [f"{variables[0]}[{i + 1}]" for i in range(self.dimension)] if is_vector else variables
        )
        intervals = list(card["domain"].values())
        self.domain = [
            [self.number(end, i + 1) for end in intervals[i % len(intervals)]]
            for i in range(self.dimension)
        ]

    def number(self, text, coordinate=None):
        names = dict(self.names)
        if coordinate:
            names["i"] = constant(names, mp.mpf(coordinate))
        return Formula(str(text)).evaluate(names).value

    def exists_in(self, dimension):
        return self.least <= dimension <= self.most and dimension % self.multiple == 0

    def evaluate(self, point):
        names = dict(self.names)
        for index, (name, value) in enumerate(zip(self.variables, point)):
            unit = [mp.mpf(int(index == other)) for other in range(self.dimension)]
            names[name] = Dual(mp.mpf(value), unit)
        parts = [Definition(head, text, self.functions) for head, text in self.heads.items()]
        names["definitions"] = {part.name: part for part in parts}
        names["base"] = names
        return self.formula.evaluate(names)
