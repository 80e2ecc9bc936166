// Reads from the traffic what the person did with the bot, and how it was answered.

const EPHEMERAL = 64;
/** Interactions that are remembered; answers come soon after their question. */
const REMEMBERED = 50;

/** A main button, such as one that saves. */
const PRIMARY = 1;

const CALLBACK = /\/interactions\/\d+\/([^/?]+)\/callback/;
const POST = /\/channels\/\d+\/messages$/;
const WEBHOOK = /\/webhooks\/\d+\/([^/?]+)/;

/** The token in a path, as the interaction has it. */
function tokenOf(path) {
  const token = (CALLBACK.exec(path) ?? WEBHOOK.exec(path))?.[1];
  try {
    return token === undefined ? null : decodeURIComponent(token);
  } catch {
    return null;
  }
}

/** The buttons and menus of a message. */
const controlsOf = (message) => (message?.components ?? []).flatMap((row) => row.components ?? []);

const idsOf = (message) => controlsOf(message).map((control) => control.custom_id ?? "");

/** Was the button that was pressed the main one of a private message? */
function isMain({ message, data }) {
  const pressed = controlsOf(message).find((button) => button.custom_id === data?.custom_id);
  return pressed?.style === PRIMARY && (message.flags & EPHEMERAL) !== 0;
}

/** What the bot posted by itself; null for anything else. `fault` names the fault that hit it. */
function postOf({ method, path, status, body, fault = null }) {
  const isPost = method === "POST" && POST.test(path) && Boolean(status);
  return isPost ? { posted: true, fault, embeds: body?.embeds?.length ?? 0, ids: idsOf(body) } : null;
}

/** The message that an exchange carried to the person; null for none, such as a deferral. */
function messageOf({ path, body, method }) {
  if (method === "DELETE" || body === null || body === undefined) return null;
  if (!CALLBACK.test(path)) return body;
  return body.type === 4 || body.type === 7 ? (body.data ?? null) : null;
}

/**
 * Answers a function that takes the traffic's entries in their order and answers a deed when one is complete:
 * `{type, component, command, ids, main, note, embeds, components, hidden}`, or `{posted, fault, embeds, ids}` for one
 * of the bot's own; `ids` are the `custom_id`s of what was pressed, or of all that can be pressed.
 * @param {() => string} me the person's id
 * @param {() => any} note what to write down of the moment a question is asked
 */
export function reader(me, note) {
  const asked = new Map();

  const question = (d) => {
    if ((d.member?.user ?? d.user)?.id !== me()) return;
    const { type, token, data } = d;
    asked.set(token, { type, component: data?.component_type, command: data?.name, ids: [data?.custom_id ?? ""],
      main: isMain(d), note: note(), hidden: false });
    if (asked.size > REMEMBERED) asked.delete(asked.keys().next().value);
  };

  const answer = (rest) => {
    const of = asked.get(tokenOf(rest.path));
    if (of === undefined || !rest.status || rest.status >= 300) return null;
    const flags = (rest.body?.data?.flags ?? 0) | (rest.body?.flags ?? 0) | (rest.response?.flags ?? 0);
    of.hidden ||= (flags & EPHEMERAL) !== 0;
    const message = messageOf(rest);
    if (message === null) return null;
    return { ...of, embeds: message.embeds?.length ?? 0, components: message.components?.length ?? 0 };
  };

  return (entry) => {
    if (entry.gateway === "INTERACTION_CREATE") question(entry.d);
    return entry.rest ? (postOf(entry.rest) ?? answer(entry.rest)) : null;
  };
}
