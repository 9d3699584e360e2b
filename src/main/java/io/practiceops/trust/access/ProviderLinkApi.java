package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Slice;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/users/{id}/provider-links")
class ProviderLinkApi {

    private final ProviderLinks links;

    ProviderLinkApi(ProviderLinks links) {
        this.links = links;
    }

    @GetMapping
    Slice<ProviderLink> list(@PathVariable UUID id) {
        return new Slice<>(links.of(id), null);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlink(@PathVariable UUID id) {
        links.unlink(id);
    }
}
