// The server as an application sees it, through the unmodified @openim/client-sdk.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CbEvents, singleOf } from "./people.mjs";
import { openStage } from "./stage.mjs";

const stage = openStage();
const pair = () => stage.people("amy", "bob");

test("a user logs in and the first sync completes", async () => {
  const [name] = await stage.users("amy");
  const amy = await stage.connected(name);
  assert.equal(amy.of(CbEvents.OnConnectSuccess).length, 1);
  assert.equal(amy.of(CbEvents.OnSyncServerFailed).length, 0);
  const { data: self } = await amy.sdk.getSelfUserInfo();
  assert.equal(self.nickname, `nick ${name}`);
});

test("a forged token is told as invalid", async () => {
  const [name] = await stage.users("amy");
  const token = await stage.token(name);
  const [head, claims, signature] = token.split(".");
  const forged = stage.device(name, [head, claims, signature.split("").reverse().join("")].join("."));
  await forged.login();
  const event = await forged.until("a refusal", () => forged.of(CbEvents.OnUserTokenInvalid)[0]);
  assert.equal(event.errCode, 1505); // http-identity-and-groups.md 2
  assert.equal(forged.of(CbEvents.OnConnectFailed).length, 1);
  assert.equal(forged.of(CbEvents.OnConnectSuccess).length, 0);
  forged.sdk.wsManager?.close(); // it would try again every five seconds for ever (websocket.md 1.3)
});

test("a second login on the same platform puts the first offline", async () => {
  const [name] = await stage.users("amy");
  const first = await stage.connected(name);
  const token = await stage.otherToken(name, first.token);
  const second = await stage.device(name, token).loginAndSync();
  await first.until("the kick", () => first.of(CbEvents.OnKickedOffline)[0]);
  assert.equal(second.of(CbEvents.OnKickedOffline).length, 0);
  const again = stage.device(name, first.token);
  await again.login();
  const event = await again.until("a refusal", () => again.of(CbEvents.OnConnectFailed)[0]);
  assert.equal(event.errCode, 1506);
  again.sdk.wsManager?.close();
});

test("messages go both ways, and the sender is not told of its own as new", async () => {
  const [amy, bob] = await pair();
  const sent = await amy.say(bob.userID, "hello bob");
  assert.ok(sent.serverMsgID);
  await bob.until("hello", () => bob.heardTexts().includes("hello bob"));
  await bob.say(amy.userID, "hello amy");
  await amy.until("hello", () => amy.heardTexts().includes("hello amy"));
  assert.deepEqual(amy.heardTexts(), ["hello amy"]);
  assert.deepEqual(bob.heardTexts(), ["hello bob"]);
  const [event] = bob.of(CbEvents.OnRecvNewMessages);
  assert.equal(event.data[0].seq, 1);
  assert.equal(event.data[0].sendID, amy.userID);
  assert.equal(event.data[0].serverMsgID, sent.serverMsgID);
});

test("both sides see the new conversation, each under the name of the other", async () => {
  const [amy, bob] = await pair();
  await amy.say(bob.userID, "one");
  for (const [one, other] of [
    [amy, bob],
    [bob, amy],
  ]) {
    const event = await one.until("the conversation", () => one.of(CbEvents.OnNewConversation)[0]);
    assert.equal(event.data[0].showName, `nick ${other.userID}`);
    const list = await one.conversations();
    assert.deepEqual(list.map((conversation) => conversation.conversationID), [singleOf(amy, bob)]);
  }
});

test("200 rapid messages arrive in order, each once", async () => {
  const [amy, bob] = await pair();
  const texts = Array.from({ length: 200 }, (_, i) => `rapid ${i}`);
  await Promise.all(texts.map((text) => amy.say(bob.userID, text)));
  await bob.until("all of them", () => bob.heardTexts().length >= texts.length);
  assert.deepEqual(bob.heardTexts(), texts);
  const seqs = bob.of(CbEvents.OnRecvNewMessages).flatMap((event) => event.data.map((message) => message.seq));
  assert.deepEqual(seqs, Array.from({ length: 200 }, (_, i) => i + 1));
  assert.deepEqual(amy.heardTexts(), []);
});

test("who was offline finds the messages after the next login", async () => {
  const [amy, bob] = await pair();
  await bob.leave();
  for (const text of ["while", "you", "slept"]) await amy.say(bob.userID, text);
  const back = await stage.connected(bob.userID);
  const { data: unread } = await back.sdk.getTotalUnreadMsgCount();
  assert.equal(unread, 3);
  const list = await back.conversations();
  assert.equal(list[0].unreadCount, 3);
  assert.equal(JSON.parse(list[0].latestMsg).textElem.content, "slept");
  const { messageList } = await back.history(singleOf(amy, bob), 20);
  assert.deepEqual(messageList.map((message) => message.textElem.content), ["while", "you", "slept"]);
});

test("history comes in pages, newest first, and ends", async () => {
  const [amy, bob] = await pair();
  const texts = Array.from({ length: 45 }, (_, i) => `page ${i}`);
  for (const text of texts) await amy.say(bob.userID, text);
  const reader = await stage.connected(amy.userID); // with nothing in its cache
  const read = [];
  for (let from = "", end = false; !end; ) {
    const { messageList, isEnd } = await reader.history(singleOf(amy, bob), 20, from);
    read.unshift(...messageList.map((message) => message.textElem.content));
    from = messageList[0]?.clientMsgID ?? "";
    end = isEnd;
  }
  assert.deepEqual(read, texts);
});
