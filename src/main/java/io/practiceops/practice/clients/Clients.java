package io.practiceops.practice.clients;

import io.practiceops.foundation.database.SearchIndex;
import io.practiceops.foundation.kernel.Acting;
import io.practiceops.foundation.kernel.Cursor;
import io.practiceops.foundation.kernel.Ids;
import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.Right;
import io.practiceops.foundation.kernel.Slice;
import io.practiceops.trust.audit.Audit;
import io.practiceops.trust.audit.AuditEvent;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The clients of the actor's firm, as far as they are open to the actor: what {@link Team} and
 * {@link Walls} close is not there for them.
 */
@Service
public class Clients {

    public static final Right READ = new Right("clients.read");
    public static final Right WRITE = new Right("clients.write");

    static final String KIND = "client";

    private final ClientStore store;
    private final SearchIndex search;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Ids ids;
    private final Clock clock;

    Clients(
            ClientStore store,
            SearchIndex search,
            Audit audit,
            ApplicationEventPublisher events,
            Ids ids,
            Clock clock) {
        this.store = store;
        this.search = search;
        this.audit = audit;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /** Takes on a client. */
    @Transactional
    public Client take(ClientDetails details) {
        Acting.require(WRITE);
        var client = new Client(ids.next(), details, Client.Access.FIRM, clock.instant(), 1);
        store.insert(client);
        index(client);
        audit.record(
                AuditEvent.done("client.taken-on", KIND, client.id())
                        .named(client.name())
                        .detail("kind", kindOf(details)));
        events.publishEvent(new ClientTakenOn(Acting.firm(), client.id()));
        return client;
    }

    /** Changes what is known; a Problem when the version is not the newest. */
    @Transactional
    public Client change(UUID id, long version, ClientDetails details) {
        Acting.require(WRITE);
        var before = client(id);
        var changed = changedFields(before.details(), details);
        if (before.version() == version && changed.isEmpty()) {
            return before;
        }
        if (!store.update(id, version, details)) {
            throw Problem.changedMeanwhile("client");
        }
        var after = client(id);
        index(after);
        audit.record(
                AuditEvent.done("client.changed", KIND, id)
                        .named(after.name())
                        .detail("fields", String.join(", ", changed)));
        return after;
    }

    @Transactional(readOnly = true)
    public Client find(UUID id) {
        Acting.require(READ);
        return client(id);
    }

    /** By name. */
    @Transactional(readOnly = true)
    public Slice<Client> list(@Nullable String cursor, int limit) {
        Acting.require(READ);
        var after = Cursor.parse(cursor, 2);
        return Slice.of(store.list(after, limit + 1), limit, Clients::position);
    }

    private static Cursor position(Client client) {
        return Cursor.at(client.name(), client.id());
    }

    /** The best matches by name, e-mail, phone, place or note, best first. */
    @Transactional(readOnly = true)
    public List<Client> search(String query, int most) {
        Acting.require(READ);
        var hits = search.find(KIND, query, most).stream().map(SearchIndex.Hit::objectId).toList();
        var found = store.findAll(hits);
        return hits.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** Names by id, of those that are the firm's. */
    @Transactional(readOnly = true)
    public Map<UUID, String> names(Set<UUID> clients) {
        Acting.require(READ);
        return store.findAll(List.copyOf(clients)).values().stream()
                .collect(Collectors.toMap(Client::id, Client::name));
    }

    @Transactional(readOnly = true)
    public long count() {
        Acting.require(READ);
        return store.count();
    }

    private Client client(UUID id) {
        return store.find(id).orElseThrow(() -> search.notFound(KIND, "client", id));
    }

    /** Whether the actor sees it, as far as it is there at all; no attempt goes on record. */
    @Transactional(readOnly = true)
    boolean isOpen(UUID id) {
        return store.find(id).isPresent();
    }

    /** One that nobody else changes before the transaction ends. */
    Client locked(UUID id) {
        store.lock(id);
        return client(id);
    }

    private void index(Client client) {
        var details = client.details();
        var body =
                Stream.of(
                                details.email(),
                                details.phone(),
                                details.city(),
                                details.state(),
                                details.note())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("\n"));
        search.put(KIND, client.id(), SearchIndex.Readers.of(client.id()), client.name(), body);
    }

    private static String kindOf(ClientDetails details) {
        return String.valueOf(details.kind());
    }

    private static Set<String> changedFields(ClientDetails before, ClientDetails after) {
        var changed = new TreeSet<String>();
        note(changed, "kind", before.kind(), after.kind());
        note(changed, "name", before.name(), after.name());
        note(changed, "email", before.email(), after.email());
        note(changed, "phone", before.phone(), after.phone());
        note(changed, "city", before.city(), after.city());
        note(changed, "state", before.state(), after.state());
        note(changed, "note", before.note(), after.note());
        return changed;
    }

    private static void note(
            Set<String> changed, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changed.add(field);
        }
    }
}
