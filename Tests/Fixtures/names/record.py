"""Writes names.json: the optimizers and schedules of the libraries, with their signatures.

    python record.py            needs torch, keras, optax and pytorch-optimizer

`libraries.NAME.optimizers` maps each name to its parameters, `[name, default]` with the default as Python prints it and
null where there is none. An optax alias is here if it updates a plain vector of two numbers; of pytorch-optimizer
everything is here that its own list names and that does so.
"""

import importlib.metadata
import inspect
import json
import os
import pathlib
import warnings

os.environ["KERAS_BACKEND"] = "torch"
warnings.filterwarnings("ignore")

import jax.numpy as jnp
import keras
import optax
import optax.contrib
import pytorch_optimizer
import torch


def parameters(thing):
    found = []
    for parameter in inspect.signature(thing).parameters.values():
        if parameter.kind in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL):
            continue
        default = None if parameter.default is parameter.empty else repr(parameter.default)
        if default and " at 0x" in default:
            default = "function"
        found.append([parameter.name, default])
    return found


def classes(module, base, skip=()):
    names = [name for name in dir(module) if name not in skip]
    things = [(name, getattr(module, name)) for name in names]
    return {n: parameters(t) for n, t in things if inspect.isclass(t) and issubclass(t, base) and t is not base}


def acts_on_a_vector(alias):
    """Whether optax' alias, told a learning rate, updates two numbers."""
    point = jnp.array([1.0, 2.0])
    known = {"learning_rate": 0.1, "init_step": ("learning_rate", 1e-3), "eta": 0.1, "gamma": 0.5, "key": 0}
    needed = [p for p in inspect.signature(alias).parameters.values() if p.default is p.empty]
    try:
        transform = alias(**{p.name: known[p.name] for p in needed if p.name in known})
        extra = {"value": 1.0, "grad": point, "value_fn": lambda x: (x * x).sum(), "obj_fn": lambda x: (x * x).sum()}
        try:
            updates, _ = transform.update(point, transform.init(point), point)
        except (TypeError, ValueError):
            wrapped = optax.with_extra_args_support(transform)
            updates, _ = wrapped.update(point, wrapped.init(point), point, **extra)
        return updates.shape == (2,)
    except Exception:
        return False


def aliases(module, names):
    things = [(name, getattr(module, name)) for name in names]
    return {n: parameters(t) for n, t in things if inspect.isfunction(t) and acts_on_a_vector(t)}


def torch_names(classes_):
    found = {}
    for thing in classes_:
        point = torch.tensor([1.0, 2.0], requires_grad=True)
        try:
            optimizer = thing([point])
            (point * point).sum().backward(create_graph=True)
            optimizer.step(lambda: (point * point).sum())
        except Exception:
            continue
        found[thing.__name__] = parameters(thing)
    return found


import optax._src.alias as alias_module

PYTORCH_OPTIMIZERS = [pytorch_optimizer.load_optimizer(name) for name in pytorch_optimizer.get_supported_optimizers()]

alias_names = [n for n in dir(alias_module) if hasattr(optax, n) and not n.startswith("_")]
alias_names = [n for n in alias_names if getattr(getattr(alias_module, n), "__module__", "") == alias_module.__name__]
contrib = [
    n for n in dir(optax.contrib)
    if n.islower() and not n.startswith("_") and "scale_by" not in n and "eval_params" not in n
]
version = importlib.metadata.version
libraries = {
    "torch": {"version": torch.__version__.split("+")[0], "optimizers": classes(torch.optim, torch.optim.Optimizer)},
    "keras": {
        "version": keras.__version__,
        "optimizers": classes(keras.optimizers, keras.optimizers.Optimizer, ["LossScaleOptimizer", "TFOptimizer"]),
    },
    "optax": {
        "version": optax.__version__,
        "optimizers": aliases(optax, alias_names),
        "contrib": aliases(optax.contrib, contrib),
    },
    "pytorch_optimizer": {
        "version": version("pytorch-optimizer"),
        "optimizers": torch_names(PYTORCH_OPTIMIZERS),
    },
}
path = pathlib.Path(__file__).parent / "names.json"
path.write_text(json.dumps({"libraries": libraries}, indent=1, sort_keys=True) + "\n")
for name, library in libraries.items():
    for kind in ("optimizers", "contrib"):
        print(name, kind, len(library.get(kind, {})), " ".join(library.get(kind, {})))
