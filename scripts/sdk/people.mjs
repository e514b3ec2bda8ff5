// Users made over HTTP, and the unmodified SDK with what it expects of a browser.
import { createRequire } from "node:module";
import WebSocket from "ws";

// The SDK takes its socket from the browser. There, binary messages arrive as ArrayBuffer or Blob and never as the
// Buffer that `ws` hands out by itself, and each message is a task of its own: what was waiting for the reply to a
// send runs before the echo is looked at.
globalThis.WebSocket = class extends WebSocket {
  constructor(url) {
    super(url, [], { allowSynchronousEvents: false });
    this.binaryType = "arraybuffer";
  }
};

const { getSDK, CbEvents } = createRequire(import.meta.url)("@openim/client-sdk");
export { CbEvents };

export const WEB = 5;
const SILENT = 5; // log level
const PATIENCE_MILLIS = 15_000;
let operations = 0;

export async function post(server, path, token, body) {
  const answer = await fetch(server.apiAddr + path, {
    method: "POST",
    headers: { "Content-Type": "application/json", operationID: `test${++operations}`, ...(token && { token }) },
    body: JSON.stringify(body),
  });
  const { errCode, errMsg, errDlt, data } = await answer.json();
  if (errCode !== 0) throw new Error(`${path}: ${errCode} ${errMsg} ${errDlt}`);
  return data;
}

export async function admin(server) {
  const { token } = await post(server, "/auth/get_admin_token", "", { secret: server.secret, userID: "imAdmin" });
  return token;
}

export async function register(server, adminToken, ...names) {
  await post(server, "/user/user_register", adminToken, {
    users: names.map((name) => ({ userID: name, nickname: `nick ${name}`, faceURL: "" })),
  });
}

export async function tokenOf(server, adminToken, userID, platformID = WEB) {
  const { token } = await post(server, "/auth/get_user_token", adminToken, { userID, platformID });
  return token;
}

// A token that differs from an earlier one: those of the same second are the same token, and no new login.
export async function otherTokenOf(server, adminToken, userID, earlier) {
  for (;;) {
    const token = await tokenOf(server, adminToken, userID);
    if (token !== earlier) return token;
    await new Promise((later) => setTimeout(later, 100));
  }
}

// One device: an SDK instance that keeps all its events.
export class Device {
  sdk = getSDK();
  events = [];
  #waiting = new Set();

  constructor(server, userID, token) {
    this.server = server;
    this.userID = userID;
    this.token = token;
    for (const name of Object.values(CbEvents)) this.sdk.on(name, (event) => this.#heard(name, event));
  }

  #heard(name, event) {
    this.events.push({ name, ...event });
    for (const look of this.#waiting) look();
  }

  login() {
    return this.sdk.login({
      userID: this.userID,
      token: this.token,
      platformID: WEB,
      wsAddr: this.server.wsAddr,
      apiAddr: this.server.apiAddr,
      logLevel: SILENT,
    });
  }

  async loginAndSync() {
    await this.login();
    await this.until("sync", () => this.of(CbEvents.OnSyncServerFinish)[0]);
    return this;
  }

  // The SDK rejects when it is not logged in; then there is nothing to leave.
  async leave() {
    await this.sdk.logout().catch(() => {});
  }

  of(name) {
    return this.events.filter((event) => event.name === name);
  }

  // Texts of all messages that were told as new, in the order of the events.
  heardTexts() {
    return this.of(CbEvents.OnRecvNewMessages).flatMap((event) => event.data.map((message) => message.textElem?.content));
  }

  // Waits until a look at the events gives something.
  until(what, look) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(check);
        const names = this.events.map((event) => event.name).join(" ");
        reject(new Error(`${this.userID} waited in vain for ${what}; events: ${names}`));
      }, PATIENCE_MILLIS);
      const check = () => {
        const found = look();
        if (!found) return;
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve(found);
      };
      this.#waiting.add(check);
      check();
    });
  }

  // The sender's own list knows a conversation only once the echo of the first message is there, which makes no event.
  async conversations() {
    for (const patience = Date.now() + PATIENCE_MILLIS; ; ) {
      const { data } = await this.sdk.getConversationListSplit({ offset: 0, count: 10 });
      if (data.length > 0 || Date.now() > patience) return data;
      await new Promise((later) => setTimeout(later, 20));
    }
  }

  async say(recvID, text) {
    const { data: message } = await this.sdk.createTextMessage(text);
    const result = await this.sdk.sendMessage({ recvID, groupID: "", message });
    if (result.errCode !== 0) throw new Error(`sending ${text}: ${result.errCode} ${result.errMsg}`);
    return result.data;
  }

  async history(conversationID, count, startClientMsgID = "") {
    const asked = { conversationID, count, startClientMsgID, viewType: 0 };
    const { data, errCode, errMsg } = await this.sdk.getAdvancedHistoryMessageList(asked);
    if (errCode !== 0) throw new Error(`history: ${errCode} ${errMsg}`);
    return data;
  }
}
