// SPDX-License-Identifier: Apache-2.0
/** Kafka's clients, and a broker. */
package gains.kafka;
