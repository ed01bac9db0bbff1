"""Records the paths in this folder: what the libraries themselves do, beyond `trajectories/`.

    python record.py            needs torch, keras, optax, pytorch-optimizer and sympy

Each line of specs.txt is a line of a training script. The gradient is the formula's exact derivative in
double precision; both parameters are one vector. Where a line of our own follows after a bar, they are
a matrix of one row, for libraries that treat vectors otherwise; our line says the same of a vector.
"""

import importlib.metadata
import json
import os
import pathlib
import warnings

os.environ["KERAS_BACKEND"] = "jax"
warnings.filterwarnings("ignore")

import jax

jax.config.update("jax_enable_x64", True)

import jax.numpy as jnp
import keras
import optax
import optax.contrib
import pytorch_optimizer
import sympy
import torch

STEPS = 60
HERE = pathlib.Path(__file__).parent
X, Y = sympy.symbols("x y")
SURFACES = {
    "rosenbrock": ((1 - X) ** 2 + 100 * (Y - X**2) ** 2, [-1.2, 1.0]),
    "saddle": (X**2 - Y**2 + Y**4 / 4, [1.5, 0.01]),
}
VERSIONS = {
    "torch": torch.__version__.split("+")[0],
    "keras": keras.__version__,
    "optax": optax.__version__,
    "pytorch_optimizer": importlib.metadata.version("pytorch-optimizer"),
}
SPECS = (HERE / "specs.txt").read_text().split("\n")


def torch_path(spec, value, slope, start, is_matrix):
    shape = (1, 2) if is_matrix else (2,)
    point = torch.tensor(start, dtype=torch.float64).reshape(shape).requires_grad_()
    name, arguments = spec.split("(", 1)
    optimizer = eval(f"{name}([point], {arguments}")
    points = [start]
    for _ in range(STEPS):
        gradient = slope(*points[-1])
        point.grad = torch.tensor(gradient, dtype=torch.float64).reshape(shape)
        optimizer.step()
        points.append(point.flatten().tolist())
    return points


def optax_path(spec, value, slope, start, is_matrix):
    optimizer = eval(spec)
    point = jnp.array(start, dtype=jnp.float64)
    state = optimizer.init(point)
    update = jax.jit(lambda g, s, p, v: optimizer.update(g, s, p, **({"value": v} if reads_value(spec) else {})))
    points = [start]
    for _ in range(STEPS):
        here = points[-1]
        gradient = jnp.array(slope(*here), dtype=jnp.float64)
        updates, state = update(gradient, state, point, jnp.array(value(*here), dtype=jnp.float64))
        point = optax.apply_updates(point, updates)
        points.append([float(number) for number in point])
    return points


def reads_value(spec):
    return any(name in spec for name in ("polyak", "momo", "plateau"))


def keras_path(spec, value, slope, start, is_matrix):
    keras.config.set_floatx("float64")
    optimizer = eval(spec)
    point = keras.Variable(start, dtype="float64")
    points = [start]
    for _ in range(STEPS):
        gradient = keras.ops.convert_to_tensor(slope(*points[-1]), dtype="float64")
        optimizer.apply([gradient], [point])
        points.append([float(number) for number in point.numpy()])
    return points


RUNNERS = {
    "torch": torch_path,
    "pytorch_optimizer": torch_path,
    "optax": optax_path,
    "keras": keras_path,
}


def main():
    files = {}
    for line in filter(None, SPECS):
        spec, _, own = line.partition(" | ")
        library = spec.split(".")[0]
        optimizer = spec.split("(")[0].split(".")[-1]
        for surface, (formula, start) in SURFACES.items():
            value = sympy.lambdify((X, Y), formula, "math")
            slope = sympy.lambdify((X, Y), [sympy.diff(formula, v) for v in (X, Y)], "math")
            points = RUNNERS[library](spec, value, slope, start, bool(own))
            files.setdefault((library, optimizer), []).append(
                {"spec": own or spec, "surface": surface, "points": points}
                | ({"library": spec} if own else {})
            )
    for (library, optimizer), cases in files.items():
        path = HERE / library / f"{optimizer}.json"
        path.parent.mkdir(exist_ok=True)
        head = {"library": library, "version": VERSIONS[library], "optimizer": optimizer, "precision": "float64"}
        lines = ",\n ".join(json.dumps(case) for case in cases)
        path.write_text(json.dumps(head)[:-1] + f', "cases": [\n {lines}\n]}}\n')


main()
