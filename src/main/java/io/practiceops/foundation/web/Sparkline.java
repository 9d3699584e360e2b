package io.practiceops.foundation.web;

import java.util.Arrays;
import java.util.Locale;

/**
 * A small line without axes, scaled to its own values and its limit.
 *
 * @param path the line, as SVG path data
 * @param limitY the height of the limit, or NaN without one
 */
public record Sparkline(String path, double limitY) {

    public static final int WIDTH = 92;
    public static final int HEIGHT = 28;
    private static final double MARGIN = 2;

    /**
     * Scales the values.
     *
     * @param values NaN where nothing was measured
     * @param limit the value at which somebody is alerted, or NaN
     */
    public static Sparkline of(double[] values, double limit) {
        var known = Arrays.stream(values).filter(Double::isFinite).summaryStatistics();
        if (known.getCount() == 0) {
            return new Sparkline("", Double.NaN);
        }
        var low = Double.isFinite(limit) ? Math.min(limit, known.getMin()) : known.getMin();
        var high = Double.isFinite(limit) ? Math.max(limit, known.getMax()) : known.getMax();

        var path = new StringBuilder();
        var step = values.length > 1 ? (double) WIDTH / (values.length - 1) : 0;
        var pen = 'M';
        for (var i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                path.append(
                        String.format(
                                Locale.ROOT,
                                "%c%.1f %.1f",
                                pen,
                                i * step,
                                y(values[i], low, high)));
                pen = 'L';
            } else {
                pen = 'M';
            }
        }
        return new Sparkline(
                path.toString(), Double.isFinite(limit) ? y(limit, low, high) : Double.NaN);
    }

    private static double y(double value, double low, double high) {
        var share = high == low ? 0.5 : (value - low) / (high - low);
        return HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN);
    }
}
