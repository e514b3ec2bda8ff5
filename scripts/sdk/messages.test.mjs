// Messages in groups, revoking, deleting and the kinds of content, as the unmodified @openim/client-sdk sees them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ANDROID, CbEvents, groupOf, post, quiet, refusal, singleOf } from "./people.mjs";
import { openStage } from "./stage.mjs";

const stage = openStage();
const REVOKED = 2101;
const OWNER = 100;
const AT_ME = 1;

async function tea() {
  const devices = await stage.people("amy", "bob", "cyd");
  const [amy, ...others] = devices;
  const { data } = await amy.sdk.createGroup({
    memberUserIDs: others.map((member) => member.userID),
    groupInfo: { groupName: "tea" },
  });
  for (const device of devices) {
    await device.hears(CbEvents.OnJoinedGroupAdded, (group) => group.groupID === data.groupID);
  }
  return { devices, groupID: data.groupID, conversationID: groupOf(data.groupID) };
}

// Texts alone: a group's notices stand between them.
async function said(device, conversationID) {
  return (await device.texts(conversationID)).filter((text) => typeof text === "string");
}

function heard(device) {
  return device.heardTexts().filter((text) => text !== undefined);
}

test("a message in a group reaches all others, and the sender is not told of its own as new", async () => {
  const { devices, groupID, conversationID } = await tea();
  const [amy, bob, cyd] = devices;
  const phone = await stage.connected(amy.userID, ANDROID);
  const sent = await amy.sayInGroup(groupID, "hello all");
  for (const device of [bob, cyd, phone]) {
    await device.until("hello", () => device.heardTexts().includes("hello all"));
    const message = device
      .of(CbEvents.OnRecvNewMessages)
      .flatMap((event) => event.data)
      .find((found) => found.textElem?.content === "hello all");
    assert.equal(message.serverMsgID, sent.serverMsgID);
    assert.equal(message.sendID, amy.userID);
    assert.equal(message.groupID, groupID);
    assert.equal(message.senderNickname, `nick ${amy.userID}`);
  }
  assert.deepEqual(heard(amy), []);
  const conversation = await (await stage.again(bob)).conversation(conversationID);
  assert.equal(conversation.showName, "tea");
  assert.equal(JSON.parse(conversation.latestMsg).textElem.content, "hello all");
});

test("when three write at once all read the same in the same order", async () => {
  const { devices, groupID, conversationID } = await tea();
  const texts = devices.map((device) => Array.from({ length: 30 }, (_, i) => `${device.userID} ${i}`));
  await Promise.all(
    devices.flatMap((device, who) => texts[who].map((text) => device.sayInGroup(groupID, text))),
  );
  const all = texts.flat().length;
  for (const [who, device] of devices.entries()) {
    await device.until("all of the others", () => heard(device).length >= all - texts[who].length);
  }
  const histories = [];
  for (const device of devices) {
    const { messageList } = await (await stage.again(device)).history(conversationID, 2 * all);
    histories.push(messageList.map((message) => [message.seq, message.clientMsgID, message.textElem?.content]));
  }
  assert.deepEqual(histories[1], histories[0]);
  assert.deepEqual(histories[2], histories[0]);
  const order = histories[0].map(([, , text]) => text).filter((text) => text !== undefined);
  for (const [who, device] of devices.entries()) {
    assert.deepEqual(order.filter((text) => text.startsWith(`${device.userID} `)), texts[who]);
    assert.deepEqual(heard(device), order.filter((text) => !text.startsWith(`${device.userID} `)));
  }
  assert.equal(order.length, all);
});

test("who was offline finds the group's messages after the next login", async () => {
  const { devices, groupID, conversationID } = await tea();
  const [amy, bob, cyd] = devices;
  await cyd.leave();
  for (const text of ["while", "you", "slept"]) await bob.sayInGroup(groupID, text);
  await amy.until("slept", () => amy.heardTexts().includes("slept"));
  const back = await stage.connected(cyd.userID);
  assert.equal(JSON.parse((await back.conversation(conversationID)).latestMsg).textElem.content, "slept");
  assert.deepEqual(await said(back, conversationID), ["while", "you", "slept"]);
});

test("a mention marks the conversation of who was mentioned", async () => {
  const { devices, groupID, conversationID } = await tea();
  const [amy, bob, cyd] = devices;
  await amy.sayInGroup(groupID, "hello all"); // the SDK tells changes only of conversations that it has
  await bob.until("hello", () => bob.heardTexts().includes("hello all"));
  const { data: message } = await amy.sdk.createTextAtMessage({ text: "look", atUserIDList: [bob.userID] });
  await amy.send({ recvID: "", groupID, message });
  await bob.hearsConversation(conversationID, (item) => item.groupAtType === AT_ME); // message-pipeline.md 1.8
  assert.equal((await (await stage.again(bob)).conversation(conversationID)).groupAtType, AT_ME);
  assert.equal((await (await stage.again(cyd)).conversation(conversationID)).groupAtType, 0);
});

