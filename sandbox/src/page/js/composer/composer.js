// The composer: a box for messages that turns into a form when a command is chosen.

import * as api from "../api.js";
import { fill, h } from "../dom.js";
import { channelHere, guildHere, on, store } from "../store.js";
import { personById } from "../view/people.js";
import { isThread } from "../view/signs.js";
import { t } from "../words.js";
import { typeAnywhere } from "./anywhere.js";
import { Box } from "./box.js";
import { anyCommands, commandsHere } from "./commands.js";
import { Form } from "./form.js";
import { draft, keepCommand, keepDraft, keepForm, lastCommands, placeKey, takeForm } from "./memory.js";
import { run, say } from "./send.js";
import { Suggestions } from "./suggestions.js";

const FORUM = 15;

let suggestions;
let box;
/** The command being filled in, or null. */
let form = null;
/** Which of the last commands is shown; -1 is none. */
let recalled = -1;
/** The person and the place that the composer is for. */
let key = null;
/** A command that was half filled in here before, until there are commands again; else null. */
let halfDone = null;
/** The commands that there were, as text. */
let known = "";

const frame = h("div", { class: "composer-frame" });
const problem = h("p", { class: "composer-problem", role: "alert" });
const sendButton = h("button", { type: "button", class: "composer-send", onclick: () => send() });

export function startComposer() {
  suggestions = new Suggestions();
  box = new Box(suggestions, {
    begin: (command, rest) => {
      keepDraft("");
      open(command).fillInText(rest);
      form.focus();
    },
    say: sayIt,
    changed: (text) => {
      halfDone = null;
      complain("");
      keepDraft(text);
    },
    recall: () => recall(1),
  });
  frame.append(box.node, sendButton);
  const mount = document.getElementById("composer");
  mount.append(suggestions.panel, problem, frame);
  mount.addEventListener("focusout", (event) => {
    if (mount.contains(event.relatedTarget)) return;
    suggestions.hide();
    form?.rest();
  });
  mount.addEventListener("dragover", (event) => event.preventDefault());
  mount.addEventListener("drop", (event) => {
    const file = event.dataTransfer.files[0];
    if (!file) return;
    event.preventDefault();
    form?.takeFile(file);
  });
  typeAnywhere(() => {
    if (!isUsable()) return;
    if (form) form.focus();
    else box.field.focus();
  });
  on(["me", "here", "state"], sync);
  addEventListener("pagehide", keepHalfDone);
}

const isUsable = () => key !== null && !box.field.disabled && !frame.hidden;

/** Could a command be sent from here, or will it be once the bot has started? */
export const canBegin = (name) => isUsable() && (!anyCommands() || commandsHere().some((one) => one.path === name));

/**
 * Puts a command into the composer, to be filled in and sent.
 * @param {string} name as the world knows it: "ranking", "board add"
 * @param {string} text values of its options, such as `top:30`
 */
export function begin(name, text = "") {
  if (!isUsable()) return;
  const command = commandsHere().find((one) => one.path === name);
  if (command) {
    open(command).fillInText(text);
    form.focus();
    return;
  }
  close();
  if (box.text === "") box.text = `/${name} ${text}`.trim();
  box.field.focus();
  box.consider();
}

/** Follows the person, the place, their rights and their language. */
function sync() {
  if (!store.me || !store.here || !store.state) return;
  const commands = JSON.stringify(store.state.commands);
  const channel = channelHere();
  const inDm = store.here.channel === "dm";
  frame.hidden = !inDm && (channel === null || channel.type === FORUM);
  const isOut = guildHere()?.outage === true;
  const may = !isOut && (inDm || channel?.writable_by.includes(store.me.id) === true);
  box.field.disabled = !may;
  sendButton.disabled = !may;
  box.field.setAttribute("aria-label", t("composer.message"));
  box.field.placeholder = may ? invitation(channel) : t(isOut ? "composer.outage" : "composer.readOnly");
  sendButton.setAttribute("aria-label", t("composer.send"));
  sendButton.title = t("composer.send");
  if (key !== placeKey()) {
    keepHalfDone();
    key = placeKey();
    close();
    complain("");
    box.text = draft();
    halfDone = takeForm();
    suggestions.hide();
  } else if (!may) {
    close();
  } else if (form === null && document.activeElement === box.field && suggestions.open && commands !== known) {
    box.consider();
  }
  known = commands;
  if (may && halfDone && anyCommands()) resume();
}

/** What is half filled in is there when one comes back. */
function keepHalfDone() {
  if (key !== null) keepForm(key, form?.content ?? halfDone);
}

function resume() {
  const content = halfDone;
  halfDone = null;
  if (form === null && box.text === "") reopen(content);
}

/** Makes the composer the form that it was, as long as the command can be run here. */
function reopen({ path, options, rest = "" }) {
  const command = commandsHere().find((one) => one.path === path);
  if (!command) return;
  const values = options.map((one) => ({ ...one, option: command.options.find(({ name }) => name === one.name) }));
  open(command).fillIn(values.filter(({ option }) => option));
  form.tail.value = rest;
}

function invitation(channel) {
  if (channel === null) {
    return t("composer.messagePerson", { name: personById(store.state.application_id).username });
  }
  return t(isThread(channel) ? "composer.messageThread" : "composer.messageChannel", { name: channel.name });
}

function complain(sentence) {
  if (problem.textContent !== sentence) fill(problem, sentence);
}

/** Makes the composer a form for this command. */
function open(command) {
  close();
  form = new Form(command, suggestions, {
    send,
    leave: () => {
      close();
      box.field.focus();
    },
    recall,
  });
  box.node.replaceWith(form.node);
  return form;
}

/** Makes the composer a box again. */
function close() {
  recalled = -1;
  if (form === null) return;
  form.rest();
  form.node.replaceWith(box.node);
  form = null;
  // Its height can't be measured while it is away.
  box.text = box.text;
}

function send() {
  if (form === null) {
    box.send();
    box.field.focus();
    return;
  }
  const values = form.collect();
  if (values === null) return;
  const { content, command } = form;
  keepCommand(content);
  close();
  box.field.focus();
  run(command.path, values, () => box.field.focus());
}

async function sayIt(text) {
  if (box.isOver) {
    complain(t("composer.over"));
    return;
  }
  const place = key;
  box.text = "";
  keepDraft("");
  complain("");
  suggestions.hide();
  try {
    await say(text);
  } catch (error) {
    if (!(error instanceof api.Refused)) throw error;
    if (place !== key) return;
    complain(error.message);
    if (box.text !== "") return;
    // What couldn't be sent isn't lost.
    box.text = text;
    keepDraft(text);
  }
}

/** Shows an earlier (1) or a later (-1) one of the last commands that can be run here. */
function recall(step) {
  const here = commandsHere();
  const last = lastCommands().filter(({ path }) => here.some((command) => command.path === path));
  const next = recalled + step;
  if (next >= last.length) return;
  if (next < 0) {
    close();
    box.field.focus();
    return;
  }
  reopen(last[next]);
  recalled = next;
  form.recalled = true;
  form.focus();
}
