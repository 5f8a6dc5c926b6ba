// SPDX-License-Identifier: Apache-2.0
package gains;

/** One round of a row: some milliseconds of what a program's users have it do. */
@FunctionalInterface
public interface Workload {
    /**
     * Runs it.
     *
     * @param content what was written or read, uncompressed: the same in every round, with the agent and without
     */
    void round(Content content) throws Exception;
}
