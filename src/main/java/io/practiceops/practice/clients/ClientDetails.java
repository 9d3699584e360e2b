package io.practiceops.practice.clients;

import io.practiceops.foundation.kernel.Invalid;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a client. The constructor tidies what people type, and refuses nonsense with a
 * Problem that names each field.
 *
 * @param state two letters, as the Postal Service writes them, or null
 */
public record ClientDetails(
        Client.@Nullable Kind kind,
        String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String city,
        @Nullable String state,
        @Nullable String note) {

    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@<>,;\\p{Cntrl}]{1,64}@[^\\s@<>,;\\p{Cntrl}]{1,190}");
    private static final Pattern PHONE = Pattern.compile("[0-9+() .x/-]{3,40}");
    private static final Pattern STATE = Pattern.compile("[A-Z]{2}");
    private static final int LONGEST_NOTE = 4000;

    public ClientDetails {
        name = name == null ? "" : name.strip();
        email = tidy(email);
        phone = tidy(phone);
        city = tidy(city);
        state = tidy(state);
        note = tidy(note);
        new Invalid()
                .unless(kind != null, "kind", "Choose individual or organization.")
                .line("name", name, 300, "Enter the client's name.")
                .unless(
                        email == null || EMAIL.matcher(email).matches(),
                        "email",
                        "Enter an e-mail address, as in ada@example.com.")
                .unless(
                        phone == null || PHONE.matcher(phone).matches(),
                        "phone",
                        "Enter a phone number.")
                .optionalLine("city", city, 100)
                .unless(
                        state == null || STATE.matcher(state).matches(),
                        "state",
                        "Use the two letters, as in FL.")
                .unless(
                        note == null || (note.length() <= LONGEST_NOTE && note.indexOf('\0') < 0),
                        "note",
                        "Keep the note under 4,000 characters of plain text.")
                .throwIfAny();
    }

    /** City and state as people write them, or null where neither is known. */
    public @Nullable String place() {
        if (city == null) {
            return state;
        }
        return state == null ? city : city + ", " + state;
    }

    /** The phone number as a telephone dials it. */
    public @Nullable String dialled() {
        return phone == null ? null : phone.replaceAll("[^0-9+]", "");
    }

    private static @Nullable String tidy(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
