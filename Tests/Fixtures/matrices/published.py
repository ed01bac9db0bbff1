"""Writes published.json: paths of optimizers that see matrices, in float64.

Made with torch 2.15.0, keras 3.15.1 (torch backend), optax 0.2.8 and pytorch-optimizer 4.1.0. The loss of weights W and
biases b is ½‖XW + b − T‖² + 0.025 Σ W⁴ for fixed X and T; `points` hold W row by row and then b, if there is one.
"""
import json
import os
import pathlib
import warnings

warnings.simplefilter("ignore")
os.environ["KERAS_BACKEND"] = "torch"  # The JAX backend takes some roots in single precision.
import jax

jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp
import keras
import numpy as np
import optax
import pytorch_optimizer
import torch

keras.config.set_floatx("float64")
random = np.random.default_rng(7)


def problem(samples, inputs, outputs):
    return {"x": random.normal(size=(samples, inputs)), "t": random.normal(size=(samples, outputs)),
            "w": random.normal(size=(inputs, outputs)), "b": random.normal(size=outputs)}


PROBLEMS = {"tall": problem(6, 4, 3), "wide": problem(6, 3, 5), "square": problem(7, 4, 4)}


def gradients(p, w, b):
    rest = p["x"] @ w + b - p["t"]
    return p["x"].T @ rest + 0.1 * w**3, rest.sum(axis=0)


def flat(w, b, has_bias):
    return np.concatenate([np.asarray(w).ravel(), np.asarray(b).ravel()] if has_bias else [np.asarray(w).ravel()]).tolist()


def torch_path(spec, p, has_bias, steps):
    w = torch.tensor(p["w"].copy(), requires_grad=True)
    b = torch.tensor(p["b"].copy() if has_bias else np.zeros_like(p["b"]), requires_grad=True)
    variables = [w, b] if has_bias else [w]
    line, _, addition = spec.partition(" + ")
    scope = {"torch": torch, "pytorch_optimizer": pytorch_optimizer, "variables": variables}
    inner = line.index("torch.optim.", 1) if "Lookahead" in line else 0
    start = line.index("(", inner) + 1
    optimizer = eval(line[:start] + "variables, " + line[start:], scope)
    is_aware = "SAM" in line

    def closure():
        gw, gb = gradients(p, w.detach().numpy(), b.detach().numpy())
        w.grad, b.grad = torch.tensor(gw), torch.tensor(gb)

    points = [flat(w.detach(), b.detach(), has_bias)]
    for _ in range(steps):
        closure()
        if addition:  # clipGlobalNorm(1, epsilon: 1e-6)
            torch.nn.utils.clip_grad_norm_(variables, 1.0)
        optimizer.step(closure) if is_aware else optimizer.step()
        points.append(flat(w.detach(), b.detach(), has_bias))
    return points


def keras_path(spec, p, has_bias, steps):
    optimizer = eval(spec, {"keras": keras})
    w = keras.Variable(p["w"], dtype="float64", name="kernel")
    b = keras.Variable(p["b"] if has_bias else np.zeros_like(p["b"]), dtype="float64", name="bias")
    variables = [w, b] if has_bias else [w]
    points = [flat(w.numpy(), b.numpy(), has_bias)]
    for _ in range(steps):
        gw, gb = gradients(p, w.numpy(), b.numpy())
        optimizer.apply([torch.tensor(gw), torch.tensor(gb)][: len(variables)], variables)
        points.append(flat(w.numpy(), b.numpy(), has_bias))
    return points


def optax_path(spec, p, has_bias, steps):
    optimizer = eval(spec, {"optax": optax})
    tree = {"w": jnp.array(p["w"])}
    if has_bias:
        tree["b"] = jnp.array(p["b"])
    looks_ahead = spec.startswith("optax.lookahead")
    calls = 2 if spec.startswith("optax.contrib.sam") else 1  # The first leads to the worst point.
    if looks_ahead:
        tree = optax.LookaheadParams.init_synced(tree)
    state = optimizer.init(tree)
    zero = np.zeros_like(p["b"])
    points = [flat(p["w"], p["b"], has_bias)]
    for _ in range(steps):
        for _ in range(calls):
            here = tree.fast if looks_ahead else tree
            gw, gb = gradients(p, np.asarray(here["w"]), np.asarray(here.get("b", zero)))
            slopes = {"w": jnp.array(gw), "b": jnp.array(gb)} if has_bias else {"w": jnp.array(gw)}
            updates, state = optimizer.update(slopes, state, tree)
            tree = optax.apply_updates(tree, updates)
        here = tree.fast if looks_ahead else tree
        points.append(flat(here["w"], here.get("b", zero), has_bias))
    return points


