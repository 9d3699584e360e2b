package io.practiceops.operations.signals;

import io.practiceops.foundation.kernel.Slice;
import io.practiceops.foundation.outbox.Message;
import io.practiceops.foundation.outbox.Outbox;
import io.practiceops.foundation.web.Limit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MailApi {

    private final Outbox outbox;

    MailApi(Outbox outbox) {
        this.outbox = outbox;
    }

    @GetMapping("/api/v1/mail")
    Slice<Message> list(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return outbox.newest(MailWords.parse(state), cursor, Limit.of(limit));
    }
}
