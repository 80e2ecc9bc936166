// The panels of the side bar, in their order. Each is
// `{name, parts, build(body), open?, ticks?, shown?()}`: the words `side.NAME` and `side.NAME-about`, the parts of the
// store it shows, how it is built (answers its update), whether it is open at first, is updated every second, is there.

import { bot } from "./bot.js";
import { clock } from "./clock.js";
import { credits } from "./credits.js";
import { faults } from "./faults.js";
import { host } from "./host.js";
import { jump } from "./jump.js";
import { log } from "./log.js";
import { traffic } from "./traffic.js";

export const PANELS = [clock, jump, host, credits, faults, bot, traffic, log];
