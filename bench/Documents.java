import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** How long documents take from the upload to being found, and how many a minute get through. */
final class Documents {

    private static final String USAGE =
            """
            Usage: bench/run documents [OPTIONS]

            Starts the demo practice with a real clamd and the installed Tesseract, and uploads PDFs over
            HTTP: at a modest rate, looking for a word that only that document holds until the search finds
            it; then as fast as they are taken, text and scans apart, until all are through.

              --found N         documents of the first part (60)
              --every S         seconds from one to the next (2)
              --texts N         of the second part, a megabyte each (200)
              --scans N         one page each, which need OCR (60)
              --dry             do not write docs/figures.md
              --help            this text
            """;

    private static final int CONNECTIONS = 4;
    private static final long LONGEST_SECONDS = 120;

    private final Papers papers = new Papers();
    private final Inflow inflow;
    private final Figures figures;
    private int drawn;

    private Documents(Inflow inflow, Figures figures) {
        this.inflow = inflow;
        this.figures = figures;
    }

    static void main(String[] arguments) throws Exception {
        Program.run(USAGE, arguments, Documents::run);
    }

    private static int run(Program program) throws Exception {
        program.refuseWords();
        try (var scanner = ScannerProcess.start();
                var application =
                        Application.start(
                                Application.DEMO, Map.of(Application.CLAMD, scanner.address()));
                var owner = application.database().asOwner()) {
            var key = Application.apiKey(application.home(), Application.DEMO_USER);
            var inflow = new Inflow(application, key, owner);
            var figures =
                    new Figures(
                            "Documents", "bench/run documents", application.database().version());
            new Documents(inflow, figures).measure(program);
            return figures.publish(program);
        }
    }

    private void measure(Program program) throws Exception {
        inflow.awaitQuiet();
        found(program.whole("--found", 60), program.number("--every", 2));
        through(
                "PDFs of a megabyte, 30 pages of text",
                papers(program.whole("--texts", 200), papers::ofText));
        through(
                "scans of one page, which need OCR",
                papers(program.whole("--scans", 60), papers::scanned));
        figures.seen(
                "A text is %d pages of about %d words and a picture, %.1f MB in all; a scan is a drawn page of about %d words at %d dpi."
                        .formatted(
                                Papers.PAGES,
                                Papers.WORDS_OF_A_PAGE,
                                Papers.MEGABYTE / 1e6,
                                Papers.WORDS_OF_A_SCAN,
                                Papers.SCAN_DPI));
        figures.seen(
                "Searchable is when the search over HTTP, asked every 25 ms, finds the document by a word that it alone holds.");
        figures.seen(
                "Documents a minute: from the first upload to the end of the last, uploaded over %d connections as fast as they are taken, so the first part of the time is shared with the uploads."
                        .formatted(CONNECTIONS));
        figures.seen(
                "Time of a stage is of its work alone, without waiting for its turn; stages of different documents run at once. clamd knows one signature instead of ClamAV's millions, so looking for malware is cheaper here than it will be.");
    }

    private interface Drawing {
        Papers.Paper draw(int number) throws Exception;
    }

    /** Drawn before anything is measured. */
    private List<Papers.Paper> papers(int number, Drawing drawing) throws Exception {
        var papers = new ArrayList<Papers.Paper>();
        for (var i = 0; i < number; i++) {
            papers.add(drawing.draw(drawn++));
        }
        return papers;
    }

    /** One at a time, each on its minute whether or not the one before is found. */
    private void found(int number, double every) throws Exception {
        var all = papers(number + 1, papers::ofText);
        once(all.removeLast(), 0);
        var acknowledged = new ArrayList<Double>();
        var searchable = new ArrayList<Double>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var began = System.nanoTime();
            var runs = new ArrayList<Callable<double[]>>();
            for (var i = 0; i < number; i++) {
                var paper = all.get(i);
                var start = began + (long) (i * every * 1e9);
                runs.add(() -> once(paper, start));
            }
            for (var run : threads.invokeAll(runs)) {
                acknowledged.add(run.get()[0]);
                searchable.add(run.get()[1]);
            }
        }
        figures.figure(
                "a megabyte PDF every %.1f s: upload to acknowledged, p50, p95, most, ms"
                        .formatted(every),
                millis(acknowledged));
        figures.figure("… acknowledged to searchable, p50, p95, most, ms", millis(searchable));
    }

    /** Milliseconds to the acknowledgement, and from there until the search finds it. */
    private double[] once(Papers.Paper paper, long start) throws Exception {
        var wait = start - System.nanoTime();
        if (start != 0 && wait > 0) {
            Thread.sleep(Duration.ofNanos(wait));
        }
        var sent = System.nanoTime();
        var document = inflow.upload(paper.pdf(), paper.word().length() + "-found.pdf");
        var acknowledged = System.nanoTime();
        inflow.awaitFound(paper.word(), document, LONGEST_SECONDS);
        return new double[] {(acknowledged - sent) / 1e6, (System.nanoTime() - acknowledged) / 1e6};
    }

    private void through(String what, List<Papers.Paper> papers) throws Exception {
        inflow.awaitQuiet();
        var since = Instant.now();
        var uploads = new ArrayList<Callable<String>>();
        for (var paper : papers) {
            uploads.add(() -> inflow.upload(paper.pdf(), "through.pdf"));
        }
        String last = "";
        double uploaded;
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (var upload : threads.invokeAll(uploads)) {
                last = upload.get();
            }
            uploaded = Duration.between(since, Instant.now()).toMillis() / 1e3;
        }
        inflow.awaitQuiet();
        if (inflow.lost(since) > 0) {
            throw new Program.Refused(
                    "%d of %d did not get through clean and searchable: the measure is void."
                            .formatted(inflow.lost(since), papers.size()));
        }
        inflow.awaitFound(papers.getLast().word(), last, LONGEST_SECONDS);
        var seconds = inflow.secondsFromFirstToLast(since);
        figures.figure(
                "%d %s: documents a minute".formatted(papers.size(), what),
                "%.0f".formatted(60 * papers.size() / seconds));
        figures.figure(
                "… seconds from the first upload to the end of the last (uploads took)",
                "%.1f (%.1f)".formatted(seconds, uploaded));
        var stages = inflow.stages(since);
        figures.figure(
                "… work of a stage, p50 and p95, ms",
                stages.stream()
                        .map(stage ->
                                "%s %.0f, %.0f"
                                        .formatted(
                                                stage.name().toLowerCase(Locale.ROOT),
                                                stage.p50(),
                                                stage.p95()))
                        .collect(Collectors.joining("; ")));
    }

    private static String millis(List<Double> all) {
        var sorted = all.stream().sorted().toList();
        return "%.0f, %.0f, %.0f"
                .formatted(
                        sorted.get(sorted.size() / 2),
                        sorted.get(Math.min(sorted.size() - 1, sorted.size() * 95 / 100)),
                        sorted.getLast());
    }
}
