// SPDX-License-Identifier: Apache-2.0
/** Tests that need the device of {@code tests/kernel} and its kernel; {@code tests/kernel/run} runs them in a guest. */
package io.warpdrive.tests.kernel;
