// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.route;

/** What the caller wants of a stream to be deflated at the moment it is decided who serves it. */
public enum Asked {
    /** That it takes input; output may come later. */
    INPUT,
    /** All output of the input so far, or a change of parameters, which needs that; the stream goes on. */
    FLUSH,
    /** All output: the stream ends with this input. */
    END,
    /** That a dictionary is put in force: the output may refer to it, which no segment for a queue can. */
    DICTIONARY,
    /** That an engine goes on with what zlib has begun. */
    RESUMPTION
}
