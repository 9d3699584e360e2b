package io.practiceops;

import org.springframework.boot.SpringApplication;

/**
 * A server to be killed: serves the home given, and says its port and, with a second word, a new
 * firm's key.
 */
final class CrashChild {

    private CrashChild() {}

    public static void main(String[] words) {
        var application =
                SpringApplication.run(
                        PracticeOps.class,
                        "--practiceops.home=" + words[0],
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        "--spring.profiles.active=test");
        if (words.length > 1) {
            System.out.println("KEY " + new TestFirm(application).ownerKey());
        }
        System.out.println("PORT " + application.getEnvironment().getProperty("local.server.port"));
    }
}
