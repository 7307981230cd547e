package dev.cachebench.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A value with where it came from and how far to trust it. Immutable.
 *
 * @param value the value, null when the origin has none
 * @param tier who answered
 * @param age how old the value is at most, counted from the start of the load or put that brought
 *     it into the cache; through L2 to the millisecond
 * @param stale whether the value has expired and was served on purpose
 * @param reason what went wrong on the way, {@link Reason#NONE} when nothing did
 * @param coalesced whether another caller's flight brought the answer
 */
public record Lookup<V>(
    @Nullable V value, Tier tier, Duration age, boolean stale, Reason reason, boolean coalesced) {}
