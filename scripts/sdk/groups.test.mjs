// Groups, their members and roles, as the unmodified @openim/client-sdk sees them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ANDROID, CbEvents, groupOf, post, refusal } from "./people.mjs";
import { openStage } from "./stage.mjs";

const stage = openStage();
const trio = () => stage.people("amy", "bob", "cyd");
const FIRST_PAGE = { offset: 0, count: 20 };
const [OWNER, ADMIN, ORDINARY] = [100, 60, 20];
const [DISMISSED, MUTED] = [2, 3];
const [NEEDS_APPROVAL, OPEN] = [1, 2];
const SEARCHED = 3;

// A group of which everybody who is named has heard.
async function founded(owner, members, groupInfo = {}) {
  const memberUserIDs = members.map((member) => member.userID);
  const { data } = await owner.sdk.createGroup({ memberUserIDs, groupInfo: { groupName: "tea", ...groupInfo } });
  for (const device of [owner, ...members]) await joined(device, data.groupID);
  return data.groupID;
}

function joined(device, groupID) {
  return device.hears(CbEvents.OnJoinedGroupAdded, (group) => group.groupID === groupID);
}

function left(device, groupID) {
  return device.hears(CbEvents.OnJoinedGroupDeleted, (group) => group.groupID === groupID);
}

async function groupIDs(device) {
  const { data } = await device.sdk.getJoinedGroupListPage(FIRST_PAGE);
  return data.map((group) => group.groupID);
}

// Roles by user, as somebody is told who has just installed the client.
async function roles(device, groupID) {
  const { data } = await (await stage.again(device)).sdk.getGroupMemberList({ groupID, filter: 0, ...FIRST_PAGE });
  return Object.fromEntries(data.map((member) => [member.userID, member.roleLevel]));
}

async function info(device, groupID) {
  const { data } = await (await stage.again(device)).sdk.getSpecifiedGroupsInfo([groupID]);
  return data[0];
}

function changed(device, fits) {
  return device.hears(CbEvents.OnGroupInfoChanged, fits);
}

function memberChanged(device, userID, fits) {
  return device.hears(CbEvents.OnGroupMemberInfoChanged, (member) => member.userID === userID && fits(member));
}

test("a new group is told to all its members and is there after the next login", async () => {
  const [amy, bob, cyd] = await trio();
  const { data } = await amy.sdk.createGroup({
    memberUserIDs: [bob.userID],
    adminUserIDs: [cyd.userID],
    groupInfo: { groupName: "tea", introduction: "for tea", faceURL: "cup.png", ex: "x" },
  });
  assert.equal(data.memberCount, 3);
  for (const device of [amy, bob, cyd]) {
    const group = await joined(device, data.groupID);
    assert.equal(group.groupName, "tea");
    assert.equal(group.ownerUserID, amy.userID);
  }
  for (const device of [amy, bob, cyd]) {
    const back = await stage.again(device);
    const { data: groups } = await back.sdk.getJoinedGroupListPage(FIRST_PAGE);
    assert.deepEqual(
      groups.map((group) => [group.groupID, group.groupName, group.introduction, group.faceURL, group.memberCount]),
      [[data.groupID, "tea", "for tea", "cup.png", 3]],
    );
    assert.equal((await back.sdk.isJoinGroup(data.groupID)).data, true);
  }
  assert.deepEqual(await roles(bob, data.groupID), {
    [amy.userID]: OWNER,
    [cyd.userID]: ADMIN,
    [bob.userID]: ORDINARY,
  });
});

test("an invited user joins, and the members are told", async () => {
  const [amy, bob, cyd] = await trio();
  const groupID = await founded(amy, [bob]);
  await bob.sdk.inviteUserToGroup({ groupID, reason: "", userIDList: [cyd.userID] });
  await joined(cyd, groupID);
  for (const device of [amy, bob]) {
    await device.hears(CbEvents.OnGroupMemberAdded, (member) => member.userID === cyd.userID);
    await changed(device, (group) => group.memberCount === 3);
  }
  const { data: members } = await cyd.sdk.getSpecifiedGroupMembersInfo({ groupID, userIDList: [cyd.userID] });
  assert.deepEqual(members.map((member) => [member.roleLevel, member.inviterUserID]), [[ORDINARY, bob.userID]]);
  assert.deepEqual(await groupIDs(await stage.again(cyd)), [groupID]);
});

