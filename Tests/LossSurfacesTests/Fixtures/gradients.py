"""Writes gradients.csv: values and gradients of every surface at seeded points, to 40 digits.

Run from the root of the repository: python3 Tests/LossSurfacesTests/Fixtures/gradients.py
Needs mpmath and PyYAML. One line a point: key, n, coordinates, value, gradient.
"""

import random
from pathlib import Path

import mpmath as mp
import yaml

from formulas import Surface

POINTS = {20: 5}
USUAL_POINTS = 20
HERE = Path(__file__).parent


def number(value):
    return mp.nstr(value, 18, min_fixed=0, max_fixed=0).replace("e+", "e")


def points(surface, key):
    """Points of three decimals or, in narrow domains, of more; the seed is the surface's name."""
    stream = random.Random(f"{key} {surface.dimension}")
    for _ in range(POINTS.get(surface.dimension, USUAL_POINTS)):
        yield [
            float(f"{stream.uniform(float(low), float(high)):.6g}") for low, high in surface.domain
        ]


def lines():
    for path in sorted(Path("surfaces").glob("*.yaml")):
        card = yaml.load(path.read_text(), Loader=yaml.BaseLoader)
        if "formula" not in card:
            continue
        usual = Surface(card)
        dimensions = [usual.dimension]
        dimensions += [n for n in (5, 20) if usual.exists_in(n) and usual.dimension != n]
        for dimension in dimensions:
            surface = Surface(card, dimension)
            for point in points(surface, path.stem):
                result = surface.evaluate(point)
                numbers = [repr(x) for x in point]
                numbers += [number(x) for x in [result.value, *result.gradient]]
                yield ",".join([path.stem, str(dimension), *numbers])


if __name__ == "__main__":
    (HERE / "gradients.csv").write_text("\n".join(lines()) + "\n")
