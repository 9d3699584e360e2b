package io.practiceops.foundation.storage;

import java.util.regex.Pattern;

/** What a key may look like: safe as a path below any folder and as a key of any S3 store. */
final class ObjectKey {

    private static final int LONGEST = 500;
    private static final Pattern KEY =
            Pattern.compile(
                    "[A-Za-z0-9_+=-][A-Za-z0-9._+=-]{0,199}(/[A-Za-z0-9_+=-][A-Za-z0-9._+=-]{0,199})*");

    private ObjectKey() {}

    static String checked(String key) {
        if (key.length() > LONGEST || !KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("No key for an object: " + key);
        }
        return key;
    }
}
