package dev.sulcus.model;

/** Which views of a picture a model sees when it is used; the answer is the mean over them. */
public enum Views {
    /** The picture as it is. */
    PLAIN,
    /** The picture, and the picture mirrored left to right. */
    FLIP
}
