package io.practiceops.trust.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.practiceops.InPractice;
import io.practiceops.TestFirm;
import io.practiceops.foundation.database.AcrossFirmsTemplate;
import io.practiceops.trust.audit.Audit;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;

@InPractice
class ProviderDemandTests {

    private final ApplicationContext application;
    private final IdentityStore identities;
    private final AcrossFirmsTemplate across;

    private TestFirm firm;

    ProviderDemandTests(
            ApplicationContext application,
            IdentityStore identities,
            PlatformTransactionManager transactions) {
        this.application = application;
        this.identities = identities;
        this.across = new AcrossFirmsTemplate(transactions);
    }

    @BeforeEach
    void openFirm() {
        firm = new TestFirm(application);
        firm.add("ben", Role.STAFF);
    }

    @Test
    void aFirmThatDemandsItsProviderLetsOwnersAloneInWithAPassword() {
        assertThat(isDemandedOf("ben", firm.id().toString())).isTrue();
        assertThat(isDemandedOf("owner", firm.id().toString())).isFalse();
    }

    @Test
    void whatOneFirmDemandsDoesNotConcernAnother() {
        assertThat(isDemandedOf("ben", new TestFirm(application).id().toString())).isFalse();
    }

    @Test
    void aDemandWithoutAFirmIsAMistakeAndDemandsNothing() {
        assertThat(isDemandedOf("ben", null)).isFalse();
        assertThat(providers(null).all().getFirst().mistakes())
                .containsExactly("only=true needs a firm");
    }

    private boolean isDemandedOf(String name, String firmId) {
        var links =
                new ProviderLinks(
                        application.getBean(ProviderStore.class),
                        providers(firmId),
                        identities,
                        application.getBean(SessionStore.class),
                        application.getBean(Audit.class),
                        Clock.systemUTC());
        return across.<Boolean>execute(
                _ -> links.isDemandedOf(identities.findAccount(firm.email(name)).orElseThrow()));
    }

    private static Providers providers(String firmId) {
        var one =
                new ProviderSettings.One(
                        "Work", "https://id.example", "us", null, firmId, Set.of(), true);
        return new Providers(new ProviderSettings(Map.of("work", one)), Clock.systemUTC());
    }
}
