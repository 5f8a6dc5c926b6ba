// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import jdk.jfr.Timespan;

/** A stream from its first call to its end. */
@Name("io.warpdrive.StreamEnded")
@Label("Stream Ended")
@Category("WarpDrive")
@Description("A stream of a Deflater or an Inflater, from its first call to its end")
@Threshold("10 ms")
@StackTrace(false)
final class StreamEndedEvent extends Event {
    @Label("Direction")
    String direction;

    @Label("Served By")
    @Description("Name of a device, or zlib")
    String servedBy;

    @Label("Reason")
    @Description("Why it is zlib; none if it is not")
    String reason;

    @Label("Level")
    int level;

    @Label("Bytes In")
    @DataAmount
    long bytesIn;

    @Label("Bytes Out")
    @DataAmount
    long bytesOut;

    @Label("Engine Time")
    @Description("Time in the calls that compress or decompress")
    @Timespan
    long engineTime;
}
