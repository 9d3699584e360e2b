package io.practiceops.practice.processing;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The scanner that is set up here, if there is one. */
@Component
class Scanner implements AutoCloseable {

    private final @Nullable Clamd clamd;

    Scanner(MalwareSettings settings) {
        var address = settings.clamd();
        clamd =
                address == null || address.isBlank()
                        ? null
                        : new Clamd(
                                ClamdAddress.parse(address),
                                settings.timeout(),
                                settings.verdict());
    }

    Optional<Clamd> clamd() {
        return Optional.ofNullable(clamd);
    }

    @Override
    public void close() {
        if (clamd != null) {
            clamd.close();
        }
    }
}
