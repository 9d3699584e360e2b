package io.practiceops.practice.sharing;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.GuestUploads;
import io.practiceops.practice.sharing.UploadDoor.Room;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Lets in what is handed in by a live upload link that has room for it, before it is read. */
@Component
class GuestFiles implements GuestUploads {

    private static final Pattern PLACE = Pattern.compile("/u/([A-Za-z0-9_-]{1,64})/files");

    /** What of the body may be the form around the files. */
    private static final long FORM = 100_000;

    private static final String ROOM = GuestFiles.class.getName() + ".room";
    private static final Logger LOG = LoggerFactory.getLogger(GuestFiles.class);

    private final UploadDoor door;

    GuestFiles(UploadDoor door) {
        this.door = door;
    }

    @Override
    public Optional<Admission> admit(HttpServletRequest request) {
        var place = PLACE.matcher(request.getServletPath());
        if (!place.matches() || !request.getMethod().equals("POST")) {
            return Optional.empty();
        }
        var size = request.getContentLengthLong();
        if (size < 0) {
            throw Problem.invalid("files", "Say how long the upload is: send a Content-Length.");
        }
        try {
            var room = door.reserve(place.group(1), Guest.of(request), Math.max(0, size - FORM));
            request.setAttribute(ROOM, room);
            return Optional.of(() -> giveBack(room));
        } catch (LinkRefused refused) {
            throw Outside.asProblem(refused);
        }
    }

    /** What is not given back is given up in time. */
    private void giveBack(Room room) {
        try {
            door.giveBack(room);
        } catch (DataAccessException e) {
            LOG.warn("Room at an upload link is not given back yet", e);
        }
    }

    /** Kept for the upload that request brings; null where a colleague tries the link. */
    static @Nullable Room roomOf(HttpServletRequest request) {
        return request.getAttribute(ROOM) instanceof Room room ? room : null;
    }
}
