package dev.cachebench.engine.coalesce;

import static dev.cachebench.engine.testing.Interleavings.both;
import static dev.cachebench.engine.testing.Interleavings.finds;
import static dev.cachebench.engine.testing.Interleavings.holds;
import static dev.cachebench.engine.testing.Interleavings.require;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Interleavings of the flight table, chosen by a model checker instead of by luck. Each check also
 * runs on a table that is broken on purpose, and has to find that. (The checker sees no switch
 * inside the JDK's functional interfaces, hence the plain ones here.)
 */
@Timeout(120)
class FlightTableProofIT {

  private static final String KEY = "k";

  /** What a table has to do, so that broken ones can be put in its place. */
  private interface Table {

    Flight<String, String> enter(Waiter<String, String> waiter);

    void land(Flight<String, String> flight);

    void close();
  }

  private static class Real implements Table {

    final RequestCoalescer<String, String> coalescer =
        new RequestCoalescer<>(true, Long.MAX_VALUE, () -> 0);

    @Override
    public Flight<String, String> enter(Waiter<String, String> waiter) {
      return coalescer.enter(KEY, waiter);
    }

    @Override
    public void land(Flight<String, String> flight) {
      coalescer.land(flight, "v");
    }

    @Override
    public void close() {
      coalescer.close(new IllegalStateException("closed"));
    }

    Flight<String, String> flightOf(Waiter<String, String> waiter) {
      Flight<String, String> flight = new Flight<>(coalescer, KEY, null, 0);
      flight.join(waiter);
      return flight;
    }
  }

  /** A table without the atomic put: it looks, then writes. */
  private static final class LooksThenPuts extends Real {

    private final ConcurrentHashMap<String, Flight<String, String>> table =
        new ConcurrentHashMap<>();

    @Override
    public Flight<String, String> enter(Waiter<String, String> waiter) {
      Flight<String, String> present = table.get(KEY);
      if (present != null && present.join(waiter)) {
        return null;
      }
      Flight<String, String> mine = flightOf(waiter);
      table.put(KEY, mine);
      return mine;
    }
  }

  /** A table whose flights leave by key instead of by identity. */
  private static final class RemovesByKey extends Real {

    private final ConcurrentHashMap<String, Flight<String, String>> table =
        new ConcurrentHashMap<>();

    @Override
    public Flight<String, String> enter(Waiter<String, String> waiter) {
      while (true) {
        Flight<String, String> mine = flightOf(waiter);
        Flight<String, String> present = table.putIfAbsent(KEY, mine);
        if (present == null) {
          return mine;
        }
        if (present.join(waiter)) {
          return null;
        }
        table.remove(KEY);
      }
    }

    @Override
    public void land(Flight<String, String> flight) {
      super.land(flight);
      table.remove(KEY);
    }
  }

  /** A table that asks whether it is closed before the flight can be seen, and never again. */
  private static final class AsksTooEarly extends Real {

    private final List<Flight<String, String>> running = new ArrayList<>();
    private volatile boolean closed;

    @Override
    public Flight<String, String> enter(Waiter<String, String> waiter) {
      Flight<String, String> mine = flightOf(waiter);
      if (closed) {
        fail(mine);
      }
      synchronized (running) {
        running.add(mine);
      }
      return mine;
    }

    @Override
    public void close() {
      closed = true;
      synchronized (running) {
        running.forEach(this::fail);
      }
    }

    private void fail(Flight<String, String> flight) {
      coalescer.fail(flight, new IllegalStateException("closed"));
    }
  }

  private static final class Counted extends Waiter<String, String> {

    final AtomicInteger ends = new AtomicInteger();

    @Override
    protected String view(String answer) {
      return answer;
    }

    @Override
    protected void countAnswer(String answer) {
      ends.incrementAndGet();
    }

    @Override
    protected void countError() {
      ends.incrementAndGet();
    }

    @Override
    protected void countLeft() {
      ends.incrementAndGet();
    }
  }

  /** What the engine does around the table: memory, enter, memory again, load, memory, land. */
  private static final class OneKey {

    final AtomicInteger loads = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger loading = new AtomicInteger();
    private final Table table;
    private volatile String memory;

    OneKey(Table table) {
      this.table = table;
    }

    CompletableFuture<String> get() {
      String held = memory;
      if (held != null) {
        return CompletableFuture.completedFuture(held);
      }
      Counted waiter = new Counted();
      Flight<String, String> flight = table.enter(waiter);
      if (flight != null) {
        if (memory == null) {
          most.accumulateAndGet(loading.incrementAndGet(), Math::max);
          loads.incrementAndGet();
          loading.decrementAndGet();
          memory = "v";
        }
        table.land(flight);
      }
      return waiter;
    }

    void forget() {
      memory = null;
    }
  }

  private static void oneLoad(Table table) {
    OneKey cache = new OneKey(table);
    both(cache::get, cache::get);
    require(cache.loads.get() == 1, "two callers, one load");
    require("v".equals(cache.get().getNow(null)), "the value is there");
  }

  @Test
  void callersShareOneLoad() {
    holds(() -> oneLoad(new Real()));
  }

  @Test
  void theCheckFindsATableWithoutTheAtomicPut() {
    finds(() -> oneLoad(new LooksThenPuts()));
  }

  /** Values are forgotten at once, so that flight follows flight. */
  private static void oneAtATime(Table table) {
    OneKey cache = new OneKey(table);
    Runnable twice =
        () -> {
          cache.get();
          cache.forget();
          cache.get();
        };
    both(twice, twice);
    require(cache.most.get() == 1, "one load at a time");
  }

  @Test
  void noTwoLoadsOfAKeyRunAtOnce() {
    holds(() -> oneAtATime(new Real()));
  }

  private static void leavesAlone(Real table) {
    Flight<String, String> first = table.enter(new Counted());
    AtomicReference<Flight<String, String>> second = new AtomicReference<>();
    both(() -> table.land(first), () -> second.set(table.enter(new Counted())));
    boolean isFlying = second.get() != null;
    require(!isFlying || table.enter(new Counted()) == null, "a flight that runs is joined");
  }

  @Test
  void aFlightThatLandsLeavesTheNextOneInTheTable() {
    holds(() -> leavesAlone(new Real()));
  }

  @Test
  void theCheckFindsATableThatRemovesAnothersFlight() {
    finds(() -> leavesAlone(new RemovesByKey()));
  }

  private static void closeTellsAll(Table table) {
    Counted waiter = new Counted();
    both(() -> table.enter(waiter), table::close);
    require(waiter.isCompletedExceptionally(), "a caller that meets the close is told");
    require(waiter.ends.get() == 1, "an end is counted once");
  }

  @Test
  void closingTellsEveryCaller() {
    holds(() -> closeTellsAll(new Real()));
  }

  @Test
  void theCheckFindsATableThatAsksTooEarlyWhetherItIsClosed() {
    finds(() -> closeTellsAll(new AsksTooEarly()));
  }

  /** One flight with its leader on it. */
  private interface Seats {

    boolean join();

    void leave();

    boolean isAbandoned();
  }

  private static final class RealSeats implements Seats {

    private final AtomicInteger abandoned = new AtomicInteger();
    private final Counted leader = new Counted();
    private final Counted other = new Counted();
    private final Flight<String, String> flight;

    RealSeats() {
      flight = new Real().enter(leader);
      flight.onAbandon(abandoned::incrementAndGet);
    }

    @Override
    public boolean join() {
      return flight.join(other);
    }

    @Override
    public void leave() {
      leader.cancel(true);
    }

    @Override
    public boolean isAbandoned() {
      require(abandoned.get() <= 1, "a load is cancelled once");
      return abandoned.get() == 1;
    }
  }

  /** Counts seats, and lets somebody take one after the last has left. */
  private static final class CountedSeats implements Seats {

    private final AtomicInteger taken = new AtomicInteger(1);
    private volatile boolean abandoned;

    @Override
    public boolean join() {
      if (abandoned) {
        return false;
      }
      taken.incrementAndGet();
      return true;
    }

    @Override
    public void leave() {
      if (taken.decrementAndGet() == 0) {
        abandoned = true;
      }
    }

    @Override
    public boolean isAbandoned() {
      return abandoned;
    }
  }

  private static void whoJoinsIsFlown(Seats seats) {
    boolean[] joined = new boolean[1];
    both(seats::leave, () -> joined[0] = seats.join());
    require(joined[0] != seats.isAbandoned(), "a flight is abandoned exactly if nobody is on it");
  }

  @Test
  void theLastToLeaveCancelsTheLoadAndNobodyElse() {
    holds(() -> whoJoinsIsFlown(new RealSeats()));
  }

  @Test
  void theCheckFindsAFlightThatIsJoinedAfterTheLastHasLeft() {
    finds(() -> whoJoinsIsFlown(new CountedSeats()));
  }

  private static void endsOnce(Real table) {
    Counted waiter = new Counted();
    Flight<String, String> flight = table.enter(waiter);
    both(() -> waiter.cancel(true), () -> table.land(flight));
    require(waiter.ends.get() == 1, "an end is counted once");
    require(waiter.isDone(), "the caller has an end");
    require(table.coalescer.flights() == 0, "the table is empty");
  }

  @Test
  void cancellingAgainstLandingEndsACallOnce() {
    holds(() -> endsOnce(new Real()));
  }
}
