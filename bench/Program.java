import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What all programs here share: the options given to them, help, and a sentence instead of a stack
 * trace.
 */
final class Program {

    /** Something the caller can mend; the message is all there is to say. */
    static final class Refused extends RuntimeException {
        Refused(String message) {
            super(message);
        }
    }

    interface Body {
        /** Returns the exit code: 0 done, 1 not reached, 2 wrong words. */
        int run(Program program) throws Exception;
    }

    private record Option(String name, String value) {}

    private final String usage;
    private final List<Option> options = new ArrayList<>();
    private final List<String> words = new ArrayList<>();

    private Program(String usage, String[] arguments) {
        this.usage = usage;
        for (var i = 0; i < arguments.length; i++) {
            var word = arguments[i];
            if (!word.startsWith("--")) {
                words.add(word);
            } else if (!takesValue(word)) {
                options.add(new Option(word, ""));
            } else if (i + 1 < arguments.length) {
                options.add(new Option(word, arguments[++i]));
            } else {
                throw new Refused(word + " needs a value. See --help.");
            }
        }
    }

    static void run(String usage, String[] arguments, Body body) throws Exception {
        if (List.of(arguments).contains("--help")) {
            IO.print(usage);
            return;
        }
        Machine.noteLoad();
        int code;
        try {
            code = body.run(new Program(usage, arguments));
        } catch (Refused refused) {
            System.err.println(refused.getMessage());
            code = 2;
        }
        System.exit(code);
    }

    /**
     * The usage is the one list of options: there, a word in capitals follows what takes a value.
     */
    private boolean takesValue(String name) {
        var line =
                Pattern.compile(
                        "^ +" + Pattern.quote(name) + "( +[A-Z]+)?( {2,}|$)", Pattern.MULTILINE);
        var found = line.matcher(usage);
        if (!found.find()) {
            throw new Refused("There is no option " + name + ". See --help.");
        }
        return found.group(1) != null;
    }

    List<String> words() {
        return words;
    }

    void refuseWords() {
        if (!words.isEmpty()) {
            throw new Refused("\"" + words.getFirst() + "\" is not understood. See --help.");
        }
    }

    boolean has(String name) {
        return options.stream().anyMatch(option -> option.name.equals(name));
    }

    List<String> all(String name) {
        return options.stream()
                .filter(option -> option.name.equals(name))
                .map(Option::value)
                .toList();
    }

    Optional<String> text(String name) {
        var values = all(name);
        if (values.size() > 1) {
            throw new Refused(name + " is given more than once.");
        }
        return values.stream().findFirst();
    }

    String needed(String name) {
        return text(name).orElseThrow(() -> new Refused(name + " is needed. See --help."));
    }

    /** A number above zero. */
    double number(String name, double otherwise) {
        var text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            var number = Double.parseDouble(text.get());
            if (number > 0 && number < Integer.MAX_VALUE) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // refused below, as is a number out of range
        }
        throw new Refused(name + " is a number above 0, not \"" + text.get() + "\".");
    }

    int whole(String name, int otherwise) {
        var number = number(name, otherwise);
        if (number != Math.rint(number)) {
            throw new Refused(name + " is a whole number, not " + number + ".");
        }
        return (int) number;
    }
}
