"""Tuning the encoder to how doctors ask. Needed when many examples were added; takes an hour, and torch to do it.

All layers are corrected together with a classifier that is then thrown away. A correction of a matrix is a product of
two thin ones, so that all of them are a small part of the encoder's size: Hu et al., LoRA, ICLR 2022.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.utils import parametrize
from transformers import AutoModel, AutoTokenizer

from knowledge.encoder import DOWN, SIZE, UP, Array, batched

LONGEST = 96
"""Tokens of an example that are read while tuning."""
RANK = 32
_AT_ONCE, _SORTED_TOGETHER = 64, 20
_PACE, _PACE_OF_REST, _PACE_OF_HEAD = 5e-4, 1e-4, 5e-3
_WARMING, _SOFTNESS, _LONGEST_STEP = 0.1, 0.05, 1.0
_ROUNDS_OF_HEAD, _PACE_OF_FIRST_HEAD = 150, 0.05
_SEED = 1

Example = tuple[str, int]
"""A text in English or a gloss, and the number of the article that answers it."""


class _Correction(nn.Module):
    """What is added to a matrix of weights: a product of two thin ones, nothing at first."""

    def __init__(self, weights: Tensor, up: Array | None, down: Array | None) -> None:
        super().__init__()
        high, wide = weights.shape
        self.up = nn.Parameter(torch.zeros(high, RANK) if up is None else torch.from_numpy(up).float())
        self.down = nn.Parameter(
            torch.randn(RANK, wide) / wide**0.5 if down is None else torch.from_numpy(down).float()
        )

    def forward(self, weights: Tensor) -> Tensor:
        return weights + self.up @ self.down


class Tuner:
    """An encoder in training, from where earlier corrections left it. Examples come in, corrections come out."""

    def __init__(self, folder: Path, corrections: Mapping[str, Array], examples: Sequence[Example]) -> None:
        torch.manual_seed(_SEED)
        self._chance = random.Random(_SEED)
        tokenizer = AutoTokenizer.from_pretrained(folder)
        texts = [text for text, _ in examples]
        self._tokens: list[list[int]] = tokenizer(texts, truncation=True, max_length=LONGEST)["input_ids"]
        self._owners = torch.tensor([owner for _, owner in examples])
        self._net = AutoModel.from_pretrained(folder)
        self._net.requires_grad_(False)
        self._matrices: dict[str, _Correction] = {}
        self._rest: dict[str, tuple[nn.Parameter, Tensor]] = {}
        self._take_up(corrections)
        self._head = nn.Linear(SIZE, int(self._owners.max()) + 1)

    def _take_up(self, corrections: Mapping[str, Array]) -> None:
        """Make all that is to be corrected learnable, beginning with the corrections there are."""
        for place, module in list(self._net.encoder.named_modules()):
            for name, weights in list(module.named_parameters(f"encoder.{place}", recurse=False)):
                if weights.ndim == 1:
                    before = weights.detach().clone()
                    weights.data += torch.from_numpy(corrections[name]).float() if name in corrections else 0.0
                    self._rest[name] = weights.requires_grad_(), before
                else:
                    correction = _Correction(weights, corrections.get(name + UP), corrections.get(name + DOWN))
                    parametrize.register_parametrization(module, "weight", correction)
                    self._matrices[name] = correction

    def tune(self, rounds: int) -> Iterator[str]:
        """Go `rounds` times through all examples; says after every hundred steps how far it is."""
        self._start_head()
        steps = rounds * sum(1 for _ in self._batches())
        thin = [part for correction in self._matrices.values() for part in correction.parameters()]
        rest = [weights for weights, _ in self._rest.values()]
        optimizer = torch.optim.AdamW(
            [{"params": thin}, {"params": rest}, {"params": self._head.parameters()}], weight_decay=0.0
        )
        paces = [_PACE, _PACE_OF_REST, _PACE_OF_HEAD]
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, paces, total_steps=steps, pct_start=_WARMING)
        self._net.train()
        batches = (numbers for _ in range(rounds) for numbers in self._batches())
        for step, numbers in enumerate(batches, 1):
            loss = self._loss(self._vectors(numbers), self._owners[numbers], _SOFTNESS)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*thin, *rest], _LONGEST_STEP)
            optimizer.step()
            schedule.step()
            if step % 100 == 0:
                yield f"{step} of {steps}: {loss.item():.3f}"

    def corrections(self) -> Mapping[str, Array]:
        """What `knowledge.encoder.corrected` is to add to the weights, half as precise."""
        kept = {name: weights.detach() - before for name, (weights, before) in self._rest.items()}
        for name, correction in self._matrices.items():
            kept |= {name + UP: correction.up.detach(), name + DOWN: correction.down.detach()}
        return {name: tensor.numpy().astype(np.float16) for name, tensor in kept.items()}

    def _batches(self) -> Iterator[list[int]]:
        """Texts of like length together, in an order of chance."""
        order = list(range(len(self._tokens)))
        self._chance.shuffle(order)
        found = [
            list(numbers)
            for some in batched(order, _AT_ONCE * _SORTED_TOGETHER)
            for numbers in batched(sorted(some, key=lambda number: len(self._tokens[number])), _AT_ONCE)
        ]
        self._chance.shuffle(found)
        yield from found

    def _vectors(self, numbers: Sequence[int]) -> Tensor:
        texts = [torch.tensor(self._tokens[number]) for number in numbers]
        ids = nn.utils.rnn.pad_sequence(texts, batch_first=True)
        there = nn.utils.rnn.pad_sequence([torch.ones_like(text) for text in texts], batch_first=True)
        states: Tensor = self._net(input_ids=ids, attention_mask=there).last_hidden_state
        mask = there.unsqueeze(-1).float()
        return nn.functional.normalize((states * mask).sum(1) / mask.sum(1), dim=1)

    def _start_head(self) -> None:
        """Learn the classifier alone first, so that its first errors do not spoil the layers."""
        self._net.eval()
        order = sorted(range(len(self._tokens)), key=lambda number: len(self._tokens[number]))
        with torch.no_grad():
            vectors = torch.cat([self._vectors(numbers) for numbers in batched(order, _AT_ONCE)])
        optimizer: Any = torch.optim.Adam(self._head.parameters(), lr=_PACE_OF_FIRST_HEAD)
        for _ in range(_ROUNDS_OF_HEAD):
            optimizer.zero_grad()
            self._loss(vectors, self._owners[order], 0.0).backward()
            optimizer.step()

    def _loss(self, vectors: Tensor, owners: Tensor, softness: float) -> Tensor:
        return nn.functional.cross_entropy(self._head(vectors), owners, label_smoothing=softness)
