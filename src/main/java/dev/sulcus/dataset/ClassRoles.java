package dev.sulcus.dataset;

import java.util.List;

/**
 * Which class names mean tumour and which do not.
 *
 * @param negative class names with label 0, sorted
 * @param positive class names with label 1, sorted
 * @param announcement what to tell the user about a choice they did not make; empty when they chose
 */
public record ClassRoles(List<String> negative, List<String> positive, String announcement) {}
