package io.practiceops.foundation.jobs;

import io.practiceops.foundation.kernel.Job;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All jobs and tasks of this installation. Collected when first asked for, since the beans behind
 * them may themselves schedule tasks.
 */
final class TaskCatalogue {

    private record Entries(Map<String, Job> jobs, Map<Class<?>, DurableTask<?>> tasks) {}

    private final Supplier<List<Job>> jobs;
    private final Supplier<List<DurableTask<?>>> tasks;
    private volatile @Nullable Entries entries;

    TaskCatalogue(Supplier<List<Job>> jobs, Supplier<List<DurableTask<?>>> tasks) {
        this.jobs = jobs;
        this.tasks = tasks;
    }

    List<Job> jobs() {
        return entries().jobs.values().stream().sorted(Comparator.comparing(Job::name)).toList();
    }

    Optional<Job> job(String name) {
        return Optional.ofNullable(entries().jobs.get(name));
    }

    List<DurableTask<?>> tasks() {
        return List.copyOf(entries().tasks.values());
    }

    DurableTask<?> taskFor(Class<?> payload) {
        var task = entries().tasks.get(payload);
        if (task == null) {
            throw new IllegalStateException(
                    "No task takes a %s. Declare a bean DurableTask<%s>."
                            .formatted(payload.getName(), payload.getSimpleName()));
        }
        return task;
    }

    /** The names in the queue that this installation knows how to do. */
    Set<String> names() {
        return Stream.concat(
                        entries().jobs.keySet().stream(),
                        entries().tasks.values().stream().map(DurableTask::name))
                .collect(Collectors.toSet());
    }

    private Entries entries() {
        var known = entries;
        if (known == null) {
            known = collect();
            entries = known;
        }
        return known;
    }

    private Entries collect() {
        var allJobs = jobs.get();
        var allTasks = tasks.get();
        refuseTwice(
                Stream.concat(
                        allJobs.stream().map(Job::name), allTasks.stream().map(DurableTask::name)));
        return new Entries(byKey(allJobs, Job::name), byKey(allTasks, DurableTask::payload));
    }

    private static void refuseTwice(Stream<String> names) {
        var seen = new HashSet<String>();
        names.filter(name -> !seen.add(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalStateException("Two jobs or tasks have the name " + name);
                });
    }

    private static <K, V> Map<K, V> byKey(List<V> values, Function<? super V, ? extends K> key) {
        var map = new HashMap<K, V>();
        for (var value : values) {
            if (map.putIfAbsent(key.apply(value), value) != null) {
                throw new IllegalStateException("Two tasks take a " + key.apply(value));
            }
        }
        return Map.copyOf(map);
    }
}
