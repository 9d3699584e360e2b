package io.practiceops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The lists of docs/audit-trail.md. That what is listed as on record is so is checked by {@link
 * OnRecordProbe} for each request that any test makes.
 */
@InPractice
class OnRecordTests {

    private final ApplicationContext application;
    private final RequestMappingHandlerMapping mappings;

    @LocalServerPort private int port;

    OnRecordTests(
            ApplicationContext application,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings) {
        this.application = application;
        this.mappings = mappings;
    }

    @Test
    void everyAddressIsListedAsOnRecordOrAsNotWithItsReason() {
        var unlisted = RecordList.addresses(mappings);
        unlisted.removeAll(RecordList.onRecord().keySet());
        unlisted.removeAll(RecordList.notOnRecord().keySet());
        assertThat(unlisted).as("In neither list of docs/audit-trail.md").isEmpty();
        var gone = new TreeSet<>(RecordList.onRecord().keySet());
        gone.addAll(RecordList.notOnRecord().keySet());
        gone.removeAll(RecordList.addresses(mappings));
        assertThat(gone).as("Listed in docs/audit-trail.md, and no address").isEmpty();
        assertThat(RecordList.onRecord().keySet())
                .doesNotContainAnyElementsOf(RecordList.notOnRecord().keySet());
    }

    @Test
    void whateverChangesSomethingIsOnRecord() {
        assertThat(RecordList.notOnRecord().keySet())
                .filteredOn(address -> !address.startsWith("GET "))
                .containsExactlyInAnyOrder(
                        "POST /me/theme",
                        // Shows what is chosen; a POST because of how many there may be.
                        "POST /documents/selected",
                        // What is begun here and comes to nothing; its end is on record.
                        "POST /me/second-factor/authenticator",
                        "POST /me/second-factor/passkeys/creation.json",
                        "POST /confirm/passkey-request.json",
                        "POST /sign-in/passkey-request.json",
                        "POST /sign-in/second/passkey-request.json");
        assertThat(RecordList.notOnRecord().values()).allMatch(reason -> reason.length() > 10);
    }

    @Test
    void theProbeNoticesAnEntryThatIsMissing() {
        var firm = new TestFirm(application);
        var api = new Api(port, firm.ownerKey());

        OnRecordProbe.pretend("GET /api/v1/me", "account.read");
        assertThat(api.get("/api/v1/me").status()).isEqualTo(200);

        assertThat(OnRecordProbe.takeMissing())
                .hasSize(1)
                .first()
                .asString()
                .contains("account.read");
    }
}
