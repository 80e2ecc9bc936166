// Reads from the traffic what the person did with the bot, and how it was answered.

const EPHEMERAL = 64;
/** Interactions that are remembered; answers come soon after their question. */
const REMEMBERED = 50;

const CALLBACK = /\/interactions\/\d+\/([^/?]+)\/callback/;
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

/** The message that an exchange carried to the person; null for none, such as a deferral. */
function messageOf({ path, body, method }) {
  if (method === "DELETE" || body === null || body === undefined) return null;
  if (!CALLBACK.test(path)) return body;
  return body.type === 4 || body.type === 7 ? (body.data ?? null) : null;
}

/**
 * Answers a function that takes the traffic's entries in their order and answers a deed when one is complete:
 * `{type, component, command, note, embeds, components, hidden}`.
 * @param {() => string} me the person's id
 * @param {() => any} note what to write down of the moment a question is asked
 */
export function reader(me, note) {
  const asked = new Map();

  const question = (d) => {
    if ((d.member?.user ?? d.user)?.id !== me()) return;
    const { type, token, data } = d;
    asked.set(token, { type, component: data?.component_type, command: data?.name, note: note(), hidden: false });
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
    return entry.rest ? answer(entry.rest) : null;
  };
}
