import java.util.SplittableRandom;

/** Names of people and companies, invented from lists; the same for the same random numbers. */
final class Names {

    private static final String[] GIVEN =
            """
            Ada Aisha Alan Amara Andrea Anna Arthur Beatriz Benjamin Bianca Brian Carla Carlos Cecilia
            Charles Chen Clara Daniel David Deborah Diana Edgar Elena Elias Emily Emma Eric Esther Farah
            Felix Fiona Frances Gabriel George Grace Hannah Harold Helen Henry Hiro Ibrahim Ines Irene
            Isaac Ivan Jack James Jane Javier Joan John Jonas Julia Karen Kenji Laura Leo Leila Lena Lucas
            Lucy Magnus Maria Mark Martha Martin Maya Michael Mina Miriam Mohammed Nadia Naomi Nathan
            Nina Noah Nora Olga Oliver Omar Oscar Patricia Paul Peter Petra Priya Rachel Ravi Rebecca
            Robert Rosa Ruth Samuel Sara Simon Sofia Stefan Susan Tariq Teresa Thomas Uma Vera Victor
            Walter Wei William Yasmin Yusuf Zoe
            """
                    .split("\\s+");

    private static final String[] FAMILY =
            """
            Abbott Ackerman Adler Ahmed Alvarez Anders Archer Ashford Bailey Baker Barlow Becker Bennett
            Berg Bishop Blake Bouchard Brandt Brennan Brooks Caldwell Campos Carver Chandra Clarke Cole
            Conrad Cooper Costa Crawford Cruz Dalton Das Delgado Dixon Donovan Doyle Duarte Dunn Eaton
            Ellis Engel Evans Farrell Fischer Fletcher Flores Foster Fraser Garcia Gibson Goldberg Gomez
            Grant Greene Gupta Hale Hammond Hansen Hart Hayes Hoffman Holloway Hughes Ibarra Ito Jansen
            Jennings Jensen Kaplan Kaur Keller Kim Klein Kowalski Kumar Lambert Larsen Lee Lehman Lindgren
            Lopez Lowell MacLeod Mahoney Malik Marchetti Mason Mehta Mendez Meyer Mills Montero Moreau
            Morgan Moss Murphy Nakamura Navarro Newman Nguyen Novak O'Brien Okafor Olsen Ortega Osborne
            Owens Park Patel Pereira Perry Petrov Pham Price Quinn Ramos Reed Reyes Rhodes Rivera Rossi
            Roth Russo Salazar Santos Sato Schmidt Schwartz Shah Silva Singh Sloan Soto Stein Stone
            Sullivan Suzuki Tanaka Thorne Torres Tran Turner Underwood Vargas Vaughn Vogel Wallace Walsh
            Wang Ward Weber Weiss Wells West Whitfield Wong Wright Yamada Yates Young Zhang Zimmerman
            """
                    .split("\\s+");

    private static final String[] QUALITY =
            """
            Alpine Amber Anchor Beacon Blue Bright Cascade Cedar Central Clear Coastal Copper Crescent
            Crown Delta Eastern Evergreen First Foundry Gateway Golden Granite Green Harbor Highland
            Horizon Iron Keystone Lakeside Liberty Maple Meridian Metro Midland Noble Northern Oak Pacific
            Pioneer Prairie Redwood Ridge River Sierra Silver Southern Sterling Summit Union Valley Western
            """
                    .split("\\s+");

    private static final String[] TRADE =
            """
            Analytics Bakery Builders Capital Carpentry Catering Clinics Construction Consulting Dental
            Design Distribution Electric Energy Engineering Estates Farms Fisheries Foods Freight Holdings
            Hospitality Imports Instruments Interiors Labs Logistics Machinery Marine Media Medical Mills
            Motors Orchards Packaging Partners Pharmacy Plumbing Press Properties Recycling Robotics
            Roofing Security Software Studios Supply Systems Textiles Tools Trading Transport Ventures
            """
                    .split("\\s+");

    private static final String[] FORM = {"LLC", "Inc.", "Ltd.", "LLP", "Corp.", "& Sons", "Group"};

    private final SplittableRandom random;

    Names(SplittableRandom random) {
        this.random = random;
    }

    String person() {
        return one(GIVEN) + " " + one(FAMILY);
    }

    String company() {
        var first = random.nextInt(3) == 0 ? one(FAMILY) : one(QUALITY);
        return first + " " + one(TRADE) + " " + one(FORM);
    }

    private String one(String[] words) {
        return words[random.nextInt(words.length)];
    }
}
