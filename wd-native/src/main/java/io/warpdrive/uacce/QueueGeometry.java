// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.uacce;

/**
 * The sizes of a queue's rings.
 *
 * @param entrySize bytes of a submission entry
 * @param submissionDepth entries of the submission queue
 * @param completionDepth entries of the completion queue
 */
public record QueueGeometry(int entrySize, int submissionDepth, int completionDepth) {
    /** What kernels have that can't be asked. */
    public static final QueueGeometry DEFAULT = new QueueGeometry(128, 1024, 1024);
}
