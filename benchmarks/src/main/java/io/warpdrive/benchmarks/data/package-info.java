// SPDX-License-Identifier: Apache-2.0
/** What is measured on: the files of a corpus, what is made of them beforehand, and data made up where none is given. */
package io.warpdrive.benchmarks.data;
