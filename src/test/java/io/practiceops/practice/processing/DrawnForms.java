package io.practiceops.practice.processing;

import io.practiceops.practice.processing.DrawnForm.Sheet;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** The gold set: papers of each kind with figures of a seed, in more than one layout. */
public final class DrawnForms {

    private static final List<String> COMPANIES =
            List.of(
                    "Harbor Light Marine LLC",
                    "Pelican Bay Builders Inc.",
                    "Northwind Dental Group PA",
                    "Quayside Catering Company",
                    "Sunrise Orchard Supply",
                    "Blue Heron Logistics LLC",
                    "Castillo & Sons Roofing",
                    "Tidewater Medical Billing");
    private static final List<String> PEOPLE =
            List.of(
                    "Maria T Alvarez",
                    "James R Whitfield",
                    "Aisha Bello",
                    "Robert J Okafor",
                    "Linda M Sorensen",
                    "Wei Zhang",
                    "Peter K Novak",
                    "Grace O'Brien");
    private static final List<String> BANKS =
            List.of("First Coastal Bank", "Gulf Stream Credit Union", "Bank of the Palmettos");
    private static final DateTimeFormatter LONG =
            DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.US);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("MM/dd/uuuu");

    private DrawnForms() {}

    /** So many of each kind and layout. */
    public static List<DrawnForm> all(int each) throws IOException {
        var forms = new ArrayList<DrawnForm>();
        for (var seed = 0; seed < each; seed++) {
            forms.add(w2(seed));
            forms.add(payrollW2(seed + 100));
            forms.add(nec(seed + 200));
            forms.add(interest(seed + 300));
            forms.add(invoice(seed + 400));
            forms.add(plainInvoice(seed + 500));
            forms.add(statement(seed + 600));
            forms.add(plainStatement(seed + 700));
        }
        return forms;
    }

    private record W2(
            String company, String ein, String person, String ssn, int year, List<String> amounts) {

        static W2 of(Random random) {
            var wages = amount(random, 18_000, 160_000);
            var social = wages.add(amount(random, 0, 9_000));
            return new W2(
                    pick(random, COMPANIES),
                    DrawnForms.ein(random),
                    pick(random, PEOPLE),
                    "%03d-%02d-%04d"
                            .formatted(
                                    100 + random.nextInt(500),
                                    1 + random.nextInt(99),
                                    1 + random.nextInt(9999)),
                    2020 + random.nextInt(6),
                    List.of(
                                    wages,
                                    times(wages, "0.13"),
                                    social,
                                    times(social, "0.062"),
                                    social,
                                    times(social, "0.0145"),
                                    wages,
                                    times(wages, "0.04"))
                            .stream()
                            .map(BigDecimal::toPlainString)
                            .toList());
        }

        Map<String, String> values() {
            var values = new LinkedHashMap<String, String>();
            values.put("year", Integer.toString(year));
            values.put("employer-name", company);
            values.put("employer-ein", ein);
            values.put("employee-name", person);
            values.put("employee-ssn", ssn.substring(7));
            var names =
                    List.of(
                            "wages",
                            "federal-tax",
                            "social-security-wages",
                            "social-security-tax",
                            "medicare-wages",
                            "medicare-tax",
                            "state-wages",
                            "state-tax");
            for (var i = 0; i < names.size(); i++) {
                values.put(names.get(i), amounts.get(i));
            }
            return values;
        }
    }

    /** In the layout of the IRS's own form, copy B. */
    public static DrawnForm w2(int seed) throws IOException {
        return w2(W2.of(new Random(seed)), seed);
    }

    /** The same of somebody. */
    public static DrawnForm w2(int seed, String company, String person, int year)
            throws IOException {
        var w2 = W2.of(new Random(seed));
        return w2(new W2(company, w2.ein, person, w2.ssn, year, w2.amounts), seed);
    }

    private static DrawnForm w2(W2 w2, int seed) throws IOException {
        try (var sheet = new Sheet()) {
            var x = 40;
            var wide = 300;
            var right = x + wide;
            sheet.box(x, 60, 110, 24, "", "22222");
            sheet.box(x + 110, 60, 190, 24, "a Employee's social security number", w2.ssn);
            sheet.plain(6.5, right + 10, 72, "OMB No. 1545-0029");
            sheet.box(x, 84, wide, 24, "b Employer identification number (EIN)", w2.ein);
            sheet.box(x, 108, wide, 72, "c Employer's name, address, and ZIP code", "");
            sheet.typed(x + 8, 130, w2.company);
            sheet.typed(x + 8, 143, "1200 Seawall Boulevard");
            sheet.typed(x + 8, 156, "Tampa FL 33602");
            sheet.box(x, 180, wide, 24, "d Control number", "A-" + (100 + seed));
            sheet.box(x, 204, wide, 96, "e Employee's first name and initial", "");
            sheet.plain(6.5, x + 170, 212, "Last name");
            sheet.plain(6.5, x + 265, 212, "Suff.");
            sheet.typed(x + 8, 228, w2.person);
            sheet.typed(x + 8, 250, "88 Mangrove Lane");
            sheet.typed(x + 8, 263, "Tampa FL 33609");
            sheet.plain(6.5, x + 3, 296, "f Employee's address and ZIP code");
            var labels =
                    List.of(
                            "1  Wages, tips, other compensation",
                            "2  Federal income tax withheld",
                            "3  Social security wages",
                            "4  Social security tax withheld",
                            "5  Medicare wages and tips",
                            "6  Medicare tax withheld");
            for (var i = 0; i < labels.size(); i++) {
                sheet.box(
                        right + i % 2 * 120,
                        84 + i / 2 * 24,
                        120,
                        24,
                        labels.get(i),
                        w2.amounts.get(i));
            }
            sheet.box(right, 156, 120, 24, "7  Social security tips", "");
            sheet.box(right + 120, 156, 120, 24, "8  Allocated tips", "");
            sheet.box(right, 180, 120, 24, "9", "");
            sheet.box(right + 120, 180, 120, 24, "10  Dependent care benefits", "");
            sheet.box(right, 204, 120, 24, "11  Nonqualified plans", "");
            sheet.box(right + 120, 204, 120, 24, "12a  See instructions for box 12", "");
            sheet.box(x, 300, 130, 30, "15 State  Employer's state ID number", "FL  59-1");
            sheet.box(x + 130, 300, 100, 30, "16 State wages, tips, etc.", w2.amounts.get(6));
            sheet.box(x + 230, 300, 90, 30, "17 State income tax", w2.amounts.get(7));
            sheet.box(x + 320, 300, 100, 30, "18 Local wages, tips, etc.", "");
            sheet.box(x + 420, 300, 60, 30, "19 Local income tax", "");
            sheet.plain(7, x, 360, "Form");
            sheet.bold(20, x + 20, 362, "W-2");
            sheet.bold(12, x + 75, 360, "Wage and Tax Statement");
            sheet.bold(22, x + 260, 362, Integer.toString(w2.year));
            sheet.plain(7, x + 350, 360, "Department of the Treasury - Internal Revenue Service");
            return new DrawnForm("w-2", "W-2 as the IRS prints it", sheet.pdf(), w2.values());
        }
    }

    /** As payroll services print it: two narrow copies, amounts to the right of their boxes. */
    static DrawnForm payrollW2(int seed) throws IOException {
        var w2 = W2.of(new Random(seed));
        try (var sheet = new Sheet()) {
            for (var top : new int[] {40, 400}) {
                sheet.bold(9, 60, top, w2.year + " W-2 Wage and Tax Statement");
                var labels =
                        List.of(
                                "1 Wages, tips, other comp.",
                                "2 Federal income tax withheld",
                                "3 Social security wages",
                                "4 Social security tax withheld",
                                "5 Medicare wages and tips",
                                "6 Medicare tax withheld");
                for (var i = 0; i < labels.size(); i++) {
                    var x = 60 + i % 2 * 125;
                    var y = top + 10 + i / 2 * 26;
                    sheet.box(x, y, 125, 26, labels.get(i), "");
                    sheet.right(9, x + 118, y + 21, w2.amounts.get(i));
                }
                sheet.box(60, top + 88, 125, 26, "a Employee's SSN", mask(w2.ssn));
                sheet.box(185, top + 88, 125, 26, "b Employer's FED ID number", w2.ein);
                sheet.box(60, top + 114, 250, 60, "c Employer's name, address, and ZIP code", "");
                sheet.plain(9, 66, top + 135, w2.company);
                sheet.plain(9, 66, top + 147, "PO Box 4410, Orlando FL 32802");
                sheet.box(60, top + 174, 250, 60, "e/f Employee's name, address, and ZIP code", "");
                sheet.plain(9, 66, top + 195, w2.person);
                sheet.plain(9, 66, top + 207, "5 Ibis Court, Orlando FL 32803");
                sheet.box(60, top + 234, 125, 26, "16 State wages, tips, etc.", "");
                sheet.right(9, 178, top + 255, w2.amounts.get(6));
                sheet.box(185, top + 234, 125, 26, "17 State income tax", "");
                sheet.right(9, 303, top + 255, w2.amounts.get(7));
            }
            return new DrawnForm("w-2", "W-2 of a payroll service", sheet.pdf(), w2.values());
        }
    }

    static DrawnForm nec(int seed) throws IOException {
        var random = new Random(seed);
        var values = payer(random);
        values.put("compensation", amount(random, 600, 90_000).toPlainString());
        if (seed % 2 == 0) {
            values.put("federal-tax", amount(random, 50, 9_000).toPlainString());
        }
        try (var sheet = new Sheet()) {
            payerBoxes(sheet, values, "123-45-6789");
            sheet.bold(16, 470, 100, "1099-NEC");
            sheet.bold(10, 450, 140, "Nonemployee Compensation");
            sheet.box(270, 150, 150, 36, "1 Nonemployee compensation", "");
            sheet.typed(276, 180, "$ " + comma(values.get("compensation")));
            sheet.box(
                    270,
                    186,
                    290,
                    30,
                    "2 Payer made direct sales totaling $5,000 or more of consumer products",
                    "");
            sheet.box(270, 216, 290, 24, "3 Excess golden parachute payments", "");
            sheet.box(270, 240, 150, 30, "4 Federal income tax withheld", "");
            if (values.containsKey("federal-tax")) {
                sheet.typed(276, 265, "$ " + comma(values.get("federal-tax")));
            }
            sheet.box(270, 270, 100, 30, "5 State tax withheld", "");
            sheet.box(370, 270, 190, 30, "6 State/Payer's state no.", "");
            return new DrawnForm("1099-nec", "1099-NEC", sheet.pdf(), values);
        }
    }

    static DrawnForm interest(int seed) throws IOException {
        var random = new Random(seed);
        var values = payer(random);
        values.put("payer-name", pick(random, BANKS));
        values.put("interest", amount(random, 10, 4_000).toPlainString());
        if (seed % 2 == 0) {
            values.put("treasury-interest", amount(random, 5, 900).toPlainString());
        }
        try (var sheet = new Sheet()) {
            payerBoxes(sheet, values, "123-45-6789");
            sheet.bold(16, 470, 100, "1099-INT");
            sheet.bold(12, 470, 140, "Interest Income");
            sheet.box(270, 150, 150, 36, "1 Interest income", "");
            sheet.typed(276, 180, "$ " + comma(values.get("interest")));
            sheet.box(270, 186, 290, 24, "2 Early withdrawal penalty", "");
            sheet.box(
                    270,
                    210,
                    290,
                    30,
                    "3 Interest on U.S. Savings Bonds and Treasury obligations",
                    "");
            if (values.containsKey("treasury-interest")) {
                sheet.typed(276, 235, "$ " + comma(values.get("treasury-interest")));
            }
            sheet.box(270, 240, 145, 30, "4 Federal income tax withheld", "");
            sheet.box(415, 240, 145, 30, "5 Investment expenses", "");
            return new DrawnForm("1099-int", "1099-INT", sheet.pdf(), values);
        }
    }

    private static Map<String, String> payer(Random random) {
        var values = new LinkedHashMap<String, String>();
        values.put("year", Integer.toString(2020 + random.nextInt(6)));
        values.put("payer-name", pick(random, COMPANIES));
        values.put("payer-tin", ein(random));
        values.put("recipient-name", pick(random, PEOPLE));
        values.put("recipient-tin", "%04d".formatted(1 + random.nextInt(9998)));
        return values;
    }

    private static void payerBoxes(Sheet sheet, Map<String, String> values, String ssn)
            throws IOException {
        sheet.box(
                40,
                50,
                230,
                90,
                "PAYER'S name, street address, city or town, state or province,",
                "");
        sheet.plain(6.5, 43, 66, "country, ZIP or foreign postal code, and telephone no.");
        sheet.typed(48, 86, values.get("payer-name"));
        sheet.typed(48, 99, "400 Commerce Street");
        sheet.typed(48, 112, "Sarasota FL 34236");
        sheet.plain(6.5, 280, 60, "OMB No. 1545-0116");
        sheet.plain(6.5, 280, 90, "(Rev. January 2024)");
        sheet.plain(6.5, 280, 112, "For calendar year");
        sheet.typed(340, 113, values.get("year"));
        sheet.box(40, 140, 115, 30, "PAYER'S TIN", values.get("payer-tin"));
        sheet.box(
                155,
                140,
                115,
                30,
                "RECIPIENT'S TIN",
                ssn.substring(0, 7) + values.get("recipient-tin"));
        sheet.box(40, 170, 230, 40, "RECIPIENT'S name", values.get("recipient-name"));
        sheet.box(40, 210, 230, 30, "Street address (including apt. no.)", "9 Cypress Way");
        sheet.box(
                40,
                240,
                230,
                30,
                "City or town, state or province, country, and ZIP or foreign postal code",
                "Sarasota FL 34237");
        sheet.box(40, 270, 230, 30, "Account number (see instructions)", "");
    }

    public static DrawnForm invoice(int seed) throws IOException {
        var random = new Random(seed);
        var date = date(random);
        var values = invoiceValues(random, date);
        try (var sheet = new Sheet()) {
            sheet.bold(20, 50, 70, values.get("vendor"));
            sheet.plain(9, 50, 86, "310 Harbor Drive, Miami FL 33101");
            sheet.bold(14, 470, 70, "INVOICE");
            sheet.plain(9, 380, 110, "Invoice number").plain(9, 480, 110, values.get("number"));
            sheet.plain(9, 380, 124, "Invoice date").plain(9, 480, 124, LONG.format(date));
            sheet.plain(9, 380, 138, "Due date");
            sheet.plain(9, 480, 138, LONG.format(LocalDate.parse(values.get("due"))));
            sheet.plain(9, 50, 130, "Bill to").plain(9, 50, 144, pick(random, PEOPLE));
            lines(sheet, random);
            var total = values.get("total");
            sheet.plain(10, 380, 420, "Subtotal").right(10, 560, 420, comma(total));
            sheet.plain(10, 380, 436, "Sales tax").right(10, 560, 436, "0.00");
            sheet.bold(10, 380, 456, "Total due").right(10, 560, 456, "$" + comma(total));
            return new DrawnForm("invoice", "Invoice in two columns", sheet.pdf(), values);
        }
    }

    static DrawnForm plainInvoice(int seed) throws IOException {
        var random = new Random(seed);
        var date = date(random);
        var values = invoiceValues(random, date);
        try (var sheet = new Sheet()) {
            sheet.plain(16, 50, 70, values.get("vendor"));
            sheet.plain(10, 50, 110, "Invoice #: " + values.get("number"));
            sheet.plain(10, 50, 124, "Date: " + SHORT.format(date));
            sheet.plain(10, 50, 138, "Terms: Net 30");
            sheet.plain(
                    10,
                    50,
                    152,
                    "Payment due: " + SHORT.format(LocalDate.parse(values.get("due"))));
            sheet.plain(10, 50, 180, "Bill to: " + pick(random, PEOPLE));
            lines(sheet, random);
            sheet.plain(11, 50, 430, "Amount due: $" + comma(values.get("total")));
            return new DrawnForm("invoice", "Invoice as a letter", sheet.pdf(), values);
        }
    }

    private static Map<String, String> invoiceValues(Random random, LocalDate date) {
        var values = new LinkedHashMap<String, String>();
        values.put("vendor", pick(random, COMPANIES));
        values.put("number", "INV-" + (1000 + random.nextInt(9000)));
        values.put("date", date.toString());
        values.put("due", date.plusDays(30).toString());
        values.put("total", amount(random, 80, 24_000).toPlainString());
        return values;
    }

    private static void lines(Sheet sheet, Random random) throws IOException {
        sheet.plain(9, 50, 220, "Description").plain(9, 400, 220, "Quantity");
        sheet.right(9, 560, 220, "Price").line(50, 225, 510);
        for (var i = 0; i < 4; i++) {
            sheet.plain(9, 50, 242 + i * 16, "Consulting and materials, part " + (i + 1));
            sheet.plain(9, 410, 242 + i * 16, Integer.toString(1 + random.nextInt(9)));
            sheet.right(9, 560, 242 + i * 16, amount(random, 20, 900).toPlainString());
        }
    }

    static DrawnForm statement(int seed) throws IOException {
        var random = new Random(seed);
        var from = date(random).withDayOfMonth(1);
        var values = statementValues(random, from);
        var account = "%08d%s".formatted(random.nextInt(99_999_999), values.get("account"));
        try (var sheet = new Sheet()) {
            sheet.bold(18, 50, 70, values.get("bank"));
            sheet.plain(9, 50, 84, "Member FDIC");
            sheet.bold(12, 380, 70, "Account statement");
            sheet.plain(9, 380, 90, "Account number: " + account);
            sheet.plain(9, 380, 104, "Statement period");
            sheet.plain(
                    9,
                    380,
                    116,
                    LONG.format(from)
                            + " through "
                            + LONG.format(LocalDate.parse(values.get("to"))));
            sheet.bold(11, 50, 180, "Account summary");
            row(sheet, 200, "Beginning balance on " + LONG.format(from), values.get("opening"));
            row(sheet, 216, "Deposits and additions", values.get("in"));
            row(sheet, 232, "Withdrawals and debits", values.get("out"));
            row(sheet, 248, "Ending balance", values.get("closing"));
            return new DrawnForm("bank-statement", "Bank statement", sheet.pdf(), values);
        }
    }

    static DrawnForm plainStatement(int seed) throws IOException {
        var random = new Random(seed);
        var from = date(random).withDayOfMonth(1);
        var values = statementValues(random, from);
        try (var sheet = new Sheet()) {
            sheet.plain(17, 50, 70, values.get("bank"));
            sheet.plain(9, 50, 100, "Checking account ending in " + values.get("account"));
            sheet.plain(
                    9,
                    50,
                    114,
                    "Period: "
                            + SHORT.format(from)
                            + " - "
                            + SHORT.format(LocalDate.parse(values.get("to"))));
            var labels =
                    List.of(
                            "Opening balance",
                            "Total deposits",
                            "Total withdrawals",
                            "Closing balance");
            var names = List.of("opening", "in", "out", "closing");
            for (var i = 0; i < 4; i++) {
                sheet.rectangle(50 + i * 128, 140, 128, 44);
                sheet.plain(8, 56 + i * 128, 154, labels.get(i));
                sheet.plain(11, 56 + i * 128, 174, "$" + comma(values.get(names.get(i))));
            }
            return new DrawnForm("bank-statement", "Bank statement in boxes", sheet.pdf(), values);
        }
    }

    private static void row(Sheet sheet, double y, String label, String amount) throws IOException {
        sheet.plain(9, 50, y, label).right(9, 400, y, "$" + comma(amount));
    }

    private static Map<String, String> statementValues(Random random, LocalDate from) {
        var opening = amount(random, 500, 40_000);
        var in = amount(random, 100, 20_000);
        var out = amount(random, 100, 20_000);
        var values = new LinkedHashMap<String, String>();
        values.put("bank", pick(random, BANKS));
        values.put("account", "%04d".formatted(random.nextInt(10_000)));
        values.put("from", from.toString());
        values.put("to", from.plusMonths(1).minusDays(1).toString());
        values.put("opening", opening.toPlainString());
        values.put("in", in.toPlainString());
        values.put("out", out.toPlainString());
        values.put("closing", opening.add(in).subtract(out).toPlainString());
        return values;
    }

    private static LocalDate date(Random random) {
        return LocalDate.of(
                2021 + random.nextInt(5), 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    private static String ein(Random random) {
        return List.of("59", "65", "20", "47", "82").get(random.nextInt(5))
                + "-%07d".formatted(random.nextInt(10_000_000));
    }

    private static String mask(String ssn) {
        return "XXX-XX-" + ssn.substring(7);
    }

    private static String comma(String amount) {
        return "%,.2f".formatted(new BigDecimal(amount));
    }

    private static BigDecimal amount(Random random, int from, int to) {
        return BigDecimal.valueOf(from * 100L + random.nextInt((to - from) * 100), 2);
    }

    private static BigDecimal times(BigDecimal amount, String factor) {
        return amount.multiply(new BigDecimal(factor)).setScale(2, RoundingMode.HALF_EVEN);
    }

    private static String pick(Random random, List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
