import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Running text as documents have it: few words often, most seldom (Zipf's law). The frequent ones
 * are English and the trade's own, the rest are invented and can be pronounced.
 */
final class Words {

    static final int VOCABULARY = 20_000;

    private static final String FREQUENT =
            """
            the of and to in a that is for be shall by or any as with this on not such are from all it an
            at which have other may has under will no than been if each its was their who upon his more
            agreement party parties client firm engagement matter services fee fees invoice payment date
            notice term termination court claim contract lease tenant landlord property tax return filing
            income expense account accounts balance statement audit trust estate will probate guardian
            liability damages breach warranty counsel attorney partner shareholder director company
            corporation limited liability registered agent state federal county jurisdiction license
            regulation compliance deadline extension penalty interest principal loan mortgage security
            deed title transfer assignment consent waiver amendment schedule exhibit appendix clause
            section paragraph evidence witness deposition motion hearing judgment appeal settlement
            mediation arbitration confidential disclosure privilege retainer hourly rate estimate scope
            payroll depreciation amortization revenue ledger quarter annual report dividend equity asset
            inventory receivable payable reconciliation adjustment refund credit debit withholding
            """;

    private static final String[] BEGINNINGS =
            "b br c cl cr d dr f fl fr g gl gr h j k l m n p pl pr qu r s sc sl sp st str t tr v w"
                    .split(" ");
    private static final String[] MIDDLES = "a e i o u ai ea ou io ee".split(" ");
    private static final String[] ENDS =
            "n r l s t m nd rt st nt ck ll ss ble tion ment".split(" ");

    private final SplittableRandom random;
    private final List<String> words;
    private final double[] upTo;

    Words(SplittableRandom random) {
        this.random = random;
        var distinct = new LinkedHashSet<>(Arrays.asList(FREQUENT.split("\\s+")));
        while (distinct.size() < VOCABULARY) {
            distinct.add(invented());
        }
        words = List.copyOf(distinct);
        upTo = new double[words.size()];
        var sum = 0.0;
        for (var rank = 0; rank < upTo.length; rank++) {
            sum += 1.0 / (rank + 1);
            upTo[rank] = sum;
        }
    }

    /** About so many words, in sentences and paragraphs. */
    String text(int length) {
        var text = new StringBuilder(length * 8);
        var left = length / 2 + random.nextInt(length);
        while (left > 0) {
            var sentence = Math.min(left, 6 + random.nextInt(18));
            text.append(capital(next()));
            for (var i = 1; i < sentence; i++) {
                text.append(' ').append(next());
            }
            text.append(random.nextInt(6) == 0 ? ".\n\n" : ". ");
            left -= sentence;
        }
        return text.toString();
    }

    String title() {
        return capital(frequent()) + " " + frequent() + " " + next();
    }

    /** What people look for: not what every page has. One word or, as often, two. */
    List<String> searches(int number) {
        var searches = new ArrayList<String>();
        for (var i = 0; i < number; i++) {
            searches.add(random.nextBoolean() ? sought() : sought() + " " + sought());
        }
        return searches;
    }

    private String next() {
        var found = Arrays.binarySearch(upTo, random.nextDouble(upTo[upTo.length - 1]));
        return words.get(found < 0 ? -found - 1 : found);
    }

    /** A word of the trade, past the articles and prepositions. */
    private String frequent() {
        return words.get(50 + random.nextInt(120));
    }

    /** Evenly over the orders of magnitude from rank 60 to 6,000. */
    private String sought() {
        return words.get((int) (60 * Math.pow(100, random.nextDouble())));
    }

    private String invented() {
        var word = new StringBuilder();
        for (var syllables = 1 + random.nextInt(2); syllables > 0; syllables--) {
            word.append(one(BEGINNINGS)).append(one(MIDDLES));
        }
        return word.append(one(ENDS)).toString();
    }

    private String one(String[] parts) {
        return parts[random.nextInt(parts.length)];
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
