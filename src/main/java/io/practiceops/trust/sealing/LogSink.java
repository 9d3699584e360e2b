package io.practiceops.trust.sealing;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** One structured line a checkpoint, for whoever collects the log elsewhere. */
@Component
@Order(2)
class LogSink implements CheckpointSink {

    /** A name of its own, so that it can be sent its own way. */
    static final String LOGGER = "practiceops.audit.anchor";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

    @Override
    public String name() {
        return "log";
    }

    @Override
    public String place() {
        return "log " + LOGGER;
    }

    @Override
    public void put(SignedCheckpoint checkpoint) {
        LOG.atInfo()
                .addKeyValue("checkpoint", checkpoint.note())
                .log("Audit checkpoint: {}", checkpoint.note().strip().replace("\n", "\\n"));
    }

    /** A log is not read back. */
    @Override
    public Optional<String> latest() {
        return Optional.empty();
    }
}
