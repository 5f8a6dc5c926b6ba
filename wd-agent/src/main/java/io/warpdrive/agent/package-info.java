// SPDX-License-Identifier: Apache-2.0
/**
 * The Java agent: rewrites construction of {@code Deflater} and {@code Inflater} so that unmodified programs get the
 * drop-ins. Loads everything else, the drop-ins included, in a class loader of its own and only when first needed.
 */
package io.warpdrive.agent;
