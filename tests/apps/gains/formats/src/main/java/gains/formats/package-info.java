// SPDX-License-Identifier: Apache-2.0
/** Libraries that read and write files of formats with DEFLATE inside. */
package gains.formats;
