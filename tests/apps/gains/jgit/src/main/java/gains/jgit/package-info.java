// SPDX-License-Identifier: Apache-2.0
/** JGit. */
package gains.jgit;
