// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A block that a device should have done. */
@Name("io.warpdrive.Fallback")
@Label("Fallback")
@Category("WarpDrive")
@Description("A block of a stream that a device should have done is done by zlib")
final class FallbackEvent extends Event {
    @Label("Direction")
    String direction;

    @Label("Device")
    String device;
}