T, K, O, P = "torch.optim.", "keras.optimizers.", "optax.", "pytorch_optimizer."
ALL = list(PROBLEMS)
lines = [
    (T + "Adafactor(lr=0.05)", ALL, True, 14),
    (T + "Adafactor(lr=0.02, beta2_decay=-0.5, eps=(1e-3, 0.1), d=2.0, weight_decay=0.1)", ALL, True, 14),
    (K + "Adafactor(learning_rate=0.05)", ALL, True, 14),
    (K + "Adafactor(learning_rate=0.05, beta_2_decay=-0.6, epsilon_1=1e-4, epsilon_2=0.01, clip_threshold=0.7, weight_decay=0.02, relative_step=False)", ["tall"], True, 14),
    (O + "adafactor(0.05)", ["tall"], True, 14),
    (O + "adafactor(0.05, min_dim_size_to_factor=3, weight_decay_rate=0.01, momentum=0.9, dtype_momentum=None)", ["wide", "square"], True, 14),
    (O + "adafactor(learning_rate=0.1, min_dim_size_to_factor=2, multiply_by_parameter_scale=False, clipping_threshold=None)", ["wide", "square"], True, 14),
    (T + "Muon(lr=0.02)", ALL, False, 14),
    (T + "Muon(lr=0.02, momentum=0.8, nesterov=False, weight_decay=0.0, adjust_lr_fn='match_rms_adamw')", ["tall"], False, 14),
    (T + "Muon(lr=0.05, ns_steps=3, ns_coefficients=(2.0, -1.5, 0.5), eps=1e-3, adjust_lr_fn='spectral_unclamped')", ["wide"], False, 14),
    (K + "Muon(learning_rate=0.02)", ALL, True, 14),
    (K + "Muon(learning_rate=0.05, nesterov=False, rms_rate=None, ns_steps=4, momentum=0.8, adam_lr_ratio=0.3, weight_decay=0.1, adam_weight_decay=0.05)", ["tall"], True, 14),
    (O + "contrib.muon(0.02)", ALL, True, 14),
    (O + "contrib.muon(learning_rate=0.05, ns_coeffs='dion', beta=0.9, weight_decay=0.1, nesterov=False, consistent_rms=0.3, adam_learning_rate=0.01, adam_weight_decay=0.2)", ["tall"], True, 14),
    (O + "contrib.muon(0.02, ns_steps=3, adaptive=True)", ["wide"], True, 14),
    # Roots of nearly singular matrices are known to few digits; a larger ε shows the rest.
    (P + "Shampoo(lr=0.05)", ALL, True, 14),
    (P + "Shampoo(lr=0.05, matrix_eps=0.5)", ALL, True, 14),
    (P + "Shampoo(lr=0.05, momentum=0.5, weight_decay=0.1, preconditioning_compute_steps=4, matrix_eps=0.5)", ["tall", "wide"], True, 14),
    (P + "Shampoo(lr=0.05, weight_decay=0.1, weight_decouple=True, matrix_eps=0.5)", ["square"], True, 14),
    (P + "SOAP(lr=0.05, precondition_frequency=1000)", ["square"], True, 14),
    (P + "SOAP(lr=0.05, betas=(0.9, 0.8), shampoo_beta=0.7, weight_decay=0.1, precondition_frequency=1000, normalize_gradient=True)", ["square"], True, 14),
    (P + "SOAP(lr=0.05, max_precondition_dim=4, correct_bias=False, precondition_frequency=1000)", ["wide"], True, 14),
    # From its tenth step on it orthogonalizes in single precision.
    (P + "SOAP(lr=0.05)", ["square"], True, 14),
    (P + "SOAP(lr=0.02, precondition_frequency=3)", ["square"], True, 14),
    # What comes around a rule.
    (K + "SGD(learning_rate=0.05, momentum=0.9, clipnorm=1.5)", ["tall"], True, 14),
    (K + "Adam(learning_rate=0.05, clipvalue=0.5, weight_decay=0.01)", ["tall"], True, 14),
    (K + "SGD(learning_rate=0.05, global_clipnorm=2.0)", ["tall"], True, 14),
    (K + "Adam(learning_rate=0.05, use_ema=True, ema_momentum=0.8, ema_overwrite_frequency=3)", ["tall"], True, 14),
    (K + "Adam(learning_rate=0.05, gradient_accumulation_steps=3, clipnorm=1.0)", ["tall"], True, 14),
    (T + "SGD(lr=0.05, momentum=0.9) + clipGlobalNorm(1, epsilon: 1e-6)", ["tall"], True, 14),
    (O + "chain(optax.clip_by_global_norm(1.0), optax.adam(0.05))", ["tall"], True, 14),
    (O + "chain(optax.clip(0.5), optax.sgd(0.05, momentum=0.9))", ["tall"], True, 14),
    (O + "chain(optax.adaptive_grad_clip(0.02), optax.sgd(0.05))", ALL, True, 14),
    (O + "chain(optax.centralize(), optax.clip_by_global_norm(0.7), optax.adamw(0.05))", ALL, True, 14),
    (O + "chain(optax.add_decayed_weights(0.1), optax.sgd(0.02))", ["tall"], True, 14),
    (O + "chain(optax.clip(0.3), optax.scale_by_adam(b1=0.8), optax.add_decayed_weights(0.1), optax.scale_by_learning_rate(0.05))", ["tall"], True, 14),
    (O + "chain(optax.trace(0.9, nesterov=True), optax.scale(-0.01))", ["tall"], True, 14),
    (O + "chain(optax.scale_by_rms(decay=0.8), optax.scale_by_schedule(optax.linear_schedule(0.1, 0.01, 10)), optax.scale(-1.0))", ["tall"], True, 14),
    (O + "chain(optax.ema(0.8), optax.sgd(0.02))", ["tall"], True, 14),
    (O + "chain(optax.ema(0.8, debias=False), optax.contrib.normalize(), optax.sgd(0.02))", ["tall"], True, 14),
    (O + "contrib.sam(optax.sgd(0.02, momentum=0.9), optax.chain(optax.contrib.normalize(), optax.sgd(0.5)))", ["tall"], True, 14),
    (O + "MultiSteps(optax.adam(0.05), every_k_schedule=3)", ["tall"], True, 14),
    (O + "MultiSteps(optax.sgd(0.01), 2, use_grad_mean=False)", ["tall"], True, 14),
    (O + "lookahead(optax.adam(0.05), sync_period=4, slow_step_size=0.3)", ["tall"], True, 14),
    (O + "contrib.schedule_free_adamw(0.05, warmup_steps=5, b1=0.8, weight_decay=0.1)", ["tall"], True, 14),
    (O + "contrib.schedule_free_sgd(0.02, warmup_steps=4, weight_decay=0.1, weight_lr_power=1.0)", ["tall"], True, 14),
    (P + "ScheduleFreeSGD(lr=0.02, momentum=0.8, weight_decay=0.1, r=1.5, warmup_steps=5)", ["tall"], True, 14),
    (P + "ScheduleFreeAdamW(lr=0.05, betas=(0.8, 0.99), weight_decay=0.1, r=0.5, warmup_steps=3, weight_lr_power=1.5)", ["tall"], True, 14),
    (P + "Lookahead(torch.optim.Adam(lr=0.05), k=3, alpha=0.3)", ["tall"], True, 14),
    (P + "Ranger(lr=0.05)", ALL, True, 14),
    (P + "Ranger(lr=0.05, betas=(0.8, 0.9), alpha=0.3, k=4, degenerated_to_sgd=True, use_gc=False, weight_decay=0.1)", ["tall"], True, 14),
    (P + "SAM(base_optimizer=torch.optim.SGD, rho=0.5, lr=0.02, momentum=0.9)", ["tall"], True, 14),
    (P + "SAM(base_optimizer=torch.optim.Adam, rho=0.3, adaptive=True, lr=0.05)", ["tall"], True, 14),
]
cases = []
for spec, problems, has_bias, steps in lines:
    path = {"t": torch_path, "k": keras_path, "o": optax_path, "p": torch_path}[spec[0]]
    for name in problems:
        points = path(spec, PROBLEMS[name], has_bias, steps)
        cases.append({"spec": spec, "problem": name, "hasBias": has_bias, "points": points})
        print(spec[:60], name, max(abs(a - b) for a, b in zip(points[0], points[-1])))
problems = [{"name": name, "inputs": p["x"].tolist(), "targets": p["t"].tolist()} for name, p in PROBLEMS.items()]
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps({"problems": problems, "cases": cases}) + "\n")
print(len(cases))
