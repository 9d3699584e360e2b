package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.kernel.ProblemType;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Brings in a folder through a running server. The newest batch of the client's with the folder's
 * name is gone on with, so that nothing comes twice; where there is none, one is begun.
 */
final class FolderUpload {

    private static final String BATCHES = "/api/v1/document-batches";
    private static final int LANES = 3;
    private static final int TRIES = 5;

    private final RemoteServer server;
    private final PrintStream out;
    private final boolean isNew;
    private final AtomicInteger stored = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    /**
     * @param isNew begins a batch in any case
     */
    FolderUpload(RemoteServer server, PrintStream out, boolean isNew) {
        this.server = server;
        this.out = out;
        this.isNew = isNew;
    }

    private record Found(Path file, String path, long size, long modified) {

        Map<String, Object> announced() {
            return Map.of("path", path, "size", size, "modified", modified);
        }
    }

    /** Whether all of it is stored. */
    boolean bring(Path folder, DocumentDetails.Sent filing)
            throws IOException, InterruptedException {
        var all = walk(folder);
        if (all.isEmpty()) {
            throw Problem.invalid("FOLDER", "There are no files in " + folder + ".");
        }
        var client = client(filing.client() == null ? "" : filing.client());
        var batch = batch(client, folder.getFileName().toString(), filing);
        out.printf("Batch %s: %,d files%n", batch, all.size());
        var missing = new ArrayList<Found>();
        for (var at = 0; at < all.size(); at += UploadBatches.MOST_ANNOUNCED) {
            var some = all.subList(at, Math.min(all.size(), at + UploadBatches.MOST_ANNOUNCED));
            missing.addAll(missing(batch, some));
        }
        out.printf("%,d stored already, %,d to send%n", stored.get(), missing.size());
        try (var lanes = Executors.newFixedThreadPool(LANES)) {
            missing.forEach(file -> lanes.execute(() -> send(batch, file, all.size())));
        }
        out.printf(
                "%,d of %,d files are stored%s%n",
                stored.get(),
                all.size(),
                refused.get() == 0
                        ? ""
                        : ", "
                                + refused.get()
                                + " are not, for the reasons above. Run this again when that is mended.");
        return stored.get() == all.size();
    }

    private static List<Found> walk(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw Problem.invalid("FOLDER", "There is no folder " + folder + ".");
        }
        try (var files = Files.walk(folder, new FileVisitOption[0])) {
            var found = new ArrayList<Found>();
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var path = folder.relativize(file).toString().replace('\\', '/');
                var modified = Files.getLastModifiedTime(file).toMillis();
                found.add(new Found(file, path, Files.size(file), modified));
            }
            return found;
        }
    }

    private String client(String said) throws InterruptedException {
        try {
            return UUID.fromString(said).toString();
        } catch (IllegalArgumentException aName) {
            var hits = server.get("/api/v1/clients?q=" + RemoteServer.encoded(said)).path("items");
            var named = new ArrayList<String>();
            for (var hit : hits) {
                if (hit.path("name").asString("").equalsIgnoreCase(said)) {
                    named.add(hit.path("id").asString());
                }
            }
            if (named.size() == 1) {
                return named.getFirst();
            }
            throw Problem.invalid(
                    "--client",
                    named.isEmpty()
                            ? "No client is called “" + said + "”."
                            : "Several clients are called so; say the id.");
        }
    }

    private String batch(String client, String name, DocumentDetails.Sent filing)
            throws InterruptedException {
        for (var batch : server.get(BATCHES + "?limit=200&client=" + client).path("items")) {
            if (!isNew && batch.path("name").asString("").equals(name)) {
                out.println(
                        "Going on with what was begun before, filed as it was said then; --new"
                                + " begins another.");
                return batch.path("id").asString();
            }
        }
        var wanted = new HashMap<String, Object>();
        wanted.put("client", client);
        wanted.put("name", name);
        put(wanted, "folder", filing.folder());
        put(wanted, "category", filing.category());
        put(wanted, "classification", filing.classification());
        put(wanted, "year", filing.year());
        if (filing.tags() != null && !filing.tags().isBlank()) {
            wanted.put("tags", List.of(filing.tags().split(",", -1)));
        }
        return server.post(BATCHES, wanted).path("id").asString();
    }

    private static void put(Map<String, Object> body, String field, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            body.put(field, value);
        }
    }

    private List<Found> missing(String batch, List<Found> some)
            throws IOException, InterruptedException {
        var coming = Map.of("files", some.stream().map(Found::announced).toList());
        var known = new HashMap<String, JsonNode>();
        for (var file : server.post(BATCHES + "/" + batch + "/files", coming).path("items")) {
            known.put(file.path("path").asString(), file);
        }
        var missing = new ArrayList<Found>();
        for (var file : some) {
            var there = known.get(file.path());
            var state = there == null ? "MISSING" : there.path("state").asString();
            if (there == null || state.equals("MISSING")) {
                missing.add(file);
            } else if (state.equals("REFUSED")) {
                refuse(file, there.path("why").asString(""));
            } else if (there.path("sha256").asString("").equals(sha256(file.file()))) {
                stored.incrementAndGet();
            } else {
                refuse(file, "It has changed since it was stored; add it as a version.");
            }
        }
        return missing;
    }

    private void send(String batch, Found file, int all) {
        var place = BATCHES + "/" + batch + "/files?path=" + RemoteServer.encoded(file.path());
        for (var tries = 1; ; tries++) {
            try {
                server.put(place, file.file());
                out.printf(
                        "%,d of %,d files, %.1f MB  %s%n",
                        stored.incrementAndGet(),
                        all,
                        bytes.addAndGet(file.size()) / 1e6,
                        SafeNames.withoutTurns(file.path()));
                return;
            } catch (Problem problem) {
                if (problem.type() != ProblemType.UNAVAILABLE || tries == TRIES) {
                    refuse(file, problem.detail());
                    return;
                }
                pause(tries);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void refuse(Found file, String why) {
        refused.incrementAndGet();
        out.printf("not stored: %s: %s%n", SafeNames.withoutTurns(file.path()), why);
    }

    private static void pause(int tries) {
        try {
            Thread.sleep(500L << tries);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static String sha256(Path file) throws IOException {
        try (var in =
                new DigestInputStream(
                        Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
