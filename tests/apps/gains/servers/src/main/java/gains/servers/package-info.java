// SPDX-License-Identifier: Apache-2.0
/** Web servers that compress what they answer. */
package gains.servers;
