"""Fit the network to labelled windows; on one machine, the same windows and seed give the same weights."""

import math
import random
from collections.abc import Callable, Sequence

import numpy as np
import torch
from torch.nn import functional

from ..codebook import CODES, OBSTACLE_TYPES
from ..windows import Window
from .encoder import LAYERS, Encoder
from .settle import Truth

EPOCHS = 3
WINDOWS_AT_ONCE = 8
RATE, HEAD_RATE = 3e-4, 1e-3
DECAY = 0.9  # each layer learns this much slower than the one above it
DROPOUT = 0.1
TYPE_WEIGHT = 3.0  # what a wrong obstacle type costs beside the codes
LONGEST_STEP = 1.0  # length at which a step's gradient is cut
THREADS = 1  # more would add up in another order, and so give another network
RECIPE = {
    "rounds": EPOCHS,
    "windows_at_once": WINDOWS_AT_ONCE,
    "rate": RATE,
    "decay": DECAY,
    "dropout": DROPOUT,
    "type_weight": TYPE_WEIGHT,
}

Example = tuple[Window, Truth]


def fit(
    examples: Sequence[Example], vocabulary: int, seed: int = 0, told: Callable[[str], None] = print
) -> dict[str, np.ndarray]:
    """Weights by name after `EPOCHS` rounds over all windows; a window's truth has a row per place."""
    torch.set_num_threads(THREADS)
    torch.manual_seed(seed)
    chance = random.Random(seed)  # noqa: S311
    encoder = Encoder(vocabulary, len(CODES) + len(OBSTACLE_TYPES), DROPOUT).train()
    groups = _groups(encoder)
    optimiser = torch.optim.AdamW(groups, fused=True)
    batches_per_round = math.ceil(len(examples) / WINDOWS_AT_ONCE)
    step, steps = 0, EPOCHS * batches_per_round
    for epoch in range(EPOCHS):
        total = 0.0
        for batch in _batches(examples, chance):
            step += 1
            pace = min(step / (0.1 * steps), 1) * max(1 - step / steps, 0.01)
            for group in optimiser.param_groups:
                group["lr"] = group["rate"] * pace
            optimiser.zero_grad()
            loss = _loss(encoder, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(encoder.parameters(), LONGEST_STEP)
            optimiser.step()
            total += float(loss.detach())
        told(f"round {epoch + 1} of {EPOCHS}: loss {total / batches_per_round:.3f}")
    return {name: value.detach().numpy() for name, value in encoder.state_dict().items()}


def mean(weights: Sequence[dict[str, np.ndarray]]) -> dict[str, np.ndarray]:
    """The mean of several networks, weight by weight."""
    return {name: np.mean([one[name] for one in weights], axis=0) for name in weights[0]}


def _groups(encoder: Encoder) -> list[dict]:
    """Parameters with their rates: the head fastest, lower layers slower; embeddings stay as they are."""
    groups = []
    for name, parameter in encoder.named_parameters():
        if name.startswith(("words", "places")):
            parameter.requires_grad_(False)
            continue
        layer = int(name.split(".")[1]) + 1 if name.startswith("layers") else 0
        rate = HEAD_RATE if name.startswith("head") else RATE * DECAY ** (LAYERS - layer)
        decay = 0.01 if parameter.ndim > 1 else 0.0
        groups.append({"params": [parameter], "rate": rate, "weight_decay": decay})
    return groups


def _batches(examples: Sequence[Example], chance: random.Random) -> list[list[Example]]:
    """Windows in a new order, those of like length together, so that little is filled up."""
    order = list(examples)
    chance.shuffle(order)
    batches, many = [], 12 * WINDOWS_AT_ONCE
    for i in range(0, len(order), many):
        near = sorted(order[i : i + many], key=lambda example: len(example[0].ids))
        batches += [near[j : j + WINDOWS_AT_ONCE] for j in range(0, len(near), WINDOWS_AT_ONCE)]
    chance.shuffle(batches)
    return batches


def _loss(encoder: Encoder, batch: Sequence[Example]) -> torch.Tensor:
    longest = max(len(window.ids) for window, _ in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    for i, (window, _) in enumerate(batch):
        ids[i, : len(window.ids)] = torch.tensor(window.ids)
    places = [(i, place) for i, (window, _) in enumerate(batch) for place in window.places]
    inside = torch.zeros(len(places), longest, 1, dtype=torch.bool)
    for row, (_, place) in enumerate(places):
        inside[row, place.start : place.end] = True
    of_window = torch.tensor([i for i, _ in places])

    with torch.autocast("cpu", torch.bfloat16):
        scores, weights = encoder(ids, ids > 0)
    weights = weights[of_window].masked_fill(~inside, -1e4).softmax(dim=1)
    scores = (scores[of_window] * weights).sum(dim=1)

    codes = torch.from_numpy(np.concatenate([truth.codes for _, truth in batch])).float()
    types = torch.from_numpy(np.concatenate([truth.types for _, truth in batch]))
    loss = functional.binary_cross_entropy_with_logits(scores[:, : len(CODES)], codes) * len(CODES)
    typed = types >= 0
    if typed.any():
        wrong = functional.cross_entropy(scores[typed, len(CODES) :], types[typed], reduction="sum")
        loss = loss + TYPE_WEIGHT * wrong / len(types)
    return loss
