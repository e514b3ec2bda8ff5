// Friends, requests and the black list, as the unmodified @openim/client-sdk sees them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ANDROID, CbEvents, refusal, singleOf } from "./people.mjs";
import { openStage } from "./stage.mjs";

const stage = openStage();
const pair = () => stage.people("amy", "bob");
const FIRST_PAGE = { offset: 0, count: 20 };

async function friendIDs(device) {
  const { data } = await device.sdk.getFriendListPage(FIRST_PAGE);
  return data.map((friend) => friend.userID);
}

async function isFriend(device, other) {
  const { data } = await device.sdk.checkFriend([other.userID]);
  return data[0].result === 1;
}

async function ask(amy, bob) {
  await amy.sdk.addFriend({ toUserID: bob.userID, reqMsg: "it is me" });
  await bob.hears(CbEvents.OnFriendApplicationAdded, (request) => request.fromUserID === amy.userID);
}

async function befriend(amy, bob) {
  await ask(amy, bob);
  await bob.sdk.acceptFriendApplication({ toUserID: amy.userID, handleMsg: "welcome" });
  await amy.hears(CbEvents.OnFriendApplicationAccepted);
}

test("a request is told to both and stands in both lists", async () => {
  const [amy, bob] = await pair();
  await amy.sdk.addFriend({ toUserID: bob.userID, reqMsg: "it is me" });
  for (const side of [amy, bob]) {
    const request = await side.hears(CbEvents.OnFriendApplicationAdded);
    assert.equal(request.fromUserID, amy.userID);
    assert.equal(request.toUserID, bob.userID);
    assert.equal(request.fromNickname, `nick ${amy.userID}`);
    assert.equal(request.reqMsg, "it is me");
    assert.equal(request.handleResult, 0);
  }
  const { data: sent } = await amy.sdk.getFriendApplicationListAsApplicant(FIRST_PAGE);
  const { data: received } = await bob.sdk.getFriendApplicationListAsRecipient(FIRST_PAGE);
  assert.deepEqual(sent.map((request) => request.toUserID), [bob.userID]);
  assert.deepEqual(received.map((request) => request.fromUserID), [amy.userID]);
  assert.equal(await isFriend(amy, bob), false);
});

test("an accepted request makes both friends, and they are friends after the next login", async () => {
  const [amy, bob] = await pair();
  await ask(amy, bob);
  await bob.sdk.acceptFriendApplication({ toUserID: amy.userID, handleMsg: "welcome" });
  const accepted = await amy.hears(CbEvents.OnFriendApplicationAccepted);
  assert.equal(accepted.toUserID, bob.userID);
  assert.equal(accepted.handleResult, 1);
  assert.equal(accepted.handleMsg, "welcome");
  const added = await bob.hears(CbEvents.OnFriendAdded);
  assert.equal(added.userID, amy.userID);
  assert.equal(added.nickname, `nick ${amy.userID}`);
  for (const [one, other] of [
    [amy, bob],
    [bob, amy],
  ]) {
    const back = await stage.again(one);
    assert.deepEqual(await friendIDs(back), [other.userID]);
    assert.equal(await isFriend(back, other), true);
  }
});

test("a refused request makes nobody a friend, and can be made again", async () => {
  const [amy, bob] = await pair();
  await ask(amy, bob);
  await bob.sdk.refuseFriendApplication({ toUserID: amy.userID, handleMsg: "not now" });
  const refused = await amy.hears(CbEvents.OnFriendApplicationRejected);
  assert.equal(refused.handleResult, -1);
  assert.equal(refused.handleMsg, "not now");
  assert.deepEqual(await friendIDs(amy), []);
  assert.deepEqual(await friendIDs(bob), []);
  await amy.sdk.addFriend({ toUserID: bob.userID, reqMsg: "and now?" });
  await bob.hears(CbEvents.OnFriendApplicationAdded, (request) => request.reqMsg === "and now?");
  const { data: received } = await bob.sdk.getFriendApplicationListAsRecipient(FIRST_PAGE);
  assert.deepEqual(received.map((request) => request.handleResult), [0]);
});

