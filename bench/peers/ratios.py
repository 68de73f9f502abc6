"""Percentiles of times taken in rounds, and ratios of them with bootstrap intervals.

Rounds are resampled, not single times: what disturbed one round disturbed all its times alike. Both sides of a ratio
are resampled together, for they took turns within a round.
"""
import random

RESAMPLES = 2000


def percentile(times, percent):
    """By linear interpolation between the ranks, as numpy has it."""
    ordered = sorted(times)
    place = (len(ordered) - 1) * percent / 100
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def pooled(rounds):
    return [seconds for turn in rounds for seconds in turn]


def ratio(ours, theirs, percent, seed=1):
    """(theirs / ours, low, high): above 1, ours took less time. Arguments: for each round, its times. 95 %."""
    point = percentile(pooled(theirs), percent) / percentile(pooled(ours), percent)
    rounds = min(len(ours), len(theirs))
    if rounds < 3:
        return point, float("nan"), float("nan")
    draw = random.Random(seed)
    drawn = []
    for _ in range(RESAMPLES):
        picked = [draw.randrange(rounds) for _ in range(rounds)]
        a = percentile(pooled([theirs[i] for i in picked]), percent)
        drawn.append(a / percentile(pooled([ours[i] for i in picked]), percent))
    return point, percentile(drawn, 2.5), percentile(drawn, 97.5)


def ahead(low, high, peer):
    """Who took less time, as far as the interval tells."""
    if low > 1:
        return "sulcus"
    if high < 1:
        return peer
    return "level"
