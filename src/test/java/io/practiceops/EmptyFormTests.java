package io.practiceops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * A browser sends no word of a box that is not ticked, and a program may leave out anything:
 * whatever is missing, it is no failure on our side.
 */
@InPractice
class EmptyFormTests {

    /** Signs out, and would end the visit the others are made in. */
    private static final List<String> LEFT_OUT = List.of("/sign-out");

    private final ApplicationContext application;
    private final RequestMappingHandlerMapping mappings;

    @LocalServerPort private int port;

    private Browser browser;

    EmptyFormTests(
            ApplicationContext application,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        this.application = application;
        this.mappings = mappings;
    }

    @BeforeEach
    void signIn() {
        browser = new Browser(port);
        browser.signIn(new TestFirm(application).email("owner"), TestFirm.PASSWORD);
    }

    @TestFactory
    Stream<DynamicTest> anEmptyFormIsAnsweredInWords() {
        return RecordList.addresses(mappings).stream()
                .filter(address -> address.startsWith("POST /") && !address.contains("/api/"))
                .map(address -> address.substring("POST ".length()))
                .filter(address -> !LEFT_OUT.contains(address))
                .map(address -> DynamicTest.dynamicTest(address, () -> answered(address)));
    }

    private void answered(String address) {
        var path =
                address.replaceAll("\\{(number|page)}", "1")
                        .replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
        var answer = browser.post(path);
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(500);
    }
}