test("a revoked message is revoked for both, live and after the next login", async () => {
  const [amy, bob] = await stage.people("amy", "bob");
  const conversationID = singleOf(amy, bob);
  const slip = await amy.say(bob.userID, "a slip");
  await amy.say(bob.userID, "what I meant");
  await bob.until("both", () => bob.heardTexts().length === 2);
  await amy.knows(conversationID, slip.clientMsgID);
  await amy.sdk.revokeMessage({ conversationID, clientMsgID: slip.clientMsgID });
  for (const device of [amy, bob]) {
    const revoked = await device.hears(CbEvents.OnNewRecvMessageRevoked);
    assert.equal(revoked.clientMsgID, slip.clientMsgID);
    assert.equal(revoked.revokerID, amy.userID);
    assert.equal(revoked.sourceMessageSendID, amy.userID);
  }
  for (const device of [amy, bob]) {
    assert.deepEqual(await (await stage.again(device)).texts(conversationID), [REVOKED, "what I meant"]);
  }
});

test("nobody revokes the message of another in a single chat, or twice", async () => {
  const [amy, bob] = await stage.people("amy", "bob");
  const conversationID = singleOf(amy, bob);
  const sent = await amy.say(bob.userID, "mine");
  await amy.knows(conversationID, sent.clientMsgID);
  const wish = { conversationID, seq: 1 };
  await assert.rejects(post(stage.server, "/msg/revoke_msg", bob.token, { ...wish, userID: bob.userID }), /1002/);
  await post(stage.server, "/msg/revoke_msg", amy.token, { ...wish, userID: amy.userID });
  await assert.rejects(post(stage.server, "/msg/revoke_msg", amy.token, { ...wish, userID: amy.userID }), /1404/);
});

test("the owner revokes what a member wrote, a member does not revoke what the owner wrote", async () => {
  const { devices, groupID, conversationID } = await tea();
  const [amy, bob, cyd] = devices;
  const rude = await bob.sayInGroup(groupID, "rude");
  const law = await amy.sayInGroup(groupID, "the law");
  for (const device of devices) await device.knows(conversationID, law.clientMsgID);
  const { messageList } = await bob.history(conversationID, 20);
  const { seq } = messageList.find((message) => message.clientMsgID === law.clientMsgID);
  const wish = { conversationID, seq, userID: bob.userID };
  await assert.rejects(post(stage.server, "/msg/revoke_msg", bob.token, wish), /1002/);
  await amy.sdk.revokeMessage({ conversationID, clientMsgID: rude.clientMsgID });
  for (const device of devices) {
    const revoked = await device.hears(CbEvents.OnNewRecvMessageRevoked);
    assert.equal(revoked.clientMsgID, rude.clientMsgID);
    assert.equal(revoked.revokerID, amy.userID);
    assert.equal(revoked.revokerRole, OWNER);
  }
  for (const device of [bob, cyd]) {
    assert.deepEqual((await (await stage.again(device)).texts(conversationID)).slice(-2), [REVOKED, "the law"]);
  }
});

test("a message deleted on one side is still there on the other", async () => {
  const [amy, bob] = await stage.people("amy", "bob");
  const conversationID = singleOf(amy, bob);
  const sent = [];
  for (const text of ["one", "two", "three"]) sent.push(await amy.say(bob.userID, text));
  await bob.until("three", () => bob.heardTexts().length === 3);
  await bob.knows(conversationID, sent[1].clientMsgID);
  await bob.sdk.deleteMessage({ conversationID, clientMsgID: sent[1].clientMsgID });
  assert.deepEqual(await (await stage.again(bob)).texts(conversationID), ["one", "three"]);
  assert.deepEqual(await (await stage.again(amy)).texts(conversationID), ["one", "two", "three"]);
});