test("a kicked member is told, is out, and hears no more", async () => {
  const [amy, bob, cyd] = await trio();
  const groupID = await founded(amy, [bob, cyd]);
  await amy.sdk.kickGroupMember({ groupID, reason: "", userIDList: [cyd.userID] });
  await left(cyd, groupID);
  for (const device of [amy, bob]) {
    await device.hears(CbEvents.OnGroupMemberDeleted, (member) => member.userID === cyd.userID);
    await changed(device, (group) => group.memberCount === 2);
  }
  await amy.sayInGroup(groupID, "among us");
  await bob.until("her words", () => bob.heardTexts().includes("among us"));
  assert.equal(cyd.heardTexts().includes("among us"), false);
  await refusal(cyd.sayInGroup(groupID, "let me in"));
  const back = await stage.again(cyd);
  assert.deepEqual(await groupIDs(back), []);
  assert.equal((await back.sdk.isJoinGroup(groupID)).data, false);
  assert.deepEqual(await roles(bob, groupID), { [amy.userID]: OWNER, [bob.userID]: ORDINARY });
});

test("nobody kicks the owner, and an ordinary member kicks nobody", async () => {
  const [amy, bob, cyd] = await trio();
  const groupID = await founded(amy, [bob, cyd]);
  await refusal(bob.sdk.kickGroupMember({ groupID, reason: "", userIDList: [cyd.userID] }));
  await refusal(bob.sdk.kickGroupMember({ groupID, reason: "", userIDList: [amy.userID] }));
  assert.equal(Object.keys(await roles(cyd, groupID)).length, 3);
});

test("who quits is out on all his devices, and the owner cannot quit", async () => {
  const [amy, bob, cyd] = await trio();
  const groupID = await founded(amy, [bob, cyd]);
  const phone = await stage.connected(cyd.userID, ANDROID);
  await cyd.sdk.quitGroup(groupID);
  for (const device of [cyd, phone]) await left(device, groupID);
  for (const device of [amy, bob]) {
    await device.hears(CbEvents.OnGroupMemberDeleted, (member) => member.userID === cyd.userID);
  }
  assert.deepEqual(await groupIDs(await stage.again(cyd)), []);
  await refusal(amy.sdk.quitGroup(groupID));
  assert.deepEqual(await groupIDs(await stage.again(amy)), [groupID]);
});

test("the owner makes an admin, and nobody raises himself", async () => {
  const [amy, bob, cyd] = await trio();
  const groupID = await founded(amy, [bob, cyd]);
  await refusal(bob.sdk.setGroupMemberInfo({ groupID, userID: bob.userID, roleLevel: ADMIN }));
  await refusal(bob.sdk.setGroupMemberInfo({ groupID, userID: bob.userID, roleLevel: OWNER }));
  await amy.sdk.setGroupMemberInfo({ groupID, userID: bob.userID, roleLevel: ADMIN });
  for (const device of [amy, bob, cyd]) await memberChanged(device, bob.userID, (member) => member.roleLevel === ADMIN);
  assert.equal((await roles(cyd, groupID))[bob.userID], ADMIN);
  await amy.sdk.setGroupMemberInfo({ groupID, userID: bob.userID, roleLevel: ORDINARY });
  await memberChanged(amy, bob.userID, (member) => member.roleLevel === ORDINARY);
  assert.equal((await roles(bob, groupID))[bob.userID], ORDINARY);
});

test("a member's name in the group is told and stays", async () => {
  const [amy, bob, cyd] = await trio();
  const groupID = await founded(amy, [bob, cyd]);
  await bob.sdk.setGroupMemberInfo({ groupID, userID: bob.userID, nickname: "Captain" });
  for (const device of [amy, cyd]) await memberChanged(device, bob.userID, (member) => member.nickname === "Captain");
  const back = await stage.again(cyd);
  const { data } = await back.sdk.getSpecifiedGroupMembersInfo({ groupID, userIDList: [bob.userID] });
  assert.equal(data[0].nickname, "Captain");
});

