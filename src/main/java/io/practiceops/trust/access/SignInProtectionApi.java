package io.practiceops.trust.access;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/protection")
class SignInProtectionApi {

    /** The state of the door, as the API shows it. */
    record Body(
            List<DoorRules.Rule> rules,
            List<SignInProtection.TriedAccount> accounts,
            @Nullable List<SignInProtection.BlockedNetwork> networks,
            @Nullable List<SignInProtection.Trusted> trusted,
            @Nullable List<String> configured) {}

    /** A network to trust. */
    record Wanted(@Nullable String network, @Nullable String note) {}

    private final SignInProtection protection;
    private final DoorRules rules;

    SignInProtectionApi(SignInProtection protection, DoorRules rules) {
        this.protection = protection;
        this.rules = rules;
    }

    @GetMapping
    Body look() {
        var view = protection.look();
        return new Body(
                rules.all(), view.accounts(), view.networks(), view.trusted(), view.configured());
    }

    @DeleteMapping("/accounts/{user}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void liftAccount(@PathVariable UUID user) {
        protection.liftAccount(user);
    }

    @DeleteMapping("/networks")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void liftNetwork(@RequestParam String network) {
        protection.liftNetwork(network);
    }

    @PostMapping("/trusted")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void trust(@RequestBody Wanted wanted) {
        protection.trust(
                Objects.requireNonNullElse(wanted.network(), ""),
                Objects.requireNonNullElse(wanted.note(), ""));
    }

    @DeleteMapping("/trusted")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void distrust(@RequestParam String network) {
        protection.distrust(network);
    }
}
