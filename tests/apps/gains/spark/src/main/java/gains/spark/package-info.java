// SPDX-License-Identifier: Apache-2.0
/** Spark. */
package gains.spark;
