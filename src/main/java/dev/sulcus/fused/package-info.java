/**
 * A network's forward pass as a row of fused oneDNN primitives on the CPU: convolution, bias, activation and residual in
 * one pass over memory, activations in the blocked layout of the machine's vectors, weights packed once. It knows
 * neither training nor files: {@code model} says what the layers are and hands over folded weights.
 *
 * <p>Why it stands beside TensorFlow: TensorFlow's executor spends longer between the 700 small operations of
 * EfficientNetB0 than oneDNN spends inside them when one picture is scored, and it writes every activation to memory
 * between convolution, normalisation and swish. What both compute is the same function; how far they are apart is
 * tested, and printed by {@code bench score}.
 */
package dev.sulcus.fused;
