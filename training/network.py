"""The network: one encoder, a linear head for all labels, and vectors that link a cue to its source and content."""

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from sayso.language.heads import ARC_SIZE, DISTANCES, LINK_ROLES, layout


class Network(nn.Module):
    """Encoder and heads.

    Args:
        encoder: folder of the pretrained encoder.
        link_size: width of a link vector for one role.
    """

    def __init__(self, encoder: Path, link_size: int) -> None:
        super().__init__()
        # Attention without dropout takes the fast kernel: three times the speed on a CPU.
        self.encoder = AutoModel.from_pretrained(
            encoder, attention_probs_dropout_prob=0.0, hidden_dropout_prob=0.0, add_pooling_layer=False
        )
        hidden = self.encoder.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.labels = nn.Linear(hidden, layout().width)
        self.cue_side = nn.Sequential(
            nn.Linear(hidden, hidden), nn.GELU(), nn.Linear(hidden, link_size * len(LINK_ROLES))
        )
        self.word_side = nn.Sequential(
            nn.Linear(hidden, hidden), nn.GELU(), nn.Linear(hidden, link_size * len(LINK_ROLES))
        )
        self.arcs = nn.Sequential(
            nn.Linear(hidden, hidden), nn.GELU(), nn.Dropout(0.2), nn.Linear(hidden, 2 * ARC_SIZE)
        )
        self.near = nn.Parameter(torch.full((len(LINK_ROLES), DISTANCES), -2.0))
        self.link_size = link_size

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Score every piece.

        Args:
            ids: (batch, pieces).
            mask: (batch, pieces), 1 for a piece and 0 for padding.

        Returns:
            Label scores (batch, pieces, labels); cue-side and word-side link vectors (batch, pieces, roles * size), whose
            product for one role, with `near` for their distance, is the log odds that the word plays that role for the cue; arc vectors (batch, pieces, 2 *
            size), a word's own as a child and as a head, whose product scores the arc between two words.
        """
        hidden = self.dropout(self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state)
        return (
            self.labels(hidden),
            self.cue_side(hidden) / self.link_size**0.5,
            self.word_side(hidden),
            self.arcs(hidden),
        )
