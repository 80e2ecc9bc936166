// Files that the reader picks: what Discord takes, and what the world is sent of them.

import { Refused } from "./api.js";
import { t } from "./words.js";

/** Discord's limit for people without a subscription. */
const LARGEST = 10 * 1024 * 1024;

/** Would Discord take it? */
export const fits = (file) => file.size <= LARGEST;

/** What the world is sent for a file. */
export async function upload(file) {
  const address = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(new Refused(0, t("file.unreadable", { name: file.name })));
    reader.readAsDataURL(file);
  });
  const type = file.type === "" ? "application/octet-stream" : file.type;
  return { filename: file.name, content_type: type, base64: address.slice(address.indexOf(",") + 1) };
}
