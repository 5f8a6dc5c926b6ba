// SPDX-License-Identifier: Apache-2.0
/**
 * Pieces of a program's streams, done again by zlib and by the engine to see what each takes: in a thread of their own and
 * for one per cent of the program's processor time. The pieces stay in memory. Not exported.
 */
package io.warpdrive.observe.trial;
