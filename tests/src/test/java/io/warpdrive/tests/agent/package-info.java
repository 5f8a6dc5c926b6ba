// SPDX-License-Identifier: Apache-2.0
/** The agent in real JVMs, on programs that know nothing of it: {@code src/test/programs}. */
package io.warpdrive.tests.agent;