test("a muted member cannot write until the mute is taken away", async () => {
  const [amy, bob, cyd] = await trio();
  const groupID = await founded(amy, [bob, cyd]);
  await amy.sdk.changeGroupMemberMute({ groupID, userID: bob.userID, mutedSeconds: 600 });
  for (const device of [bob, cyd]) {
    await memberChanged(device, bob.userID, (member) => member.muteEndTime > Date.now());
  }
  assert.equal((await refusal(bob.sayInGroup(groupID, "mmm"))).errCode, 1402); // message-pipeline.md 1.4, step 9
  await amy.sdk.changeGroupMemberMute({ groupID, userID: bob.userID, mutedSeconds: 0 });
  await memberChanged(bob, bob.userID, (member) => member.muteEndTime === 0);
  await bob.sayInGroup(groupID, "at last");
  await cyd.until("his words", () => cyd.heardTexts().includes("at last"));
  assert.equal(cyd.heardTexts().includes("mmm"), false);
});

test("in a muted group the owner and the admins write, ordinary members do not", async () => {
  const [amy, bob, cyd] = await trio();
  const groupID = await founded(amy, [bob, cyd]);
  await amy.sdk.setGroupMemberInfo({ groupID, userID: bob.userID, roleLevel: ADMIN });
  await amy.sdk.changeGroupMute({ groupID, isMute: true });
  for (const device of [amy, bob, cyd]) await changed(device, (group) => group.status === MUTED);
  assert.equal((await refusal(cyd.sayInGroup(groupID, "mmm"))).errCode, 1403); // message-pipeline.md 1.4, step 10
  await amy.sayInGroup(groupID, "owner");
  await bob.sayInGroup(groupID, "admin");
  await amy.sdk.changeGroupMute({ groupID, isMute: false });
  await changed(cyd, (group) => group.status === 0 && cyd.of(CbEvents.OnGroupInfoChanged).length > 1);
  await cyd.sayInGroup(groupID, "me too");
  await amy.until("her words", () => amy.heardTexts().includes("me too"));
  assert.equal((await info(cyd, groupID)).status, 0);
});

test("new facts about a group are told to all and stay", async () => {
  const [amy, bob, cyd] = await trio();
  const groupID = await founded(amy, [bob, cyd]);
  await refusal(bob.sdk.setGroupInfo({ groupID, groupName: "coffee" }));
  const facts = { groupName: "coffee", introduction: "no tea", faceURL: "mug.png", ex: "y", needVerification: OPEN };
  await amy.sdk.setGroupInfo({ groupID, notification: "at four", ...facts });
  for (const device of [bob, cyd]) {
    await changed(device, (group) => group.groupName === "coffee" && group.notification === "at four");
  }
  const group = await info(bob, groupID);
  for (const [key, value] of Object.entries(facts)) assert.equal(group[key], value, key);
  assert.equal(group.notification, "at four");
  assert.equal(group.notificationUserID, amy.userID);
  const conversation = await (await stage.again(cyd)).conversation(groupOf(groupID));
  assert.equal(conversation.showName, "coffee");
});

test("a handed over group has the new owner's rights", async () => {
  const [amy, bob, cyd] = await trio();
  const groupID = await founded(amy, [bob, cyd]);
  await amy.sdk.transferGroupOwner({ groupID, newOwnerUserID: bob.userID });
  for (const device of [amy, bob, cyd]) {
    await changed(device, (group) => group.ownerUserID === bob.userID);
    await memberChanged(device, bob.userID, (member) => member.roleLevel === OWNER);
    await memberChanged(device, amy.userID, (member) => member.roleLevel === ORDINARY);
  }
  await refusal(amy.sdk.dismissGroup(groupID));
  assert.deepEqual(await roles(cyd, groupID), {
    [amy.userID]: ORDINARY,
    [bob.userID]: OWNER,
    [cyd.userID]: ORDINARY,
  });
  await bob.sdk.kickGroupMember({ groupID, reason: "", userIDList: [amy.userID] });
  await left(amy, groupID);
});

test("a dismissed group is told to all, is in nobody's list, and takes no message", async () => {
  const [amy, bob, cyd] = await trio();
  const groupID = await founded(amy, [bob, cyd]);
  await bob.sayInGroup(groupID, "in time");
  await refusal(bob.sdk.dismissGroup(groupID));
  await amy.sdk.dismissGroup(groupID);
  for (const device of [amy, bob, cyd]) {
    const group = await device.hears(CbEvents.OnGroupDismissed);
    assert.equal(group.groupID, groupID);
    assert.equal(group.status, DISMISSED);
    await left(device, groupID);
  }
  await refusal(bob.sayInGroup(groupID, "too late"));
  for (const device of [amy, bob, cyd]) assert.deepEqual(await groupIDs(await stage.again(device)), []);
});

