// SPDX-License-Identifier: Apache-2.0
/** Libraries that people use, with the agent and without: the programs of {@code tests/apps}. */
package io.warpdrive.tests.apps;
