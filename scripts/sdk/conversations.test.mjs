// Settings, read state and unread counts of conversations, as the unmodified @openim/client-sdk sees them.
// Drafts are the client's own business and reach no server (http-messages-and-objects.md 5.1).
import assert from "node:assert/strict";
import { test } from "node:test";
import { ANDROID, CbEvents, groupOf, refusal, singleOf } from "./people.mjs";
import { openStage } from "./stage.mjs";

const stage = openStage();
const NOT_RECEIVE = 1;
const NOT_NOTIFY = 2;

// Two who have written to each other once, so that both know the conversation.
async function chatting() {
  const [amy, bob] = await stage.people("amy", "bob");
  await amy.say(bob.userID, "first");
  await bob.until("first", () => bob.heardTexts().includes("first"));
  await bob.say(amy.userID, "second");
  await amy.until("second", () => amy.heardTexts().includes("second"));
  return [amy, bob, singleOf(amy, bob)];
}

async function unread(device) {
  return (await device.sdk.getTotalUnreadMsgCount()).data;
}

test("a pinned conversation is pinned on all devices of its owner, and first after the next login", async () => {
  const [amy, bob, conversationID] = await chatting();
  const [cyd] = await stage.people("cyd");
  await cyd.say(amy.userID, "later");
  await amy.until("later", () => amy.heardTexts().includes("later"));
  const phone = await stage.connected(amy.userID, ANDROID);
  await phone.conversations(); // the SDK tells changes only of conversations that it has
  await amy.sdk.setConversation({ conversationID, isPinned: true });
  for (const device of [amy, phone]) await device.hearsConversation(conversationID, (item) => item.isPinned);
  const back = await stage.again(amy);
  const list = await back.conversations();
  assert.deepEqual(
    list.map((item) => [item.conversationID, item.isPinned]),
    [
      [conversationID, true],
      [singleOf(amy, cyd), false],
    ],
  );
  assert.equal((await (await stage.again(bob)).conversation(conversationID)).isPinned, false);
  await back.sdk.setConversation({ conversationID, isPinned: false });
  await back.hearsConversation(conversationID, (item) => !item.isPinned);
  assert.equal((await (await stage.again(back)).conversation(conversationID)).isPinned, false);
});

test("a conversation that shall not be received refuses the sender", async () => {
  const [amy, bob, conversationID] = await chatting();
  await bob.sdk.setConversation({ conversationID, recvMsgOpt: NOT_RECEIVE });
  await bob.hearsConversation(conversationID, (item) => item.recvMsgOpt === NOT_RECEIVE);
  assert.equal((await refusal(amy.say(bob.userID, "unheard"))).errCode, 1001); // message-pipeline.md 1.3, step 9
  await bob.sdk.setConversation({ conversationID, recvMsgOpt: 0 });
  await amy.say(bob.userID, "heard");
  await bob.until("heard", () => bob.heardTexts().includes("heard"));
  assert.deepEqual(bob.heardTexts(), ["first", "heard"]);
});

test("a conversation without notice is still received, and stays so", async () => {
  const [amy, bob, conversationID] = await chatting();
  await bob.sdk.setConversation({ conversationID, recvMsgOpt: NOT_NOTIFY });
  await bob.hearsConversation(conversationID, (item) => item.recvMsgOpt === NOT_NOTIFY);
  await amy.say(bob.userID, "quietly");
  await bob.until("quietly", () => bob.heardTexts().includes("quietly"));
  const back = await stage.again(bob);
  assert.equal((await back.conversation(conversationID)).recvMsgOpt, NOT_NOTIFY);
  assert.equal((await (await stage.again(amy)).conversation(conversationID)).recvMsgOpt, 0);
});

test("a private chat is private on both sides", async () => {
  const [amy, bob, conversationID] = await chatting();
  await amy.sdk.setConversation({ conversationID, isPrivateChat: true, burnDuration: 60 });
  for (const device of [amy, bob]) await device.hearsConversation(conversationID, (item) => item.isPrivateChat);
  const mine = await (await stage.again(amy)).conversation(conversationID);
  assert.deepEqual([mine.isPrivateChat, mine.burnDuration], [true, 60]);
  assert.equal((await (await stage.again(bob)).conversation(conversationID)).isPrivateChat, true);
});

