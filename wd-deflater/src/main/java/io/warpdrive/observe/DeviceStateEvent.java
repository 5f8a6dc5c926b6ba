// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** What becomes of a device. */
@Name("io.warpdrive.DeviceState")
@Label("Device State")
@Category("WarpDrive")
@Description("A device is in use, failed at something, is set aside or tried again")
@StackTrace(false)
final class DeviceStateEvent extends Event {
    @Label("Device")
    String device;

    @Label("State")
    @Description("in-use, fault, set-aside or tried-again")
    String state;

    @Label("Why")
    String why;
}
