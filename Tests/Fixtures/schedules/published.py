"""Writes published.json: what the schedules of torch, Keras and optax return, in float64.

Made with torch 2.15.0, keras 3.15.1 (torch backend), optax 0.2.8 and pytorch-optimizer 4.1.0. A case is the line that a
user would paste, the base rate where the line states none, and the rates of the steps in `steps`.
"""
import json
import os
import pathlib

os.environ["KERAS_BACKEND"] = "torch"  # The only backend whose cosine of a float64 is a float64.
import jax

jax.config.update("jax_enable_x64", True)
import keras
import optax
import pytorch_optimizer
import torch

keras.config.set_floatx("float64")
TORCH, BASE = "torch.optim.lr_scheduler.", 0.1


def torch_case(line, steps, base=BASE, module=torch.optim.lr_scheduler, momentum=False):
    parameter = torch.nn.Parameter(torch.zeros(1, dtype=torch.float64))
    optimizer = torch.optim.SGD([parameter], lr=base, momentum=0.9)
    names = {name: bind(getattr(module, name), optimizer) for name in dir(module)}
    scheduler = eval(line.replace(TORCH, "").replace("pytorch_optimizer.", ""), names)
    rates, momenta = [], []
    for step in range(max(steps) + 1):
        rates.append(optimizer.param_groups[0]["lr"])
        momenta.append(optimizer.param_groups[0]["momentum"])
        optimizer.step()
        if step < max(steps):
            scheduler.step()
    case = {"spec": line, "base": base, "steps": steps, "rates": [rates[s] for s in steps]}
    if momentum:
        case["momenta"] = [momenta[s] for s in steps]
    return case


def bind(function, optimizer):
    if not callable(function):
        return function
    if getattr(function, "__name__", "") == "ChainedScheduler":
        return lambda *a, **k: function(*a, **k)
    return lambda *a, **k: function(optimizer, *a, **k)


def function_case(line, steps, **modules):
    schedule = eval(line, modules)
    return {"spec": line, "base": None, "steps": steps, "rates": [float(schedule(s)) for s in steps]}


def plateau_case(line, make):
    """A loss that falls, stalls, falls a little and stalls again, and the rate that follows each."""
    losses = [4, 3, 2, 1, 1, 1, 1, 1, 0.99995, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.49, 0.49, 0.49, 0.49, 0.49, 0.49]
    return {"spec": line, "base": BASE, "losses": losses, "rates": make(line, losses)}


def torch_plateau(line, losses):
    parameter = torch.nn.Parameter(torch.zeros(1, dtype=torch.float64))
    optimizer = torch.optim.SGD([parameter], lr=BASE)
    scheduler = eval(line.replace(TORCH, ""), {"ReduceLROnPlateau": bind(torch.optim.lr_scheduler.ReduceLROnPlateau, optimizer)})
    rates = []
    for loss in losses:
        scheduler.step(loss)
        rates.append(optimizer.param_groups[0]["lr"])
    return rates


def keras_plateau(line, losses):
    callback = eval(line, {"keras": keras})
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile(keras.optimizers.SGD(BASE), "mse")
    callback.set_model(model)
    callback.on_train_begin()
    rates = []
    for epoch, loss in enumerate(losses):
        callback.on_epoch_end(epoch, {"val_loss": loss})
        rates.append(float(model.optimizer.learning_rate))
    return rates


def optax_plateau(line, losses):
    transform = eval(line, {"optax": optax})
    parameters = jax.numpy.ones(1, jax.numpy.float64)
    state = transform.init(parameters)
    rates = []
    for loss in losses:
        updates, state = transform.update(parameters, state, value=loss)
        rates.append(BASE * float(updates[0]))
    return rates


few = list(range(26))
long = list(range(0, 121))
torch_lines = [
    ("ConstantLR(factor=0.25, total_iters=4)", few),
    ("ConstantLR()", few),
    ("LinearLR()", few),
    ("LinearLR(start_factor=0.5, end_factor=0.1, total_iters=10)", few),
    ("StepLR(step_size=7)", few),
    ("StepLR(3, gamma=0.5)", few),
    ("MultiStepLR(milestones=[5, 12, 12], gamma=0.3)", few),
    ("ExponentialLR(gamma=0.97)", few),
    ("PolynomialLR()", few),
    ("PolynomialLR(total_iters=20, power=2.5)", few),
    ("CosineAnnealingLR(T_max=20)", few),
    ("CosineAnnealingLR(T_max=10, eta_min=0.003)", long),
    ("CosineAnnealingWarmRestarts(T_0=7)", few),
    ("CosineAnnealingWarmRestarts(T_0=5, T_mult=2, eta_min=0.01)", long),
    ("SequentialLR(schedulers=[LinearLR(start_factor=0.1, total_iters=5), CosineAnnealingLR(T_max=20)], milestones=[5])", few),
    ("SequentialLR(schedulers=[ConstantLR(factor=0.5, total_iters=3), ExponentialLR(gamma=0.9), StepLR(step_size=2)], milestones=[6, 15])", few),
    ("ChainedScheduler([ConstantLR(factor=0.1, total_iters=4), ExponentialLR(gamma=0.9)])", few),
    ("ChainedScheduler(schedulers=[LinearLR(total_iters=6), MultiStepLR(milestones=[4, 9], gamma=0.5)])", few),
]
momentum_lines = [
    ("OneCycleLR(max_lr=0.5, total_steps=120)", list(range(120))),
    ("OneCycleLR(max_lr=0.5, epochs=5, steps_per_epoch=20, pct_start=0.25, anneal_strategy='linear', div_factor=10.0, final_div_factor=100.0)", list(range(100))),
    ("OneCycleLR(max_lr=0.2, total_steps=100, three_phase=True)", list(range(100))),
    ("CyclicLR(base_lr=0.01, max_lr=0.1, step_size_up=10)", long),
    ("CyclicLR(base_lr=0.01, max_lr=0.1, step_size_up=8, step_size_down=12, mode='triangular2')", long),
    ("CyclicLR(base_lr=0.01, max_lr=0.1, step_size_up=10, mode='exp_range', gamma=0.98)", long),
]
wsd = [f"pytorch_optimizer.get_wsd_schedule(num_warmup_steps=5, num_stable_steps=6, num_decay_steps=10, min_lr_ratio=0.1, cooldown_type='{kind}')"
       for kind in ("1-sqrt", "cosine", "linear", "1-square")]
