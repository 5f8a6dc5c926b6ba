// SPDX-License-Identifier: Apache-2.0
/**
 * The ZIP engines of a machine: which there are and can be used, and several queues, of one engine or of one for each NUMA
 * node, that look like one to whoever sends. Depends on {@code driver}; nothing depends on it but the service loader.
 */
package io.warpdrive.hisi.fleet;
