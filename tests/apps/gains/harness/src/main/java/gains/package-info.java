// SPDX-License-Identifier: Apache-2.0
/** What the measured programs have in common: made-up data, and rounds whose content is checked and whose time is taken. */
package gains;
