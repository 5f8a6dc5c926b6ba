// SPDX-License-Identifier: Apache-2.0
package gains.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A program to be measured: what it is started by, and what is demanded of it. */
final class Program {
    /** What every row has to reach. */
    private static final double LEAST_WORKING = 1.0;

    private static final double LEAST_WHOLE = 0.97;

    /** What some rows have to reach, by their names. */
    private record Bar(Pattern rows, double ratio) {}

    private final String name;
    private final String title;
    private final String module;
    private final String main;
    private final String artifact;
    private final List<Bar> bars = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private double whole = LEAST_WHOLE;
    private boolean offloads = true;
    private boolean quick;
    private boolean ends = true;
    private boolean startsApart = true;
    /** Empty: a class path and a main class. */
    private String jar = "";
    /** Empty: {@code java} starts it. */
    private String script = "";

    private int millis = 500;

    private Program(String name, String title, String module, String main, String artifact) {
        this.name = name;
        this.title = title;
        this.module = module;
        this.main = main;
        this.artifact = artifact;
    }

    /**
     * @param name what it is asked for by
     * @param title what the table calls it
     * @param module the folder that it is built in
     * @param main its class with main
     * @param artifact the library whose version is the program's; empty: the JDK's
     */
    static Program of(String name, String title, String module, String main, String artifact) {
        return new Program(name, title, module, main, artifact);
    }

    /** Rows whose names match have to be so many times as fast. */
    Program bar(String rows, double ratio) {
        bars.add(new Bar(Pattern.compile(rows), ratio));
        return this;
    }

    /** The process has to be so many times as fast. */
    Program whole(double ratio) {
        whole = ratio;
        return this;
    }

    /** It compresses too little, or in ways that no engine of ours serves: nothing is demanded of what is offloaded. */
    Program mayStay() {
        offloads = false;
        return this;
    }

    /** It is among those that are run to see that all is well. */
    Program quick() {
        quick = true;
        return this;
    }

    /** It never ends its streams, so that their bytes are not counted. */
    Program keepsStreams() {
        ends = false;
        return this;
    }

    /** It is started by {@code java -jar}. */
    Program jar(String file) {
        jar = file;
        return this;
    }

    /** It is started by a script, which is given what else Java would be. */
    Program script(String file) {
        script = file;
        return this;
    }

    /** Options of its JVM. */
    Program with(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** Its first rounds take so long that there are no JVMs for them alone: the start is that of whole runs. */
    Program longStart() {
        startsApart = false;
        return this;
    }

    /** How long each row is measured. */
    Program millis(int each) {
        millis = each;
        return this;
    }

    String name() {
        return name;
    }

    String title() {
        return title;
    }

    String module() {
        return module;
    }

    String main() {
        return main;
    }

    String artifact() {
        return artifact;
    }

    List<String> options() {
        return options;
    }

    boolean offloads() {
        return offloads;
    }

    boolean isQuick() {
        return quick;
    }

    boolean endsStreams() {
        return ends;
    }

    boolean startsApart() {
        return startsApart;
    }

    String jar() {
        return jar;
    }

    String script() {
        return script;
    }

    int millis() {
        return millis;
    }

    double wholeBar() {
        return whole;
    }

    double bar(String row) {
        return bars.stream()
                .filter(bar -> bar.rows().matcher(row).find())
                .mapToDouble(Bar::ratio)
                .findFirst()
                .orElse(LEAST_WORKING);
    }
}
