// A server of the test's own: free ports, a temporary folder, started and stopped by its process id.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const START_MILLIS = 60_000;
const command = fileURLToPath(new URL("../parley", import.meta.url));

async function freePort() {
  const probe = createServer();
  await new Promise((listening) => probe.listen(0, "127.0.0.1", listening));
  const { port } = probe.address();
  await new Promise((closed) => probe.close(closed));
  return port;
}

export async function startServer() {
  const data = await mkdtemp(join(tmpdir(), "parley-sdk-"));
  const [hub, api] = [await freePort(), await freePort()];
  const secret = randomBytes(24).toString("hex");
  const ports = [`hub.port=${hub}`, `api.port=${api}`, "api.grpcPort=0", "metrics.port=0"];
  const settings = ["server.host=127.0.0.1", ...ports];
  const words = ["serve", "--data", data, ...settings.flatMap((setting) => ["--set", setting])];
  const child = spawn(command, words, { env: { ...process.env, PARLEY_SECRET: secret } });
  const ended = new Promise((exit) => child.once("exit", exit));
  // Who runs the tests may end them at any time.
  process.once("exit", () => child.kill("SIGKILL"));
  process.once("SIGTERM", () => process.exit(1));
  try {
    await ready(child, hub, api);
  } catch (failure) {
    child.kill("SIGKILL");
    await ended;
    await rm(data, { recursive: true, force: true });
    throw failure;
  }
  return {
    wsAddr: `ws://127.0.0.1:${hub}`,
    apiAddr: `http://127.0.0.1:${api}`,
    secret,
    async stop() {
      child.kill("SIGTERM");
      await ended;
      await rm(data, { recursive: true, force: true });
    },
  };
}

// The server says that it is ready in one line that holds its addresses.
function ready(child, hub, api) {
  let said = "";
  return new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error(`${why}; the server said:\n${said}`));
    const timer = setTimeout(() => fail("not ready in time"), START_MILLIS);
    const hear = (chunk) => {
      said += chunk;
      if (said.split("\n").some((line) => line.includes(`:${hub}`) && line.includes(`:${api}`))) {
        clearTimeout(timer);
        resolve();
      }
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", (code) => fail(`ended with ${code}`));
    child.once("error", (error) => fail(String(error)));
  });
}
