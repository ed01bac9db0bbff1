"""Compares the program's values and gradients with 40 digits at many more points than gradients.csv has.

Run from the root of the repository:
  python3 Tests/LossSurfacesTests/Fixtures/check.py ./descent --points 1000 [SURFACE …]
Needs mpmath and PyYAML. Prints a line a surface and dimension: the points, and the worst error of a
component of the gradient as a share of what is allowed; ends with status 1 where one is above 1.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import yaml

from formulas import Surface


def evaluate(program, key, dimension, points):
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as file:
        file.write("\n".join(",".join(map(repr, point)) for point in points) + "\n")
        file.flush()
        options = ["--dimensions", str(dimension), "--points", file.name, "--json"]
        answer = subprocess.run(
            [program, "evaluate", key, *options], capture_output=True, text=True, check=True)
    return json.loads(answer.stdout)["evaluations"]


def worst(surface, found, point, is_transformed):
    """As PreciseGradientTests allow: 10⁻¹² of the steepest, and what an ulp of a coordinate does."""
    wanted = surface.evaluate(point)
    slope = [float(part) for part in wanted.gradient]
    curvature = max((abs(x) for row in found["hessian"] for x in row), default=0)
    scale = max(map(abs, slope))
    rounding = (16 if is_transformed else 1) * 2.0**-50 * curvature * max(map(abs, point))
    allowed = 1e-12 * scale + rounding + (1e-12 if is_transformed else 1e-300)
    return max(abs(a - b) for a, b in zip(found["gradient"], slope)) / allowed


def check(job):
    program, key, dimension, count = job
    card = yaml.load(Path(f"surfaces/{key}.yaml").read_text(), Loader=yaml.BaseLoader)
    surface = Surface(card, dimension)
    stream = random.Random(f"{key} {dimension} check")
    points = [[stream.uniform(float(low), float(high)) for low, high in surface.domain]
              for _ in range(count)]
    found = evaluate(program, key, dimension, points)
    return key, dimension, count, max(
        worst(surface, *pair, "definitions" in card) for pair in zip(found, points))


def jobs(program, keys, points, dimensions):
    for path in sorted(Path("surfaces").glob("*.yaml")):
        card = yaml.load(path.read_text(), Loader=yaml.BaseLoader)
        if "formula" not in card or keys and path.stem not in keys:
            continue
        usual = Surface(card)
        for n in dict.fromkeys([usual.dimension, *dimensions]):
            if usual.exists_in(n) and n <= 20:
                yield program, path.stem, n, points


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("surfaces", nargs="*")
    parser.add_argument("--points", type=int, default=1000)
    parser.add_argument("--dimensions", type=int, nargs="*", default=[])
    choice = parser.parse_args()
    failures = 0
    with ProcessPoolExecutor() as pool:
        work = jobs(choice.program, choice.surfaces, choice.points, choice.dimensions)
        for key, dimension, count, error in pool.map(check, work):
            failures += error > 1
            print(f"{key}, n = {dimension}: {count} points, worst {error:.2g}", flush=True)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
