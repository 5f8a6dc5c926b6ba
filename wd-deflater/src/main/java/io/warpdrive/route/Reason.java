// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

/** Why zlib serves a stream. */
public enum Reason {
    /** Zlib does not serve it, or nothing is decided yet. Counts no stream. */
    NONE("none", "An engine serves the stream, or it has not been decided who does."),
    /** By configuration. */
    PINNED("pinned", "The key device names zlib."),
    /** By configuration; deflating only. */
    REPRODUCIBLE("reproducible", "The same bytes are wanted on every machine, which only zlib makes."),
    /** A logger made the stream. */
    LOGGING("logging", "The stream was made inside a message of ours, and serving it could lead to another message."),
    /** Zlib has not cost this process what loading an engine costs. */
    NOT_EARNED("not-earned", "Zlib has not yet cost this process as much as loading an engine does."),
    /** It is being loaded, or can't be here and now. */
    LOADING("loading", "An engine is being loaded, or could not be at that moment."),
    /** No device, no library, or no native access. */
    NO_ENGINE("no-engine", "No device has a queue to give, and no engine could be loaded; the log says why."),
    /** The device failed too often or its queue is gone. */
    SET_ASIDE(
            "set-aside", "The device failed again and again, or its queue is gone, and it is left alone for a while."),
    /** Too little input to be worth it. */
    TOO_SHORT("too-short", "There was too little input when output was wanted."),
    /** Level, strategy, dictionary or verification. */
    SETTINGS(
            "settings",
            "The engine does not do that level, strategy or dictionary, or its output is to be verified first."),
    /** Zlib is faster here. */
    MEASURED("measured", "Measurements in this process say that zlib is faster at such streams."),
    /** Memory is short, or all that may be used is in use. */
    NO_MEMORY("no-memory", "There was no memory for another stream, or all that may be used was in use."),
    /** A device does whole messages only; inflating only. */
    NOT_WHOLE(
            "not-whole",
            "The device inflates whole valid messages only, and this was none, or it had too little room."),
    /** The device has all it can take; inflating only. */
    DEVICE_BUSY("device-busy", "The device took no more requests at that moment."),
    /** The device could not do it; inflating only. */
    DEVICE_FAILED("device-failed", "The device could not do the message, whoever is to blame for it.");

    private final String key;
    private final String text;

    Reason(String key, String text) {
        this.key = key;
        this.text = text;
    }

    /**
     * The name for reports and tools.
     *
     * @return lower case with hyphens; does not change from version to version
     */
    public String key() {
        return key;
    }

    /**
     * The reason for people.
     *
     * @return one plain English sentence
     */
    public String text() {
        return text;
    }

    /** Whether it may pass while the stream goes on, so that an engine may serve the rest. */
    public boolean mayPass() {
        return this == NOT_EARNED || this == LOADING;
    }
}
