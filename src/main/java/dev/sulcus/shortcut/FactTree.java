package dev.sulcus.shortcut;

/**
 * One tree, node after node in arrays; node 0 is the root.
 *
 * @param fact which fact a node asks for; -1 at a leaf
 * @param left bit b is set when bin b of that fact goes left
 * @param next the left child; the right one follows it
 * @param share weighted share of tumours at the node, 0 to 1
 */
record FactTree(int[] fact, long[] left, int[] next, double[] share) {
    double score(int[] bins) {
        int node = 0;
        while (fact[node] >= 0) {
            boolean goesLeft = (left[node] >>> bins[fact[node]] & 1) == 1;
            node = next[node] + (goesLeft ? 0 : 1);
        }
        return share[node];
    }
}
