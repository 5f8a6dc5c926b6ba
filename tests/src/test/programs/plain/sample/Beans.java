// SPDX-License-Identifier: Apache-2.0
package sample;

import java.lang.management.ManagementFactory;
import java.util.TreeSet;
import java.util.zip.Deflater;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Compresses once, and then prints what MXBeans there are of it. */
public final class Beans {
    private Beans() {}

    public static void main(String[] args) throws Exception {
        Deflater deflater = new Deflater();
        deflater.setInput(Data.bytes(100_000, 1));
        deflater.finish();
        deflater.deflate(new byte[100_000]);
        deflater.end();
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        TreeSet<ObjectName> names = new TreeSet<>(server.queryNames(new ObjectName("io.warpdrive:*"), null));
        if (names.isEmpty()) {
            System.out.println("none");
        }
        for (ObjectName name : names) {
            for (MBeanAttributeInfo each : server.getMBeanInfo(name).getAttributes()) {
                System.out.println(name.getKeyProperty("type") + " " + each.getName() + " "
                        + server.getAttribute(name, each.getName()));
            }
        }
    }
}
