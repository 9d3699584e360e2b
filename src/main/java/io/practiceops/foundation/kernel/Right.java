package io.practiceops.foundation.kernel;

/**
 * Permission to do one kind of thing, such as {@code clients.write}. Which role holds which right
 * is data, see {@code access/rights.csv}.
 */
public record Right(String name) {

    public Right {
        if (!name.matches("[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*")) {
            throw new IllegalArgumentException("A right is written area.verb, not " + name);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
