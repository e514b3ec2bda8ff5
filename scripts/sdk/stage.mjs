// A server for the tests of one file, and the people who are on it.
import { after, before } from "node:test";
import { admin, Device, otherTokenOf, register, tokenOf, WEB } from "./people.mjs";
import { startServer } from "./server.mjs";

export function openStage() {
  const stage = new Stage();
  before(() => stage.open());
  after(() => stage.close());
  return stage;
}

class Stage {
  #devices = [];
  #casts = 0;

  async open() {
    this.server = await startServer();
    this.adminToken = await admin(this.server);
  }

  async close() {
    for (const device of this.#devices) await device.leave();
    await this.server?.stop();
  }

  // New users, not connected; their names differ from those of other tests.
  async users(...names) {
    const cast = ++this.#casts;
    const userIDs = names.map((name) => name + cast);
    await register(this.server, this.adminToken, ...userIDs);
    return userIDs;
  }

  // New users, each with a device that is logged in and synced.
  async people(...names) {
    const userIDs = await this.users(...names);
    return Promise.all(userIDs.map((userID) => this.connected(userID)));
  }

  device(userID, token, platformID = WEB) {
    const made = new Device(this.server, userID, token, platformID);
    this.#devices.push(made);
    return made;
  }

  token(userID, platformID = WEB) {
    return tokenOf(this.server, this.adminToken, userID, platformID);
  }

  otherToken(userID, earlier) {
    return otherTokenOf(this.server, this.adminToken, userID, earlier);
  }

  async connected(userID, platformID = WEB) {
    return this.device(userID, await this.token(userID, platformID), platformID).loginAndSync();
  }

  // The same user on the same platform with nothing in its cache, as after a reinstallation.
  async again(device) {
    await device.leave();
    return this.connected(device.userID, device.platformID);
  }
}
