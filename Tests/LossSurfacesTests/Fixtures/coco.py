"""Writes coco.csv: values of the BBOB functions as COCO computes them, at seeded points.

Run from the root of the repository: python3 Tests/LossSurfacesTests/Fixtures/coco.py
Needs coco-experiment. One line a point: function, n, instance, coordinates, value.
"""

import random
from pathlib import Path

import cocoex

DIMENSIONS = (2, 3, 5, 10, 20, 40)
INSTANCES = (1, 2, 3, 15)
POINTS = 2


def lines():
    suite = cocoex.Suite("bbob", "instances: 1-15", "")
    for function in range(1, 25):
        for dimension in DIMENSIONS:
            for instance in INSTANCES:
                problem = suite.get_problem_by_function_dimension_instance(
                    function, dimension, instance)
                stream = random.Random(f"{function} {dimension} {instance}")
                for _ in range(POINTS):
                    point = [round(stream.uniform(-5.5, 5.5), 3) for _ in range(dimension)]
                    fields = [function, dimension, instance, *point, float(problem(point))]
                    yield ",".join(repr(field) for field in fields)


if __name__ == "__main__":
    Path(__file__).with_suffix(".csv").write_text("\n".join(lines()) + "\n")
