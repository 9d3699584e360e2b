package io.practiceops.foundation.database;

/**
 * How to reach one database.
 *
 * @param url a JDBC address without credentials
 * @param owner the login that owns the schema and migrates it
 * @param app the login the application works with: no superuser, held by row level security
 */
public record DatabaseAccess(String url, Login owner, Login app) {

    public DatabaseAccess {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "\""
                            + url
                            + "\" is no address of a PostgreSQL database; it begins with"
                            + " jdbc:postgresql://");
        }
    }

    /** A name and its password. The password never appears in {@link #toString()}. */
    public record Login(String user, String password) {

        public Login {
            if (user.isBlank()) {
                throw new IllegalArgumentException("A database login needs a user name");
            }
        }

        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }
}
