"""Tuning an encoder to how doctors ask. Needed when many examples were added; takes most of an hour, and torch.

All layers are corrected together with a classifier, from which `learning.py` goes on. A correction of a matrix is a
product of two thin ones, so that all of them are a small part of the encoder's size: Hu et al., LoRA, ICLR 2022.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn.utils import parametrize
from transformers import AutoModel, AutoTokenizer

from knowledge.encoder import DOWN, SIZE, UP, Array, Tuning, batched

LONGEST = 128
"""Tokens of an example that are read while tuning."""
RANK = 32
WITH_CIRCUMSTANCES, BEFORE, SHORT_ENOUGH = 0.2, 0.7, 60
"""The share of examples told among circumstances; of those, with the circumstances first; the tokens they may have."""
HOW_MANY = (1, 1, 2)
"""Circumstances told together: mostly one."""
_AT_ONCE, _SORTED_TOGETHER = 64, 20
_PACE, _PACE_OF_REST, _PACE_OF_HEAD = 3e-4, 6e-5, 5e-3
_WARMING, _SOFTNESS, _LONGEST_STEP, _DECAY = 0.1, 0.05, 1.0, 0.01
_SHARPNESS = 10.0
_SEED = 1

Example = tuple[str, str]
"""A text in English or a gloss, and the id of the article that answers it."""


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
    """An encoder in training, from where an earlier tuning left it. Examples come in, another tuning comes out.

    What comes out is the mean of the earlier tuning and of what each round left.
    `circumstances` are texts that belong to no article; examples of the articles `alone` are not told among them.
    """

    def __init__(
        self,
        folder: Path,
        before: Tuning,
        examples: Sequence[Example],
        circumstances: Sequence[str],
        alone: frozenset[str] = frozenset(),
    ) -> None:
        torch.manual_seed(_SEED)
        self._chance = random.Random(_SEED)
        self._ids = tuple(sorted({owner for _, owner in examples}))
        number = {key: place for place, key in enumerate(self._ids)}
        self._owners = torch.tensor([number[owner] for _, owner in examples])
        self._alone = [owner in alone for _, owner in examples]
        tokenizer = AutoTokenizer.from_pretrained(folder)
        texts = [text for text, _ in examples]
        self._tokens: list[list[int]] = tokenizer(texts, truncation=True, max_length=LONGEST)["input_ids"]
        self._circumstances: list[list[int]] = tokenizer(list(circumstances), add_special_tokens=False)["input_ids"]
        self._tunings = [before] if before.corrections else []
        self._net = AutoModel.from_pretrained(folder)
        self._net.requires_grad_(False)
        self._matrices: dict[str, _Correction] = {}
        self._rest: dict[str, tuple[nn.Parameter, Tensor]] = {}
        self._take_up(before.corrections)
        weights, biases = before.rows(self._ids)
        self._head = nn.Linear(SIZE, len(self._ids))
        self._head.weight.data = torch.from_numpy(weights / _SHARPNESS)
        self._head.bias.data = torch.from_numpy(biases)

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
        steps_of_round = sum(1 for _ in self._batches())
        steps = rounds * steps_of_round
        thin = [part for correction in self._matrices.values() for part in correction.parameters()]
        rest = [weights for weights, _ in self._rest.values()]
        optimizer = torch.optim.AdamW(
            [{"params": thin}, {"params": rest}, {"params": self._head.parameters()}], weight_decay=_DECAY
        )
        paces = [_PACE, _PACE_OF_REST, _PACE_OF_HEAD]
        schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, paces, total_steps=steps, pct_start=_WARMING)
        self._net.train()
        batches = (numbers for _ in range(rounds) for numbers in self._batches())
        for step, numbers in enumerate(batches, 1):
            worth = self._head(_SHARPNESS * self._vectors([self._told(number) for number in numbers]))
            loss = nn.functional.cross_entropy(worth, self._owners[numbers], label_smoothing=_SOFTNESS)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*thin, *rest], _LONGEST_STEP)
            optimizer.step()
            schedule.step()
            if step % steps_of_round == 0:
                self._tunings.append(self._left())
            if step % 100 == 0:
                yield f"{step} of {steps}: {loss.item():.3f}"

    def tuning(self) -> Tuning:
        """What the rounds so far left."""
        return Tuning.mean(self._tunings)

    def _left(self) -> Tuning:
        changed = {name: weights.detach() - before for name, (weights, before) in self._rest.items()}
        for name, correction in self._matrices.items():
            changed |= {name + UP: correction.up.detach().clone(), name + DOWN: correction.down.detach().clone()}
        head = self._head.state_dict()
        return Tuning(
            {name: change.numpy() for name, change in changed.items()},
            self._ids,
            (head["weight"] * _SHARPNESS).numpy(),
            head["bias"].clone().numpy(),
        )

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

    def _told(self, number: int) -> list[int]:
        """The tokens of an example, now and then among circumstances."""
        tokens = self._tokens[number]
        if self._alone[number] or len(tokens) >= SHORT_ENOUGH or self._chance.random() >= WITH_CIRCUMSTANCES:
            return tokens
        chosen = self._chance.sample(self._circumstances, self._chance.choice(HOW_MANY))
        around = [token for sentence in chosen for token in sentence]
        start, *asked, end = tokens
        return [start, *around, *asked, end] if self._chance.random() < BEFORE else [start, *asked, *around, end]

    def _vectors(self, told: Sequence[list[int]]) -> Tensor:
        texts = [torch.tensor(tokens) for tokens in told]
        ids = nn.utils.rnn.pad_sequence(texts, batch_first=True)
        there = nn.utils.rnn.pad_sequence([torch.ones_like(text) for text in texts], batch_first=True)
        states: Tensor = self._net(input_ids=ids, attention_mask=there).last_hidden_state
        mask = there.unsqueeze(-1)
        return nn.functional.normalize((states * mask).sum(1) / mask.sum(1), dim=1)
