// SPDX-License-Identifier: Apache-2.0
/**
 * The Java agent: rewrites construction of {@code Deflater} and {@code Inflater} so that unmodified programs get the
 * drop-ins. These few classes are all that the application's class loader sees of us; whatever else the agent is made
 * of, the drop-ins included, is loaded by a class loader of its own and as late as possible.
 */
package io.warpdrive.agent;
