// SPDX-License-Identifier: Apache-2.0
/** Ktor. */
package gains.ktor;
