// Drives the server at argv[2] with toxiproxy-node-client, unchanged. argv[3] is an echo's address.
"use strict";
const assert = require("node:assert/strict");
const net = require("node:net");
const { Toxiproxy } = require("toxiproxy-node-client");

const [host, upstream] = process.argv.slice(2);
const toxiproxy = new Toxiproxy(host);

/** Sends a byte and returns how many ms its echo took, or what the connection ended with. */
function roundTrip(listen) {
  return new Promise((resolve) => {
    const port = Number(listen.slice(listen.lastIndexOf(":") + 1));
    const start = process.hrtime.bigint();
    const socket = net.connect(port, "127.0.0.1", () => socket.write("x"));
    socket.on("data", () => {
      resolve(Number(process.hrtime.bigint() - start) / 1e6);
      socket.destroy();
    });
    socket.on("end", () => resolve("end"));
    socket.on("error", (error) => resolve(error.code));
  });
}

async function main() {
  assert.match(await toxiproxy.getVersion(), /^\{"version": "[0-9.]+"\}\n$/);

  const one = await toxiproxy.createProxy({ name: "one", listen: "127.0.0.1:0", upstream });
  assert.equal(one.enabled, true);
  assert.ok(!one.listen.endsWith(":0"));
  await assert.rejects(() => toxiproxy.createProxy({ name: "one", listen: "127.0.0.1:0", upstream }));

  const populated = await toxiproxy.populate([
    { name: "two", listen: "127.0.0.1:0", upstream },
    { name: "three", listen: "127.0.0.1:0", upstream, enabled: false },
  ]);
  assert.deepEqual(Object.keys(populated), ["two", "three"]);
  assert.equal(populated.three.enabled, false);
  assert.deepEqual(Object.keys(await toxiproxy.getAll()), ["one", "three", "two"]);
  assert.equal((await toxiproxy.get("two")).upstream, upstream);
  await assert.rejects(() => toxiproxy.get("none"));

  assert.equal(typeof (await roundTrip(one.listen)), "number");
  const slow = await one.addToxic({
    name: "slow", type: "latency", stream: "downstream", toxicity: 1,
    attributes: { latency: 100, jitter: 0 },
  });
  assert.deepEqual(slow.attributes, { latency: 100, jitter: 0 });
  assert.ok((await roundTrip(one.listen)) >= 100);
  const slower = await slow.update({ attributes: { latency: 200 } });
  assert.equal(slower.attributes.latency, 200);
  assert.ok((await roundTrip(one.listen)) >= 200);
  assert.equal((await one.getToxic("slow")).type, "latency");
  await slow.remove();
  await assert.rejects(() => one.getToxic("slow"));

  const kinds = {
    bandwidth: { rate: 1000 }, slow_close: { delay: 10 }, timeout: { timeout: 10 },
    reset_peer: { timeout: 10 }, slicer: { average_size: 10, size_variation: 5, delay: 10 },
    limit_data: { bytes: 100 },
  };
  for (const [type, attributes] of Object.entries(kinds)) {
    const toxic = await one.addToxic({ name: type, type, stream: "upstream", toxicity: 0.5, attributes });
    assert.deepEqual(toxic.attributes, attributes);
    assert.equal(toxic.toxicity, 0.5);
    await toxic.remove();
  }

  const off = await one.update({ enabled: false, listen: one.listen, upstream });
  assert.equal(off.enabled, false);
  assert.equal(await roundTrip(one.listen), "ECONNREFUSED");
  await toxiproxy.reset();
  assert.equal((await toxiproxy.get("one")).enabled, true);
  assert.equal(typeof (await roundTrip(one.listen)), "number");

  for (const proxy of Object.values(await toxiproxy.getAll())) {
    await proxy.remove();
  }
  assert.deepEqual(await toxiproxy.getAll(), {});
  console.log("all calls answered");
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
