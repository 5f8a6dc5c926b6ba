// SPDX-License-Identifier: Apache-2.0
package io.warpdrive.observe.program;

import java.lang.StackWalker.StackFrame;
import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Finds out who makes a stream: the first class above us that is not the JDK's. To look takes some microseconds, as much
 * as a short message: after the first thousand objects only one of eight is asked, drawn by chance, and {@link Shares} has
 * the others' figures shared out. Safe for use by many threads.
 */
final class CallSites {
    /** A program that makes its classes as it runs shall not fill memory with their names. */
    private static final int MOST = 1000;

    private static final String OURS = "io.warpdrive.";
    private static final String STREAMS = "java.util.zip.";

    private static final int ALWAYS = 1000;
    private static final int ONE_IN = 8;

    private final StackWalker walker = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private final ConcurrentHashMap<Place, Site> sites = new ConcurrentHashMap<>();
    private final Site unknown = new Site(CallSite.UNKNOWN);
    private final Site notAsked = new Site(CallSite.NOT_ASKED);
    /** Plain: some more or less do not matter. */
    private int asked;

    /**
     * A place in the code. By name, as holding on to a class would keep its loader in memory.
     *
     * @param index of the byte code
     */
    private record Place(String type, String method, int index) {}

    Site caller() {
        if (asked >= ALWAYS && ThreadLocalRandom.current().nextInt(ONE_IN) != 0) {
            return notAsked;
        }
        asked = Math.min(asked + 1, ALWAYS);
        return walker.walk(this::first);
    }

    private Site first(Stream<StackFrame> frames) {
        StackFrame ofJdk = null;
        for (Iterator<StackFrame> each = frames.iterator(); each.hasNext(); ) {
            StackFrame frame = each.next();
            Class<?> type = frame.getDeclaringClass();
            if (!isOfJdk(type)) {
                if (!isOurs(type)) {
                    return site(frame);
                }
            } else if (ofJdk == null && !type.getName().startsWith(STREAMS)) {
                ofJdk = frame;
            }
        }
        return ofJdk == null ? unknown : site(ofJdk);
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith(OURS) && type.getClassLoader() == CallSites.class.getClassLoader();
    }

    private static boolean isOfJdk(Class<?> type) {
        String module = type.getModule().getName();
        return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
    }

    private Site site(StackFrame frame) {
        Place place = new Place(frame.getClassName(), frame.getMethodName(), frame.getByteCodeIndex());
        Site known = sites.get(place);
        if (known != null) {
            return known;
        }
        Site found = new Site(new CallSite(plain(place.type), place.method, frame.getLineNumber()));
        if (sites.size() >= MOST) {
            return unknown;
        }
        Site before = sites.putIfAbsent(place, found);
        return before == null ? found : before;
    }

    /** Hidden classes have an address in their names, which is another one in each run. */
    private static String plain(String type) {
        int slash = type.indexOf('/');
        return slash < 0 ? type : type.substring(0, slash);
    }
}
