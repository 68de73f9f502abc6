"""Percentiles of times taken in rounds, and ratios of them with bootstrap intervals.

Rounds are resampled, not single times: what disturbed one round disturbed all its times alike. Both sides of a ratio
are resampled together, for they took turns within a round. Quantiles of the bootstrap are widened for few rounds as
Hesterberg (2015) does: by t instead of the normal distribution and by the root of n/(n-1). Below six rounds no quantile is
wide enough, for none leaves the most extreme resample behind: there is no interval then.
"""
import math
import random

RESAMPLES = 2000
FEWEST = 6
T_975 = (2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120)  # 5 degrees of freedom and on


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
    if rounds < FEWEST:
        return point, math.nan, math.nan
    draw = random.Random(seed)
    drawn = []
    for _ in range(RESAMPLES):
        picked = [draw.randrange(rounds) for _ in range(rounds)]
        a = percentile(pooled([theirs[i] for i in picked]), percent)
        drawn.append(a / percentile(pooled([ours[i] for i in picked]), percent))
    share = 100 * tail(rounds)
    return point, percentile(drawn, share), percentile(drawn, 100 - share)


def tail(rounds):
    """Which share of the bootstrap stands for 2.5 %."""
    t = T_975[min(rounds - FEWEST, len(T_975) - 1)]
    return math.erfc(t * math.sqrt(rounds / (rounds - 1)) / math.sqrt(2)) / 2


def ahead(low, high, peer):
    """Who took less time, as far as the interval tells."""
    if math.isnan(low):
        return "too few rounds"
    if low > 1:
        return "sulcus"
    if high < 1:
        return peer
    return "level"
