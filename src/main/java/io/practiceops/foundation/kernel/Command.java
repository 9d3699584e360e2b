package io.practiceops.foundation.kernel;

/**
 * Socket: a verb of the command line. Implementations are picocli commands, named in {@code
 * META-INF/services} because some verbs must answer where no application can start.
 */
public interface Command {

    /** Runs and returns the exit code: 0 done, 1 not done, 2 wrong words. */
    int run(Installation installation) throws Exception;

    /** The application, started when a verb first asks for a part of it. Never serves requests. */
    interface Installation {
        <T> T part(Class<T> type);

        /** Does work as the system, on behalf of whoever sits at the machine. */
        <T> T as(ScopedValue.CallableOp<T, ? extends RuntimeException> work);
    }
}
