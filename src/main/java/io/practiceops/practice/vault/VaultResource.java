package io.practiceops.practice.vault;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.AbstractResource;

/** Bytes of the vault for a web answer, whole or in ranges. */
final class VaultResource extends AbstractResource {

    private final Vault vault;
    private final String sha256;
    private final long size;

    VaultResource(Vault vault, String sha256, long size) {
        this.vault = vault;
        this.sha256 = sha256;
        this.size = size;
    }

    @Override
    public InputStream getInputStream() {
        return vault.open(sha256);
    }

    @Override
    public long contentLength() {
        return size;
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public String getDescription() {
        return "bytes " + sha256 + " of the vault";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VaultResource resource && resource.sha256.equals(sha256);
    }

    @Override
    public int hashCode() {
        return sha256.hashCode();
    }
}
