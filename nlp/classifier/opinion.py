"""A second opinion on stance: small networks over word vectors and the rules' facts.

The regression adds up what each word and fact says for itself; the networks can weigh
one by another. They see words only through their vectors, so they are wrong elsewhere
than the regression is. Their first layer is linear in the same features, so it is
scored in the same pass.
"""

import numpy as np

from nlp.classifier.likelihoods import likelihoods
from nlp.classifier.terms import Floats

# Weight of the networks' log probabilities beside the regression's scores. Three folds by
# authority with 7,400 labels; right in inspectors' papers, real councils', and those
# written for training (2,803 and 1,601): none 0.910, 0.727, 0.738, 0.620; 0.43 and two
# networks of 64 units 0.910, 0.744, 0.740, 0.629; one network 0.907, 0.748, 0.738, 0.629;
# 1.0 and two 0.904, 0.722, 0.734, 0.635; alone 0.884, 0.712, 0.688, 0.615.
# For themes they gave 0.791 instead of 0.783 and 0.677 instead of 0.683, so there is none.
WEIGHT = 0.43
_LEAST = 1e-4


def opinion_scores(hidden: Floats, networks: Floats) -> Floats:
    """Return what the networks add to the score of each stance, shape ``(passages, stances)``.

    Args:
        hidden: the first layer's sums, the units of one network after the other's.
        networks: the second layers, shape ``(networks, units + 1, stances)``; the last row
            is the offset.
    """
    units = np.split(np.maximum(hidden, 0), len(networks), axis=1)
    chances = np.zeros((len(hidden), networks.shape[2]), np.float32)
    for seen, layer in zip(units, networks, strict=True):
        chances += likelihoods(seen @ layer[:-1] + layer[-1]) / len(networks)
    added: Floats = WEIGHT * np.log(chances + _LEAST)
    return added
