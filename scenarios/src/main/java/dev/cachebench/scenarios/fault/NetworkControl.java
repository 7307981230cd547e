package dev.cachebench.scenarios.fault;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.Toxic;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/**
 * The proxy that stands before Redis, driven over Toxiproxy's HTTP interface, so that it may be the
 * bundled one or a real toxiproxy-server.
 *
 * <p>Confined to one thread.
 */
public final class NetworkControl {

  private final String name;
  private final ToxiproxyClient client;

  /**
   * Creates one; nothing is sent yet.
   *
   * @param api address of the HTTP interface
   * @param name the proxy's name there
   */
  public NetworkControl(URI api, String name) {
    this.client = new ToxiproxyClient(api.getHost(), api.getPort());
    this.name = name;
  }

  /** A call that may fail on its way. */
  interface Call {
    void on(Proxy proxy) throws IOException;
  }

  /** Adds a toxic. */
  interface Maker {
    Toxic make(Proxy proxy, String toxicName, ToxicDirection direction) throws IOException;
  }

  void call(Call call) {
    try {
      call.on(client.getProxy(name));
    } catch (IOException e) {
      throw new UncheckedIOException("the proxy refused: " + e.getMessage(), e);
    }
  }

  void add(String toxicName, ToxicDirection direction, double toxicity, Maker maker) {
    call(
        proxy -> {
          Toxic toxic = maker.make(proxy, toxicName, direction);
          if (toxicity < 1) {
            toxic.setToxicity((float) toxicity);
          }
        });
  }

  /** Removes a toxic; one that is not there is as good as removed. */
  void remove(String toxicName) {
    call(
        proxy -> {
          for (Toxic toxic : proxy.toxics().getAll()) {
            if (toxic.getName().equals(toxicName)) {
              toxic.remove();
            }
          }
        });
  }
}
