package io.practiceops.practice.documents;

import io.practiceops.foundation.kernel.Command;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code practiceops documents}: what can be done with documents from the command line. */
@picocli.CommandLine.Command(
        name = "documents",
        description = "Brings in folders, through a running server.",
        subcommands = DocumentsCommand.Upload.class,
        mixinStandardHelpOptions = true)
public final class DocumentsCommand implements Command {

    private static final int WRONG_WORDS = 2;

    @Override
    public int run(Installation installation) {
        System.err.println("Say what to do: practiceops documents upload --client CLIENT FOLDER");
        return WRONG_WORDS;
    }

    /** {@code practiceops documents upload}. */
    @picocli.CommandLine.Command(
            name = "upload",
            description = {
                "Brings in a folder with the folders in it. Run again after a break, it sends only",
                "what is missing. The key of the API stands in PRACTICEOPS_API_KEY."
            },
            mixinStandardHelpOptions = true)
    public static final class Upload implements Command {

        @Option(
                names = "--client",
                required = true,
                paramLabel = "CLIENT",
                description = "Whose papers they are: the client's id or whole name.")
        private String client = "";

        @Option(
                names = "--url",
                paramLabel = "URL",
                defaultValue = "${env:PRACTICEOPS_URL:-http://localhost:8080}",
                description = "Where the server is; ${DEFAULT-VALUE}.")
        private String url = "";

        @Option(
                names = "--into",
                paramLabel = "PATH",
                description = "The folder of the client's papers they go into; the top otherwise.")
        private String into = "";

        @Option(names = "--category", paramLabel = "CATEGORY", description = "As in TAX_FORM.")
        private String category = "";

        @Option(
                names = "--classification",
                paramLabel = "CLASS",
                description = "As in CONFIDENTIAL, TAX_RETURN_INFO, PRIVILEGED.")
        private String classification = "";

        @Option(names = "--year", paramLabel = "YEAR", description = "The year they are about.")
        private String year = "";

        @Option(names = "--tags", paramLabel = "TAGS", description = "Between commas.")
        private String tags = "";

        @Option(
                names = "--new",
                description = "Brings all of it in once more, also where it was brought in before.")
        private boolean isNew;

        @Parameters(paramLabel = "FOLDER", description = "The folder to bring in.")
        private @Nullable Path folder;

        @Override
        public int run(Installation installation) throws Exception {
            var key = System.getenv("PRACTICEOPS_API_KEY");
            if (key == null || key.isBlank()) {
                System.err.println(
                        "PRACTICEOPS_API_KEY is not set. Make a key with: practiceops api-key create"
                                + " --user EMAIL --name NAME");
                return WRONG_WORDS;
            }
            var filing =
                    new DocumentDetails.Sent(
                            client, null, into, category, classification, year, tags);
            var chosen = folder == null ? Path.of("") : folder;
            return new FolderUpload(new RemoteServer(url, key), System.out, isNew)
                            .bring(chosen.toAbsolutePath().normalize(), filing)
                    ? 0
                    : 1;
        }
    }
}
