// SPDX-License-Identifier: Apache-2.0
/**
 * The device side of {@code io.warpdrive.hisi}, for machines without a ZIP engine: attributes as files, a socket in place
 * of each queue file, and a thread for each queue that does what the engine would. A client is not trusted: whatever its
 * entries say, only memory that it has given is read or written. May touch {@code hisi.protocol}, {@code uacce}, {@code queue} and
 * the software device.
 *
 * <p>Unlike the engine it has no scatter-gather lists, and keeps the state of a stream that it decompresses piece by piece
 * to itself, for 64 streams a queue: only a handle lies in the client's stream context.
 *
 * <p>With shared virtual addressing the client's memory is reached through process_vm_readv(2) and process_vm_writev(2).
 * The kernel asks for what ptrace(2) asks for: the same user, or CAP_SYS_PTRACE, a client that is dumpable, the same or an
 * enclosing user namespace, and where Yama's {@code ptrace_scope} is 1 a client that has named the emulator with
 * PR_SET_PTRACER. The driver does so when it opens a queue of such a device in another process, never for a kernel's. There is one
 * such name for a process, the last one counts, and it can't be read: an application that names a debugger itself has to do
 * so again afterwards, and where it has, the emulator has lost its way in. Nothing is undone when a queue is closed, as
 * other queues may need it; the name says nothing once the emulator has ended. With {@code ptrace_scope} 2 or 3 only
 * SHARE_DOMAIN is to be had across processes.
 *
 * <p>More than 16 classes: it is a program of its own, a server with its files, sessions, queues and faults, of which nothing
 * is open to others but its start.
 */
package io.warpdrive.emulator;
