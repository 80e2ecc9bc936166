// Discord's signs for kinds of channels: masks in CSS, so that they take the colour of what stands beside them.

import { h } from "../dom.js";

/** Text, DM, announcement, thread of an announcement, public and private thread, forum. */
const SIGNS = new Map([
  [0, "text"], [1, "direct"], [5, "news"], [10, "thread"], [11, "thread"], [12, "thread"], [15, "forum"],
]);

/** Is it a thread? */
export const isThread = (channel) => channel.type >= 10 && channel.type <= 12;

/** The sign of that name. */
export const sign = (name) => h("span", { class: `sign sign-${name}`, "aria-hidden": "true" });

/** The sign of a kind of channel; the name beside it says enough to somebody who doesn't see it. */
export const channelSign = (type) => sign(SIGNS.get(type) ?? "text");
