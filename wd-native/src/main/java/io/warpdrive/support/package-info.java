// SPDX-License-Identifier: Apache-2.0
/**
 * What all other packages of the library stand on: its log, the net under native memory, and what is known of the program
 * around it. Depends on nothing of ours. Not exported.
 */
package io.warpdrive.support;