test("who reads a conversation has nothing unread, and the writer is told what was read", async () => {
  const [amy, bob] = await stage.people("amy", "bob");
  const conversationID = singleOf(amy, bob);
  const sent = [];
  for (const text of ["one", "two", "three"]) sent.push(await amy.say(bob.userID, text));
  await bob.until("three", () => bob.heardTexts().length === 3);
  assert.equal(await unread(await stage.again(amy)), 0);
  const reader = await stage.again(bob);
  assert.equal(await unread(reader), 3);
  assert.equal((await reader.conversation(conversationID)).unreadCount, 3);
  const writer = await stage.connected(amy.userID, ANDROID);
  await reader.sdk.markConversationMessageAsRead(conversationID);
  const [receipt] = await writer.hears(CbEvents.OnRecvC2CReadReceipt);
  assert.equal(receipt.userID, bob.userID);
  assert.deepEqual([...receipt.msgIDList].sort(), sent.map((message) => message.clientMsgID).sort());
  assert.equal(await reader.hears(CbEvents.OnTotalUnreadMessageCountChanged), 0);
  const back = await stage.again(reader);
  assert.equal(await unread(back), 0);
  assert.equal((await back.conversation(conversationID)).unreadCount, 0);
  const { messageList } = await (await stage.again(writer)).history(conversationID, 10);
  assert.deepEqual(messageList.map((message) => message.isRead), [true, true, true]);
});

test("what comes after the last reading is unread, and an answer reads what was before it", async () => {
  const [amy, bob, conversationID] = await chatting();
  for (const text of ["three", "four"]) await amy.say(bob.userID, text);
  await bob.until("four", () => bob.heardTexts().includes("four"));
  const reader = await stage.again(bob);
  assert.equal(await unread(reader), 2);
  const answer = await reader.say(amy.userID, "an answer");
  await reader.knows(conversationID, answer.clientMsgID);
  assert.equal(await unread(await stage.again(reader)), 0); // message-pipeline.md 4: own messages move the position
  assert.equal(await unread(await stage.again(amy)), 1);
});

test("each member of a group reads for himself", async () => {
  const [amy, bob, cyd] = await stage.people("amy", "bob", "cyd");
  const { data: group } = await amy.sdk.createGroup({
    memberUserIDs: [bob.userID, cyd.userID],
    groupInfo: { groupName: "tea" },
  });
  const conversationID = groupOf(group.groupID);
  for (const text of ["one", "two"]) await amy.sayInGroup(group.groupID, text);
  for (const device of [bob, cyd]) await device.until("two", () => device.heardTexts().includes("two"));
  const reader = await stage.again(bob);
  const before = await unread(reader);
  assert.ok(before >= 2); // the notice of the founding may count as well
  assert.equal((await reader.conversation(conversationID)).unreadCount, before);
  await reader.sdk.markConversationMessageAsRead(conversationID);
  assert.equal(await reader.hears(CbEvents.OnTotalUnreadMessageCountChanged), 0);
  assert.equal(await unread(await stage.again(reader)), 0);
  assert.equal(await unread(await stage.again(cyd)), before);
  assert.equal(await unread(await stage.again(amy)), 0);
  assert.equal(amy.of(CbEvents.OnRecvC2CReadReceipt).length, 0); // there are no read receipts in groups
});

test("a note of the application on a conversation is its owner's alone", async () => {
  const [amy, bob, conversationID] = await chatting();
  await amy.sdk.setConversation({ conversationID, ex: "mine" });
  await amy.hearsConversation(conversationID, (item) => item.ex === "mine");
  assert.equal((await (await stage.again(amy)).conversation(conversationID)).ex, "mine");
  assert.equal((await (await stage.again(bob)).conversation(conversationID)).ex, "");
});
