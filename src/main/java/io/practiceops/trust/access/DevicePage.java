package io.practiceops.trust.access;

import io.practiceops.foundation.kernel.Problem;
import io.practiceops.foundation.web.DeviceCookie;
import io.practiceops.foundation.web.FlashCookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where the link leads that the owner of an account under attack is mailed. */
@Controller
@RequestMapping("/sign-in/device")
class DevicePage {

    private final KnownDevices devices;

    DevicePage(KnownDevices devices) {
        this.devices = devices;
    }

    /** A form, not the deed: mail programs look at links before people do. */
    @GetMapping("/{token}")
    String show(@PathVariable String token, Model model) {
        if (!devices.isLink(token)) {
            throw Problem.notFound(
                    "link that still works; wait until the account is open again, or ask an owner"
                            + " of your firm to lift the block");
        }
        model.addAttribute("token", token);
        return "access/device";
    }

    @PostMapping
    String letIn(
            @RequestParam(defaultValue = "") String token,
            HttpServletRequest request,
            HttpServletResponse response) {
        var known = devices.letIn(token, Doorway.device(request));
        DeviceCookie.set(request, response, known, devices.life());
        FlashCookie.say(request, response, "You can sign in from this browser now.");
        return "redirect:/sign-in";
    }
}
