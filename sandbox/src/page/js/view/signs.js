// Discord's signs for kinds of channels, drawn with text so that they take the colour of what stands beside them.

import { h } from "../dom.js";

/** Text, DM, announcement, thread of an announcement, public and private thread, forum. */
const SIGNS = new Map([
  [0, "#"], [1, "@"], [5, "📣"], [10, "🧵"], [11, "🧵"], [12, "🧵"], [15, "💬"],
]);

/** Is it a thread? */
export const isThread = (channel) => channel.type >= 10 && channel.type <= 12;

/** The sign of a kind of channel; the name beside it says enough to somebody who doesn't see it. */
export const channelSign = (type) => h("span", { class: "sign", "aria-hidden": "true" }, SIGNS.get(type) ?? "#");
