// SPDX-License-Identifier: Apache-2.0
package gains.servers;

import gains.Rounds;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** Tomcat with {@code compression="on"}. */
public final class TomcatServer {
    private TomcatServer() {}

    public static void main(String[] arguments) throws Exception {
        Rounds rounds = Rounds.of(arguments).withoutCaller();
        Path directory = Files.createTempDirectory("tomcat");
        Pages.page("/"); // no word before that
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("compression", "on");
        tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
        tomcat.getConnector().setProperty("minSpareThreads", "2");
        Context context = tomcat.addContext("", directory.toString());
        Tomcat.addServlet(context, "pages", new PageServlet());
        context.addServletMapping("/*", "pages");
        tomcat.start();
        try {
            Pages.rows(rounds, "", tomcat.getConnector().getLocalPort());
        } finally {
            tomcat.stop();
            tomcat.destroy();
            Files.deleteIfExists(directory.resolve("work/Tomcat/localhost/ROOT"));
            for (String left : new String[] {"work/Tomcat/localhost", "work/Tomcat", "work", "webapps", ""}) {
                Files.deleteIfExists(directory.resolve(left));
            }
        }
    }

    private static final class PageServlet extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType(Pages.TYPE);
            if (Pages.ETAG.equals(request.getHeader("If-None-Match"))) {
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            } else {
                response.getOutputStream().write(Pages.page(request.getPathInfo()));
            }
        }
    }
}
