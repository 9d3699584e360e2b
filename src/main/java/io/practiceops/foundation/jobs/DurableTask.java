package io.practiceops.foundation.jobs;

/**
 * A kind of work that is scheduled in a transaction and done after its commit, by whichever
 * instance is free. A module declares one as a bean and schedules it through {@link Tasks}, naming
 * it by its payload:
 *
 * <pre>{@code
 * @Bean
 * DurableTask<ExtractText> extractText(Documents documents) {
 *     return DurableTask.of("documents.extract", ExtractText.class, task -> documents.extract(task.document()));
 * }
 * }</pre>
 *
 * <p>The handler runs as the actor and for the firm that scheduled the task, outside any
 * transaction, and <em>at least once</em>: an instance may be killed after the work and before its
 * record. That running twice is harmless is the handler's duty. It fails by throwing; after the
 * last attempt the task is kept as a dead letter.
 *
 * @param name stable and dotted, as in {@code documents.extract}; stored with each task
 * @param payload what a task carries, kept as JSON: tasks of an older version must stay readable,
 *     so add nullable components and don't rename. Belongs to this task alone.
 */
public record DurableTask<T extends Record>(
        String name, Class<T> payload, Retry retry, Handler<T> handler) {

    /** Does the work of one task. */
    @FunctionalInterface
    public interface Handler<T> {
        void run(T payload, Attempt attempt) throws Exception;
    }

    /** Does the work of one task, no matter which attempt it is. */
    @FunctionalInterface
    public interface Work<T> {
        void run(T payload) throws Exception;
    }

    public static <T extends Record> DurableTask<T> of(
            String name, Class<T> payload, Work<T> work) {
        return new DurableTask<>(name, payload, Retry.standard(), (task, _) -> work.run(task));
    }

    public DurableTask<T> retry(Retry other) {
        return new DurableTask<>(name, payload, other, handler);
    }
}
