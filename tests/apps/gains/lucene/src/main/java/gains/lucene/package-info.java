// SPDX-License-Identifier: Apache-2.0
/** Lucene. */
package gains.lucene;
