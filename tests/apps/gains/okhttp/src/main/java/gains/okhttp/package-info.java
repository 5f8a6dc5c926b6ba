// SPDX-License-Identifier: Apache-2.0
/** OkHttp. */
package gains.okhttp;
