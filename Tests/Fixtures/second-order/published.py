"""Writes published.json: paths of optimizers that ask for values along a line or for curvature, in float64.

Made with torch 2.15.0, optax 0.2.8 and pytorch-optimizer 4.1.0; the format is that of the trajectories. A random
vector of signs gives the exact diagonal of a diagonal Hessian, so that paths on the bowl and the saddle do not depend
on the library's random numbers.
"""
import json
import pathlib

import jax

jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp
import optax
import pytorch_optimizer
import torch


def rosenbrock(p):
    return (1 - p[0]) ** 2 + 100 * (p[1] - p[0] ** 2) ** 2


def beale(p):
    x, y = p[0], p[1]
    return (1.5 - x + x * y) ** 2 + (2.25 - x + x * y**2) ** 2 + (2.625 - x + x * y**3) ** 2


def bowl(p):
    return (p[0] ** 2 + 25 * p[1] ** 2) / 2


def saddle(p):
    return p[0] ** 2 - p[1] ** 2 + p[1] ** 4 / 4


SURFACES = {"rosenbrock": (rosenbrock, [-1.2, 1.0]), "beale": (beale, [1.0, 1.5]),
            "elongated-bowl": (bowl, [-4.0, 1.5]), "saddle": (saddle, [0.75, 0.01])}


def torch_path(spec, surface, steps):
    function, start = SURFACES[surface]
    p = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    head, rest = spec.split("(", 1)
    module, name = head.rsplit(".", 1)
    scope = {"optimizer": getattr(torch.optim if module == "torch.optim" else pytorch_optimizer, name), "p": p}
    optimizer = eval(f"optimizer([p], {rest}", scope)
    needs_graph = module == "pytorch_optimizer"

    def closure():
        optimizer.zero_grad()
        loss = function(p)
        loss.backward(create_graph=needs_graph)
        return loss

    points = [list(start)]
    for _ in range(steps):
        if needs_graph:
            closure()
            optimizer.step()
            p.grad = None
        else:
            optimizer.step(closure)
        points.append(p.detach().tolist())
    return points


def optax_path(spec, surface, steps):
    function, start = SURFACES[surface]
    optimizer = eval(spec, {"optax": optax})
    p = jnp.array(start, jnp.float64)
    state = optimizer.init(p)

    @jax.jit
    def step(p, state):
        value, gradient = jax.value_and_grad(function)(p)
        extra = dict(value=value, grad=gradient, value_fn=function)
        if "sophia" in spec:
            extra = dict(obj_fn=function)
        updates, state = optimizer.update(gradient, state, p, **extra)
        return optax.apply_updates(p, updates), state

    points = [list(start)]
    for _ in range(steps):
        p, state = step(p, state)
        points.append(p.tolist())
    return points


T, O, P = "torch.optim.", "optax.", "pytorch_optimizer."
EVERY = list(SURFACES)
CURVED = ["elongated-bowl", "saddle"]
lines = [
    (T + "LBFGS(lr=0.1)", EVERY, 12),
    (T + "LBFGS()", ["elongated-bowl"], 6),
    (T + "LBFGS(lr=0.5, max_iter=4, history_size=3)", EVERY, 20),
    (T + 'LBFGS(line_search_fn="strong_wolfe")', EVERY, 6),
    (T + 'LBFGS(lr=0.8, max_iter=3, max_eval=40, history_size=2, line_search_fn="strong_wolfe")', EVERY, 20),
    (O + "lbfgs()", EVERY, 40),
    (O + "lbfgs(learning_rate=0.5, memory_size=3, scale_init_precond=False)",
     ["rosenbrock", "beale", "saddle"], 40),
    (O + "lbfgs(linesearch=None, learning_rate=0.1)", ["elongated-bowl"], 40),
    (O + "chain(optax.sgd(learning_rate=1.0), optax.scale_by_backtracking_linesearch(max_backtracking_steps=15))",
     EVERY, 60),
    (O + "chain(optax.sgd(0.5), optax.scale_by_backtracking_linesearch(max_backtracking_steps=30, slope_rtol=0.1, "
     "decrease_factor=0.5, increase_factor=2.0, max_learning_rate=4.0))", EVERY, 60),
    (P + "AdaHessian()", CURVED, 60),
    (P + "AdaHessian(lr=0.05, betas=(0.8, 0.99), weight_decay=0.1, hessian_power=0.5, update_period=3)", CURVED, 60),
    (P + "AdaHessian(lr=0.05, weight_decay=0.1, weight_decouple=False, eps=1e-4)", CURVED, 60),
    (P + "SophiaH(hessian_distribution='rademacher')", CURVED, 60),
    (P + "SophiaH(lr=0.3, betas=(0.9, 0.8), weight_decay=0.01, p=0.5, update_period=4, "
     "hessian_distribution='rademacher')", CURVED, 60),
    (O + "contrib.sophia(learning_rate=0.05)", CURVED, 60),
    (O + "contrib.sophia(0.1, b1=0.9, b2=0.8, weight_decay=0.05, gamma=0.5, clip_threshold=0.5, update_interval=3)",
     CURVED, 60),
]
cases = []
for spec, surfaces, steps in lines:
    for surface in surfaces:
        path = optax_path if spec.startswith(O) else torch_path
        points = path(spec, surface, steps)
        cases.append({"spec": spec, "surface": surface, "dimensions": 2, "start": SURFACES[surface][1],
                      "steps": steps, "points": points})
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps({"cases": cases}) + "\n")
print(len(cases))
for c in cases:
    print(c["spec"][:70], c["surface"], c["points"][1], c["points"][-1])