K = "keras.optimizers.schedules."
keras_lines = [
    ("ExponentialDecay(0.1, decay_steps=10, decay_rate=0.9)", few),
    ("ExponentialDecay(initial_learning_rate=0.1, decay_steps=10, decay_rate=0.5, staircase=True)", few),
    ("InverseTimeDecay(0.1, 5, 0.5)", few),
    ("InverseTimeDecay(0.1, decay_steps=5, decay_rate=0.5, staircase=True)", few),
    ("PolynomialDecay(0.1, 20)", few),
    ("PolynomialDecay(0.1, decay_steps=10, end_learning_rate=0.01, power=0.5, cycle=True)", few),
    ("CosineDecay(0.1, 20)", few),
    ("CosineDecay(0.0, decay_steps=15, alpha=0.1, warmup_target=0.2, warmup_steps=5)", few),
    ("CosineDecayRestarts(0.1, 5)", list(range(0, 34))),
    ("CosineDecayRestarts(0.1, first_decay_steps=10, t_mul=1.0, m_mul=0.8, alpha=0.05)", long),
    ("PiecewiseConstantDecay(boundaries=[5, 10], values=[1.0, 0.5, 0.1])", few),
    ("PiecewiseConstantDecay([5, 10, 15], [0.0, 0.5, 0.1, 0.3])", few),
]
O = "optax."
optax_lines = [
    ("constant_schedule(0.1)", few),
    ("linear_schedule(0.1, 0.01, 10)", few),
    ("linear_schedule(init_value=0.0, end_value=0.1, transition_steps=10, transition_begin=5)", few),
    ("polynomial_schedule(0.1, 0.01, power=3, transition_steps=12, transition_begin=2)", few),
    ("piecewise_constant_schedule(0.1, {5: 0.5, 12: 0.1})", few),
    ("exponential_decay(0.1, transition_steps=4, decay_rate=0.7)", few),
    ("exponential_decay(0.1, 4, 0.5, transition_begin=3, staircase=True, end_value=0.02)", few),
    ("exponential_decay(0.1, 4, 1.5, end_value=0.4)", few),
    ("cosine_decay_schedule(0.1, 20, alpha=0.1)", few),
    ("cosine_decay_schedule(init_value=0.1, decay_steps=20, exponent=2.0)", few),
    ("warmup_constant_schedule(0.01, 0.1, 5)", few),
    ("warmup_cosine_decay_schedule(init_value=0.0, peak_value=0.1, warmup_steps=5, decay_steps=20, end_value=0.01)", few),
    ("warmup_exponential_decay_schedule(0.01, 0.1, 5, transition_steps=3, decay_rate=0.8)", few),
    ("cosine_onecycle_schedule(transition_steps=100, peak_value=0.2)", long),
    ("linear_onecycle_schedule(100, 0.2, pct_start=0.25, pct_final=0.8)", long),
    ("join_schedules([optax.linear_schedule(0.0, 0.1, 5), optax.cosine_decay_schedule(0.1, 10)], boundaries=[5])", few),
]
plateaus = [
    plateau_case(TORCH + "ReduceLROnPlateau(patience=2)", torch_plateau),
    plateau_case(TORCH + "ReduceLROnPlateau(factor=0.5, patience=1, cooldown=2, min_lr=0.03)", torch_plateau),
    plateau_case(TORCH + "ReduceLROnPlateau(factor=0.5, patience=0, threshold=0.05, threshold_mode='abs')", torch_plateau),
    plateau_case("keras.callbacks.ReduceLROnPlateau(patience=2)", keras_plateau),
    plateau_case("keras.callbacks.ReduceLROnPlateau(factor=0.5, patience=2, cooldown=2, min_lr=0.02)", keras_plateau),
    plateau_case("optax.contrib.reduce_on_plateau(patience=2)", optax_plateau),
    plateau_case("optax.contrib.reduce_on_plateau(factor=0.5, patience=2, cooldown=1, accumulation_size=2, min_scale=0.3)", optax_plateau),
]
cases = [torch_case(TORCH + line, steps) for line, steps in torch_lines]
cases += [torch_case(TORCH + line, steps, momentum=True) for line, steps in momentum_lines]
cases += [torch_case(line, few, module=pytorch_optimizer) for line in wsd]
cases += [function_case(K + line, steps, keras=keras) for line, steps in keras_lines]
cases += [function_case(O + line, steps, optax=optax) for line, steps in optax_lines]
target = pathlib.Path(__file__).with_suffix(".json")
target.write_text(json.dumps({"schedules": cases, "plateaus": plateaus}, indent=None) + "\n")
print(len(cases), len(plateaus))
