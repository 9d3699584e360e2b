package io.practiceops.practice.vault;

import io.practiceops.foundation.kernel.Acting;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was derived from objects of the actor's firm; within a transaction of the firm. */
@Repository
class DerivedStore {

    record Part(UUID id, long size) {}

    private final JdbcClient jdbc;

    DerivedStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Part> find(UUID object, String name) {
        return jdbc.sql(
                        """
                        SELECT id, size FROM vault_derived
                         WHERE firm_id = :firm AND object_id = :object AND name = :name
                        """)
                .param("firm", Acting.firm())
                .param("object", object)
                .param("name", name)
                .query(Part.class)
                .optional();
    }

    void put(UUID object, String name, Part part) {
        jdbc.sql(
                        """
                        INSERT INTO vault_derived (id, firm_id, object_id, name, size)
                        VALUES (:id, :firm, :object, :name, :size)
                        ON CONFLICT (object_id, firm_id, name) DO UPDATE SET id = excluded.id, size = excluded.size
                        """)
                .param("id", part.id())
                .param("firm", Acting.firm())
                .param("object", object)
                .param("name", name)
                .param("size", part.size())
                .update();
    }
}