test("a cleared conversation is empty for the one who cleared it and goes on from there", async () => {
  const [amy, bob] = await stage.people("amy", "bob");
  const conversationID = singleOf(amy, bob);
  for (const text of ["one", "two"]) await amy.say(bob.userID, text);
  await bob.until("two", () => bob.heardTexts().length === 2);
  await quiet(); // the SDK asks for a conversation of which it got a message, and throws when it has been cleared
  await bob.sdk.deleteConversationAndDeleteAllMsg(conversationID);
  const back = await stage.again(bob);
  assert.equal((await back.sdk.getTotalUnreadMsgCount()).data, 0);
  await amy.say(bob.userID, "three");
  await back.until("three", () => back.heardTexts().includes("three"));
  assert.deepEqual(await (await stage.again(back)).texts(conversationID), ["three"]);
  assert.deepEqual(await (await stage.again(amy)).texts(conversationID), ["one", "two", "three"]);
});

test("all kinds of content arrive as they were made", async () => {
  const [amy, bob] = await stage.people("amy", "bob");
  const { sdk } = amy;
  const { data: quoted } = await sdk.createTextMessage("quoted");
  const picture = { uuid: "p", type: "image/png", size: 1, width: 1, height: 1, url: "http://localhost/p.png" };
  const made = [
    await sdk.createCustomMessage({ data: "{}", extension: "e", description: "d" }),
    await sdk.createLocationMessage({ description: "here", longitude: 1.5, latitude: 2.5 }),
    await sdk.createCardMessage({ userID: bob.userID, nickname: "n", faceURL: "", ex: "" }),
    await sdk.createFaceMessage({ index: 3, data: "smile" }),
    await sdk.createQuoteMessage({ text: "indeed", message: JSON.stringify(quoted) }),
    await sdk.createMergerMessage({ messageList: [quoted], title: "all", summaryList: ["quoted"] }),
    await sdk.createImageMessageByURL({
      sourcePicture: picture,
      bigPicture: picture,
      snapshotPicture: picture,
      sourcePath: "",
    }),
  ];
  const elements = ["customElem", "locationElem", "cardElem", "faceElem", "quoteElem", "mergeElem", "pictureElem"];
  for (const { data: message } of made) await sdk.sendMessageNotOss({ recvID: bob.userID, groupID: "", message });
  const all = () => bob.of(CbEvents.OnRecvNewMessages).flatMap((event) => event.data);
  await bob.until("all of them", () => all().length === made.length);
  for (const [i, message] of all().entries()) {
    assert.equal(message.contentType, made[i].data.contentType);
    assert.deepEqual(message[elements[i]], JSON.parse(JSON.stringify(made[i].data[elements[i]])), elements[i]);
  }
});

test("that somebody is typing is shown and stored nowhere", async () => {
  const [amy, bob] = await stage.people("amy", "bob");
  const conversationID = singleOf(amy, bob);
  await amy.say(bob.userID, "hello");
  await bob.until("hello", () => bob.heardTexts().includes("hello"));
  await amy.conversations();
  await amy.sdk.changeInputStates({ conversationID, focus: true });
  const state = await bob.hears(CbEvents.OnConversationUserInputStatusChanged, (found) => found.platformIDs.length > 0);
  assert.equal(state.conversationID, conversationID);
  assert.equal(state.userID, amy.userID);
  assert.deepEqual(await (await stage.again(bob)).texts(conversationID), ["hello"]);
});

test("a message for the moment reaches who is online and is stored nowhere", async () => {
  const [amy, bob] = await stage.people("amy", "bob");
  await amy.say(bob.userID, "hello");
  await bob.until("hello", () => bob.heardTexts().includes("hello"));
  const { data: message } = await amy.sdk.createTextMessage("a whisper");
  await amy.send({ recvID: bob.userID, groupID: "", message, isOnlineOnly: true });
  await amy.say(bob.userID, "aloud");
  await bob.until("aloud", () => bob.heardTexts().includes("aloud"));
  assert.deepEqual(await (await stage.again(bob)).texts(singleOf(amy, bob)), ["hello", "aloud"]);
});

test("an application's own notice is handed on as it is", async () => {
  const [amy, bob] = await stage.people("amy", "bob");
  await post(stage.server, "/msg/send_business_notification", stage.adminToken, {
    key: "order",
    data: '{"state":"paid"}',
    sendUserID: amy.userID,
    recvUserID: bob.userID,
  });
  const notice = await bob.hears(CbEvents.OnRecvCustomBusinessMessage);
  assert.equal(notice.key, "order");
  assert.equal(notice.data, '{"state":"paid"}');
});

test("who is no member cannot write to a group", async () => {
  const { devices, groupID, conversationID } = await tea();
  const [outsider] = await stage.people("dan");
  await refusal(outsider.sayInGroup(groupID, "hello?"));
  await devices[0].sayInGroup(groupID, "among us");
  assert.deepEqual(await said(await stage.again(devices[1]), conversationID), ["among us"]);
});
