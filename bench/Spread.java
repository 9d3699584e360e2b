import java.util.Locale;
import java.util.stream.DoubleStream;

/** Several measurements of one thing. */
record Spread(double least, double median, double most) {

    static Spread of(DoubleStream measurements) {
        var sorted = measurements.sorted().toArray();
        var middle = sorted.length / 2;
        var median =
                sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }

    /** Such as {@code 2.31 (2.28 to 2.40)}. */
    String text(int decimals) {
        var number = "%." + decimals + "f";
        return String.format(
                Locale.ROOT, number + " (" + number + " to " + number + ")", median, least, most);
    }
}
