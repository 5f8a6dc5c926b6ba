// SPDX-License-Identifier: Apache-2.0
/** Spring Boot. */
package gains.boot;
