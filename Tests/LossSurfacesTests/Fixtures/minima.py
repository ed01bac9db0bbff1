"""Looks for the lowest minimum of a surface from many starts, and prints it as its file has it.

Run from the root of the repository:
  python3 Tests/LossSurfacesTests/Fixtures/minima.py ./descent xor-net --starts 500 --reach 3
Needs numpy. L-BFGS runs downhill from random starts; the lowest ends are polished by Newton's method
on the program's own gradients and Hessians. What it finds is the best known value, no proof.
"""

import argparse
import json
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy


def run(program, *arguments):
    result = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    if result.returncode:
        raise SystemExit(result.stderr)
    return result.stdout


def descend(program, surface, options, start, steps, folder, index):
    """Where L-BFGS ends, and the loss there."""
    path = Path(folder) / f"{index}.json"
    run(program, "race", surface, "lbfgs", *options, "--start", text(start), "--steps", str(steps),
        "--tuning", "defaults", "--threads", "1", "--out", str(path))
    race = json.loads(path.read_text())["runs"][0]
    path.unlink()
    losses = [loss if isinstance(loss, float) else float("inf") for loss in race["loss"]]
    best = int(numpy.argmin(losses))
    return losses[best], numpy.array(race["points"][best])


def text(point):
    return ",".join(repr(float(x)) for x in point)


def evaluate(program, surface, options, point):
    answer = run(program, "evaluate", surface, *options, f"--at={text(point)}", "--json")
    result = json.loads(answer)["evaluations"][0]
    return result["value"], numpy.array(result["gradient"]), numpy.array(result["hessian"])


def polish(program, surface, options, point):
    """Newton's method; directions without curvature, as symmetries have, are left alone."""
    value, gradient, hessian = evaluate(program, surface, options, point)
    for _ in range(60):
        values, vectors = numpy.linalg.eigh(hessian)
        keep = numpy.abs(values) > 1e-13 * numpy.abs(values).max()
        parts = (vectors.T @ gradient)[keep] / numpy.abs(values[keep])
        moved = point - vectors[:, keep] @ parts
        after = evaluate(program, surface, options, moved)
        # Near the end the value is lost in rounding, and the slope still falls.
        is_lower = after[0] < value - 1e-15 * abs(value)
        is_flatter = numpy.abs(after[1]).max() < numpy.abs(gradient).max()
        if not is_lower and not (is_flatter and after[0] <= value + 1e-14 * (1 + abs(value))):
            break
        point, (value, gradient, hessian) = moved, after
    return value, point, gradient, hessian


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("surface")
    parser.add_argument("--starts", type=int, default=200)
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--reach", type=float, help="starts in ±REACH; else in the domain")
    parser.add_argument("--dimensions")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--polish", type=int, default=5)
    choice = parser.parse_args()
    options = ["--dimensions", choice.dimensions] if choice.dimensions else []
    card = json.loads(run(choice.program, "describe", choice.surface, *options, "--json"))
    low, high = numpy.array(card["domain"]).T
    if choice.reach:
        low, high = numpy.maximum(low, -choice.reach), numpy.minimum(high, choice.reach)
    random = numpy.random.default_rng(choice.seed)
    starts = [random.uniform(low, high) for _ in range(choice.starts)]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        ends = list(pool.map(
            lambda job: descend(choice.program, choice.surface, options, job[1], choice.steps,
                                folder, job[0]), enumerate(starts)))
    ends.sort(key=lambda end: end[0])
    print("# the lowest ends:", [f"{loss:.12g}" for loss, _ in ends[:12]])
    best = min((polish(choice.program, choice.surface, options, point)
                for _, point in ends[: choice.polish]), key=lambda end: end[0])
    value, point, gradient, hessian = best
    print(f"# steepest slope {numpy.abs(gradient).max():.3g}; curvatures from "
          f"{numpy.linalg.eigvalsh(hessian)[0]:.3g} to {numpy.linalg.eigvalsh(hessian)[-1]:.3g}")
    print(f"  - {{at: [{', '.join(repr(float(x)) for x in point)}], value: {value!r}, proven: false}}")


if __name__ == "__main__":
    main()
