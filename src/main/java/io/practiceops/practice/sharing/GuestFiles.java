package io.practiceops.practice.sharing;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.GuestUploads;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Lets in what is handed in by a live upload link that has room for it, before it is read. */
@Component
class GuestFiles implements GuestUploads {

    private static final Pattern PLACE = Pattern.compile("/u/([A-Za-z0-9_-]{1,64})/files");

    /** What of the body may be the form around the files. */
    private static final long FORM = 100_000;

    private final UploadDoor door;

    GuestFiles(UploadDoor door) {
        this.door = door;
    }

    @Override
    public boolean admits(HttpServletRequest request) {
        var place = PLACE.matcher(request.getServletPath());
        if (!place.matches() || !request.getMethod().equals("POST")) {
            return false;
        }
        var size = request.getContentLengthLong();
        if (size < 0) {
            throw Problem.invalid("files", "Say how long the upload is: send a Content-Length.");
        }
        try {
            door.admit(place.group(1), Guest.of(request), Math.max(0, size - FORM));
        } catch (LinkRefused refused) {
            throw Outside.asProblem(refused);
        }
        return true;
    }
}
