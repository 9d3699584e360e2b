package io.practiceops.practice.clients;

import io.practiceops.foundation.kernel.Card;
import io.practiceops.foundation.kernel.Panel;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the overview shows of the firm's clients. */
@Configuration(proxyBeanMethods = false)
class ClientPanels {

    @Bean
    Panel clientsTile(Clients clients) {
        return new Card("Clients", "/clients", Clients.READ, 30, () -> tile(clients.count()));
    }

    private static Panel.Tile tile(long count) {
        return new Panel.Tile(
                "%,d".formatted(count), count == 0 ? "take on the first one" : "of this firm");
    }
}