test("who applies joins when the owner agrees, and not when he refuses", async () => {
  const [amy, bob, cyd, dan] = await stage.people("amy", "bob", "cyd", "dan");
  const groupID = await founded(amy, [bob], { needVerification: NEEDS_APPROVAL });
  for (const applicant of [cyd, dan]) {
    await applicant.sdk.joinGroup({ groupID, reqMsg: "please", joinSource: SEARCHED });
    const application = await amy.hears(
      CbEvents.OnGroupApplicationAdded,
      (found) => found.userID === applicant.userID,
    );
    assert.equal(application.reqMsg, "please");
  }
  const { data: asked } = await amy.sdk.getGroupApplicationListAsRecipient(FIRST_PAGE);
  assert.deepEqual(asked.map((found) => found.userID).sort(), [cyd.userID, dan.userID]);
  await amy.sdk.acceptGroupApplication({ groupID, fromUserID: cyd.userID, handleMsg: "come in" });
  await amy.sdk.refuseGroupApplication({ groupID, fromUserID: dan.userID, handleMsg: "full" });
  await cyd.hears(CbEvents.OnGroupApplicationAccepted, (found) => found.handleResult === 1);
  await dan.hears(CbEvents.OnGroupApplicationRejected, (found) => found.handleResult === -1);
  await joined(cyd, groupID);
  await bob.hears(CbEvents.OnGroupMemberAdded, (member) => member.userID === cyd.userID);
  assert.deepEqual(await groupIDs(await stage.again(dan)), []);
  assert.deepEqual(Object.keys(await roles(bob, groupID)).sort(), [amy.userID, bob.userID, cyd.userID]);
  const { data: made } = await (await stage.again(cyd)).sdk.getGroupApplicationListAsApplicant(FIRST_PAGE);
  assert.deepEqual(made.map((found) => [found.groupID, found.handleResult]), [[groupID, 1]]);
});

test("an open group is joined at once", async () => {
  const [amy, bob, cyd] = await trio();
  const groupID = await founded(amy, [bob], { needVerification: OPEN });
  await cyd.sdk.joinGroup({ groupID, reqMsg: "", joinSource: SEARCHED });
  await joined(cyd, groupID);
  for (const device of [amy, bob]) {
    await device.hears(CbEvents.OnGroupMemberAdded, (member) => member.userID === cyd.userID);
  }
  await cyd.sayInGroup(groupID, "hello all");
  for (const device of [amy, bob]) await device.until("her words", () => device.heardTexts().includes("hello all"));
  await refusal(cyd.sdk.joinGroup({ groupID, reqMsg: "", joinSource: SEARCHED }));
});

test("who was offline finds what became of his groups after the next login", async () => {
  const [amy, bob, cyd] = await trio();
  const [kept, lost, won] = [await founded(amy, [bob, cyd]), await founded(amy, [bob, cyd]), await founded(amy, [bob])];
  await cyd.leave();
  await amy.sdk.setGroupInfo({ groupID: kept, groupName: "kept" });
  await amy.sdk.kickGroupMember({ groupID: lost, reason: "", userIDList: [cyd.userID] });
  await amy.sdk.inviteUserToGroup({ groupID: won, reason: "", userIDList: [cyd.userID] });
  const back = await stage.connected(cyd.userID);
  assert.deepEqual((await groupIDs(back)).sort(), [kept, won].sort());
  const { data } = await back.sdk.getSpecifiedGroupsInfo([kept]);
  assert.equal(data[0].groupName, "kept");
});

test("an outsider learns nothing of the members", async () => {
  const [amy, bob, cyd] = await trio();
  const groupID = await founded(amy, [bob]);
  await assert.rejects(
    post(stage.server, "/group/get_group_member_list", cyd.token, {
      groupID,
      filter: 0,
      keyword: "",
      pagination: { pageNumber: 1, showNumber: 20 },
    }),
    /1002/,
  );
});
