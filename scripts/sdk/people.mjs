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
    this.on("message", () => heard());
  }
};

// What the SDK does on its own after an event: a test that ends must not pull the ground from under it.
let busy = 0;
let lastHeard = 0;
const heard = () => (lastHeard = Date.now());
const plainFetch = globalThis.fetch;
globalThis.fetch = async (url, request) => {
  // The SDK asks for a conversation that it does not have, but was told a change of, without an operationID. That is
  // refused (http-identity-and-groups.md 1.1), and nobody takes the refusal: a line on a browser's console, but the
  // end of a test. So nobody gets it.
  if (request.headers?.operationID === "") return new Promise(() => {});
  busy++;
  try {
    return await plainFetch(url, request);
  } finally {
    busy--;
    heard();
  }
};

export function quiet() {
  return eventually("an end of the traffic", () => busy === 0 && Date.now() - lastHeard > QUIET_MILLIS);
}

const { getSDK, CbEvents } = createRequire(import.meta.url)("@openim/client-sdk");
export { CbEvents };

export const WEB = 5;
export const ANDROID = 2;
const SILENT = 5; // log level
const PATIENCE_MILLIS = 15_000;
const QUIET_MILLIS = 50;
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

export async function tokenOf(server, adminToken, userID, platformID) {
  const { token } = await post(server, "/auth/get_user_token", adminToken, { userID, platformID });
  return token;
}

// A token that differs from an earlier one: those of the same second are the same token, and no new login.
export async function otherTokenOf(server, adminToken, userID, earlier) {
  for (;;) {
    const token = await tokenOf(server, adminToken, userID, WEB);
    if (token !== earlier) return token;
    await new Promise((later) => setTimeout(later, 100));
  }
}

// Asks again and again until the answer is something, for what makes no event.
export async function eventually(what, ask) {
  for (const patience = Date.now() + PATIENCE_MILLIS; ; ) {
    const found = await ask();
    if (found) return found;
    if (Date.now() > patience) throw new Error(`waited in vain for ${what}`);
    await new Promise((later) => setTimeout(later, 20));
  }
}

// What a call was refused with. The SDK rejects with its own envelope.
export async function refusal(call) {
  try {
    await call;
  } catch ({ errCode, errMsg }) {
    return { errCode, errMsg };
  }
  throw new Error("it was not refused");
}

export function singleOf(one, other) {
  return "si_" + [one.userID, other.userID].sort().join("_");
}

export function groupOf(groupID) {
  return `sg_${groupID}`;
}

// One device: an SDK instance that keeps all its events.
export class Device {
  sdk = getSDK();
  events = [];
  #waiting = new Set();

  constructor(server, userID, token, platformID = WEB) {
    this.server = server;
    this.userID = userID;
    this.token = token;
    this.platformID = platformID;
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
      platformID: this.platformID,
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
    await quiet();
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

  // The data of the first event of a name that fits.
  hears(name, fits = () => true) {
    return this.until(name, () => this.of(name).find(({ data }) => fits(data))).then(({ data }) => data);
  }

  // A conversation in the state that an event brought it to.
  hearsConversation(conversationID, fits) {
    const changed = (list) => list.some((item) => item.conversationID === conversationID && fits(item));
    const news = [CbEvents.OnConversationChanged, CbEvents.OnNewConversation];
    return this.until(`a change of ${conversationID}`, () =>
      this.events.some((event) => news.includes(event.name) && changed(event.data)),
    );
  }

  // The sender's own list knows a conversation only once the echo of the first message is there, which makes no event.
  conversations() {
    return eventually("a conversation", async () => {
      const { data } = await this.sdk.getConversationListSplit({ offset: 0, count: 10 });
      return data.length > 0 && data;
    });
  }

  async conversation(conversationID) {
    return (await this.conversations()).find((item) => item.conversationID === conversationID);
  }

  async say(recvID, text) {
    const { data: message } = await this.sdk.createTextMessage(text);
    return this.send({ recvID, groupID: "", message });
  }

  async sayInGroup(groupID, text) {
    const { data: message } = await this.sdk.createTextMessage(text);
    return this.send({ recvID: "", groupID, message });
  }

  async send(letter) {
    const { data } = await this.sdk.sendMessage(letter);
    return data;
  }

  async history(conversationID, count, startClientMsgID = "") {
    const asked = { conversationID, count, startClientMsgID, viewType: 0 };
    const { data } = await this.sdk.getAdvancedHistoryMessageList(asked);
    return data;
  }

  // The texts of the newest page, oldest first; what is not a text is shown by the number of its kind.
  async texts(conversationID, count = 50) {
    const { messageList } = await this.history(conversationID, count);
    return messageList.map(({ contentType, textElem }) => textElem?.content ?? contentType);
  }

  // The SDK revokes and deletes only what it has in its cache, where an own message arrives with its echo.
  knows(conversationID, clientMsgID) {
    return eventually(`message ${clientMsgID}`, async () => {
      const { messageList } = await this.history(conversationID, 50);
      return messageList.some((message) => message.clientMsgID === clientMsgID);
    });
  }
}
