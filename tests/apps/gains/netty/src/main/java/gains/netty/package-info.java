// SPDX-License-Identifier: Apache-2.0
/** Netty. */
package gains.netty;
