// SPDX-License-Identifier: Apache-2.0
package gains.boot;

import gains.Rounds;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A service that starts, answers itself once and ends. */
@SpringBootApplication
@RestController
public class Application {
    public static void main(String[] arguments) throws Exception {
        Rounds rounds = Rounds.of(arguments);
        rounds.check("start and answer once", content -> {
            SpringApplication application = new SpringApplication(Application.class);
            try (var context =
                    application.run("--server.port=0", "--spring.main.banner-mode=off", "--logging.level.root=off")) {
                String port = context.getEnvironment().getProperty("local.server.port");
                HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/"))
                        .build();
                content.add(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body());
            }
        });
    }

    /** The answer. */
    @GetMapping("/")
    public String greet() {
        return "here";
    }
}
