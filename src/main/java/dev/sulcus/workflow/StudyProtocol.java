package dev.sulcus.workflow;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** How a study judges. */
public enum StudyProtocol {
    /** Grouped, stratified cross-validation; each model by its own recipe. */
    @JsonProperty("sound")
    SOUND("recipe.json"),
    /** As the notebook report did, faults included. */
    @JsonProperty("notebook")
    NOTEBOOK("notebook.json");

    /** What the report does not say, and what was taken instead. */
    static final List<String> ASSUMPTIONS = List.of(
            "the notebook's report does not give these; taken were: at most 30 epochs for the CNN, 10 + 10 for the"
                    + " head and the last 30 layers of EfficientNetB0; batches of 32; early stopping on val_loss with"
                    + " patience 5, best weights restored; no cut of the learning rate",
            "the notebook's report does not say how its pictures were resized; taken was Keras' default, nearest");

    private final String file;

    StudyProtocol(String file) {
        this.file = file;
    }

    /** Which file below models/NAME holds the settings. */
    String file() {
        return file;
    }
}
