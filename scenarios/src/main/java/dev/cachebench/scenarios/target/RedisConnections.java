package dev.cachebench.scenarios.target;

import dev.cachebench.scenarios.redis.RedisEndpoint;
import dev.cachebench.scenarios.redis.RedisUris;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.resource.ClientResources;
import java.util.ArrayList;
import java.util.List;

/** One Lettuce connection for each node of a target that talks to Redis by itself. */
final class RedisConnections implements AutoCloseable {

  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

  private final ClientResources resources;
  private final RedisClient client;
  private final List<StatefulRedisConnection<String, byte[]>> connections = new ArrayList<>();

  RedisConnections(RedisEndpoint endpoint, int nodes, ClientOptions options) {
    resources = ClientResources.builder().ioThreadPoolSize(2).computationThreadPoolSize(2).build();
    client = RedisClient.create(resources);
    client.setOptions(options);
    for (int i = 0; i < nodes; i++) {
      connections.add(RedisUris.connect(client, endpoint, CODEC));
    }
  }

  RedisAsyncCommands<String, byte[]> of(int node) {
    return connections.get(node).async();
  }

  @Override
  public void close() {
    connections.forEach(StatefulRedisConnection::close);
    client.shutdown();
    resources.shutdown().syncUninterruptibly();
  }
}
