package io.practiceops.practice.clients;

import io.practiceops.foundation.kernel.Panel;
import io.practiceops.foundation.kernel.Right;
import org.springframework.stereotype.Component;

/** How many clients the firm has. */
@Component
class ClientsTile implements Panel {

    private final Clients clients;

    ClientsTile(Clients clients) {
        this.clients = clients;
    }

    @Override
    public String title() {
        return "Clients";
    }

    @Override
    public String url() {
        return "/clients";
    }

    @Override
    public Right right() {
        return Clients.READ;
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public Content content() {
        var count = clients.count();
        return new Tile(
                "%,d".formatted(count), count == 0 ? "take on the first one" : "of this firm");
    }
}