test("nobody becomes his own friend or asks a friend again", async () => {
  const [amy, bob] = await pair();
  const toSelf = await refusal(amy.sdk.addFriend({ toUserID: amy.userID, reqMsg: "" }));
  assert.equal(toSelf.errMsg, "CanNotAddYourselfError"); // http-identity-and-groups.md 2; the SDK hides the code
  await befriend(amy, bob);
  const again = await refusal(amy.sdk.addFriend({ toUserID: bob.userID, reqMsg: "" }));
  assert.equal(again.errMsg, "RelationshipAlreadyError");
});

test("a deleted friend is gone from one list only, on every device of the one who deleted", async () => {
  const [amy, bob] = await pair();
  await befriend(amy, bob);
  const phone = await stage.connected(amy.userID, ANDROID);
  await amy.sdk.deleteFriend(bob.userID);
  for (const device of [amy, phone]) {
    await device.hears(CbEvents.OnFriendDeleted, (friend) => friend.userID === bob.userID);
  }
  assert.deepEqual(await friendIDs(await stage.again(amy)), []);
  assert.deepEqual(await friendIDs(await stage.again(bob)), [amy.userID]);
  assert.equal(bob.of(CbEvents.OnFriendDeleted).length, 0);
});

test("a remark is shown on every device of the one who made it, and to nobody else", async () => {
  const [amy, bob] = await pair();
  await befriend(amy, bob);
  await amy.say(bob.userID, "hello");
  await bob.until("hello", () => bob.heardTexts().includes("hello"));
  const phone = await stage.connected(amy.userID, ANDROID);
  await amy.sdk.updateFriends({ friendUserIDs: [bob.userID], remark: "Bobby", isPinned: true });
  for (const device of [amy, phone]) {
    const friend = await device.hears(CbEvents.OnFriendInfoChanged);
    assert.equal(friend.userID, bob.userID);
    assert.equal(friend.remark, "Bobby");
  }
  const back = await stage.again(amy);
  const { data: friends } = await back.sdk.getSpecifiedFriendsInfo([bob.userID]);
  assert.deepEqual(friends.map((friend) => [friend.remark, friend.isPinned]), [["Bobby", true]]);
  assert.equal((await back.conversation(singleOf(amy, bob))).showName, "Bobby");
  const { data: others } = await bob.sdk.getSpecifiedFriendsInfo([amy.userID]);
  assert.equal(others[0].remark, "");
  assert.equal(bob.of(CbEvents.OnFriendInfoChanged).length, 0);
});

test("a friend's new nickname is told and stays", async () => {
  const [amy, bob] = await pair();
  await befriend(amy, bob);
  await amy.sdk.setSelfInfo({ nickname: "Amelia" });
  const friend = await bob.hears(CbEvents.OnFriendInfoChanged);
  assert.equal(friend.userID, amy.userID);
  assert.equal(friend.nickname, "Amelia");
  const { data: friends } = await (await stage.again(bob)).sdk.getFriendListPage(FIRST_PAGE);
  assert.deepEqual(friends.map((found) => found.nickname), ["Amelia"]);
});

test("who is on the black list cannot write until he is taken off", async () => {
  const [amy, bob] = await pair();
  const phone = await stage.connected(bob.userID, ANDROID);
  await bob.sdk.addBlack({ toUserID: amy.userID, ex: "" });
  for (const device of [bob, phone]) {
    const black = await device.hears(CbEvents.OnBlackAdded);
    assert.equal(black.userID, amy.userID);
  }
  assert.equal((await refusal(amy.say(bob.userID, "let me in"))).errCode, 1302); // message-pipeline.md 1.3, step 6
  const { clientMsgID } = await bob.say(amy.userID, "you cannot answer"); // blocked is who was blacklisted alone
  await amy.until("his message", () => amy.heardTexts().includes("you cannot answer"));
  await bob.knows(singleOf(amy, bob), clientMsgID);
  const back = await stage.again(bob);
  const { data: blacks } = await back.sdk.getBlackList(FIRST_PAGE);
  assert.deepEqual(blacks.map((black) => black.userID), [amy.userID]);
  await back.sdk.removeBlack(amy.userID);
  await back.hears(CbEvents.OnBlackDeleted, (black) => black?.userID === amy.userID);
  await amy.say(bob.userID, "thank you");
  await back.until("her message", () => back.heardTexts().includes("thank you"));
  assert.deepEqual(back.heardTexts(), ["thank you"]);
  const { data: left } = await back.sdk.getBlackList(FIRST_PAGE);
  assert.deepEqual(left, []);
});
