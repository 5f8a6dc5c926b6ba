// SPDX-License-Identifier: Apache-2.0
/**
 * What a program does with {@code java.util.zip}: a {@code Deflater} and an {@code Inflater} that are the JDK's own and keep
 * an account of who made them, what went through and how long that took. Not exported.
 */
package io.warpdrive.observe.program;
