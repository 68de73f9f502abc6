/** The engine as one folder that runs where there is neither Java nor Maven, whole or in pieces. No native library. */
package dev.sulcus.bundle;
