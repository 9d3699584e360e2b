package io.practiceops.foundation.database;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.transaction.annotation.Transactional;

/**
 * A transaction in the platform role, which sees beyond one firm: identity, sealing, retention.
 * Tables that have no business across firms grant that role nothing, so a slip ends in a refusal,
 * not in a leak.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Transactional(label = AcrossFirms.LABEL)
public @interface AcrossFirms {

    String LABEL = "across-firms";

    @AliasFor(annotation = Transactional.class, attribute = "readOnly")
    boolean readOnly() default false;
}
