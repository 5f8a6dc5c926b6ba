// SPDX-License-Identifier: Apache-2.0
module sample.app {}
