"""python3 -m unittest discover bench/peers"""
import math
import random
import unittest

import ratios


class RatiosTest(unittest.TestCase):
    def test_percentile_lies_between_ranks(self):
        self.assertEqual(ratios.percentile([3, 1, 2, 4], 50), 2.5)
        self.assertAlmostEqual(ratios.percentile(range(101), 99), 99)

    def test_ratio_is_theirs_over_ours(self):
        point, low, high = ratios.ratio([[1.0]] * 6, [[2.0]] * 6, 50)
        self.assertEqual((point, low, high), (2, 2, 2))

    def test_interval_holds_the_point_and_widens_with_noise(self):
        ours = [[1.0, 1.1], [1.0, 1.2], [1.1, 1.3], [0.9, 1.0], [1.0, 1.0], [1.0, 1.2]]
        theirs = [[1.5, 1.6], [1.1, 1.2], [2.0, 2.2], [1.4, 1.5], [1.3, 1.4], [1.2, 1.3]]
        point, low, high = ratios.ratio(ours, theirs, 50)
        self.assertLess(low, point)
        self.assertLess(point, high)

    def test_a_slow_round_of_both_sides_does_not_widen_the_interval(self):
        ours = [[1.0], [1.0], [5.0], [1.0], [1.0], [1.0]]
        theirs = [[2.0], [2.0], [10.0], [2.0], [2.0], [2.0]]
        _, low, high = ratios.ratio(ours, theirs, 50)
        self.assertEqual((low, high), (2, 2))

    def test_five_rounds_give_no_interval(self):
        _, low, high = ratios.ratio([[1.0]] * 5, [[2.0]] * 5, 50)
        self.assertTrue(math.isnan(low) and math.isnan(high))

    def test_equal_settings_are_told_apart_in_one_run_of_twenty_or_less(self):
        draw = random.Random(4)
        wrong = 0
        for seed in range(200):
            ours, theirs = ([[math.exp(draw.gauss(0, 0.05))] for _ in range(6)] for _ in range(2))
            _, low, high = ratios.ratio(ours, theirs, 50, seed)
            wrong += low > 1 or high < 1
        self.assertLessEqual(wrong, 14)  # 7 %: what chance makes of 5 % in 200 once in ten times

    def test_ahead_names_a_side_only_where_the_interval_leaves_one_out(self):
        self.assertEqual(ratios.ahead(1.01, 1.4, "keras"), "sulcus")
        self.assertEqual(ratios.ahead(0.7, 0.99, "keras"), "keras")
        self.assertEqual(ratios.ahead(0.9, 1.1, "keras"), "level")
        self.assertEqual(ratios.ahead(math.nan, math.nan, "keras"), "too few rounds")


if __name__ == "__main__":
    unittest.main()
