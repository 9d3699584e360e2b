package io.practiceops.trust.sealing;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the trail is sealed and kept.
 *
 * @param origin the name of the installation's log, unique in the world; made up at the first start
 *     when it is not set, and never changed after
 * @param sealing whether this instance may seal; all but one wait anyway
 */
@ConfigurationProperties("practiceops.audit")
record SealingSettings(
        @DefaultValue("") String origin,
        @DefaultValue("true") boolean sealing,
        @DefaultValue Anchor anchor,
        @DefaultValue Retention retention) {

    private static final Pattern ORIGIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.:/_-]{0,200}");

    SealingSettings {
        if (!origin.isEmpty() && !ORIGIN.matcher(origin).matches()) {
            throw new IllegalArgumentException(
                    "practiceops.audit.origin is a name like example.com/audit, not " + origin);
        }
    }

    /**
     * @param folder where anchored checkpoints go; {@code <home>/anchors} when null. Better a place
     *     that whoever has the database has not.
     */
    record Anchor(@Nullable Path folder) {}

    /**
     * A month goes when both have passed since its end: 2555 days are a day or two short of seven
     * calendar years.
     */
    record Retention(@DefaultValue("2555") int days, @DefaultValue("7") int years) {}
}
