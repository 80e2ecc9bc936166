// Fields of a modal. Each is `{element, name, read(), problem()}`: what it holds, and a sentence when that won't do.

import { fill, freshId, h, warning } from "../dom.js";
import { fits, upload } from "../files.js";
import { t } from "../words.js";
import { chosenAtFirst, optionsOf, placeholderOf } from "./choices.js";
import { markdown } from "./markdown.js";
import { menu } from "./menu.js";

/** Label, description, the control, its error: the same around every field. */
function frame(of, label, control, ...more) {
  const error = h("p", { class: "error-text", id: freshId("error") });
  const about = of.description && h("p", { class: "soft", id: freshId("about"), dir: "auto" }, of.description);
  control.setAttribute("aria-describedby", [about?.id, error.id].filter(Boolean).join(" "));
  const element = h("div", { class: "modal-field" }, label, about, control, more, error);
  const show = (sentence) => {
    fill(error, sentence && [warning(), sentence]);
    if (control.matches("input, textarea")) control.setAttribute("aria-invalid", String(Boolean(sentence)));
  };
  element.addEventListener("input", () => show(null));
  return { element, show, focus: () => control.focus() };
}

const star = (required) => required && h("span", { class: "required", title: t("modal.required") }, " *");

function textInput(of, label) {
  const required = of.required !== false;
  const id = freshId("input");
  const most = of.max_length ?? 4000;
  const input = h(of.style === 2 ? "textarea" : "input", {
    id, class: "field", placeholder: of.placeholder, maxlength: most, rows: of.style === 2 ? 5 : null,
    type: of.style === 2 ? null : "text", autocomplete: "off", dir: "auto", "aria-required": String(required),
  });
  input.value = of.value ?? "";
  const counter = h("span", { class: "counter soft" });
  const count = () => fill(counter, of.style === 2 || of.max_length ? `${[...input.value].length}/${most}` : "");
  input.addEventListener("input", count);
  count();
  const title = h("label", { for: id, dir: "auto" }, label.label ?? of.label, star(required));
  const around = frame(label, title, input, counter);
  const problem = () => {
    const length = [...input.value].length;
    if (required && length === 0) return t("modal.required");
    if (length > 0 && length < (of.min_length ?? 0)) return t("modal.too-short", { least: of.min_length });
    return null;
  };
  return { ...around, name: of.custom_id, read: () => input.value, problem };
}

function selectInput(of, label) {
  const required = of.required !== false;
  let values = chosenAtFirst(of);
  const control = menu({
    name: of.custom_id, placeholder: placeholderOf(of), options: optionsOf(of), chosen: values,
    least: required ? (of.min_values ?? 1) : 0, most: of.max_values ?? 1,
    onchoose: (chosen) => {
      values = chosen;
      around.show(null);
    },
  });
  const box = h("div", { role: "group", "aria-label": label.label }, control);
  const around = frame(label, h("span", { class: "label", dir: "auto" }, label.label, star(required)), box);
  return {
    ...around, focus: () => control.firstElementChild.focus(), name: of.custom_id, read: () => values,
    problem: () => (required && values.length === 0 ? t("modal.required") : null),
  };
}

/** Radio buttons and check boxes, one below the other. */
function choiceInput(of, label) {
  const required = of.required !== false;
  const many = of.type === 22;
  const name = freshId("choice");
  const inputs = of.options.map((option) =>
    h("input", { type: many ? "checkbox" : "radio", name, value: option.value, checked: option.default }));
  const rows = inputs.map((input, n) => h("label", { class: "choice" }, input,
    h("span", {}, h("bdi", {}, of.options[n].label),
      of.options[n].description && h("small", { class: "soft", dir: "auto" }, of.options[n].description))));
  const box = h("div", { role: many ? "group" : "radiogroup", "aria-label": label.label }, rows);
  const around = frame(label, h("span", { class: "label", dir: "auto" }, label.label, star(required)), box);
  const chosen = () => inputs.filter((input) => input.checked).map((input) => input.value);
  const least = many ? (of.min_values ?? 1) : 1;
  const most = many ? (of.max_values ?? of.options.length) : 1;
  const problem = () => {
    const count = chosen().length;
    if (count === 0) return required ? t("modal.required") : null;
    return count < least || count > most ? t("menu.count", { count, least, most }) : null;
  };
  return {
    ...around, focus: () => inputs[0].focus(), name: of.custom_id, problem,
    read: () => (many ? chosen() : (chosen()[0] ?? null)),
  };
}

function tickInput(of, label) {
  const input = h("input", { type: "checkbox", checked: of.default });
  const around = frame(label, null, h("label", { class: "choice" }, input, h("bdi", {}, label.label)));
  return { ...around, focus: () => input.focus(), name: of.custom_id, read: () => input.checked, problem: () => null };
}

function fileInput(of, label) {
  const required = of.required !== false;
  const id = freshId("file");
  const least = of.min_values ?? 1;
  const most = of.max_values ?? 1;
  const input = h("input", { id, type: "file", class: "field", multiple: most > 1 });
  const around = frame(label, h("label", { for: id, dir: "auto" }, label.label, star(required)), input);
  const problem = () => {
    const files = [...input.files];
    const count = files.length;
    if (count === 0) return required ? t("modal.required") : null;
    if (count < least || count > most) return t("menu.count", { count, least, most });
    return files.every(fits) ? null : t("file.too-large");
  };
  const read = () => Promise.all([...input.files].map(upload));
  return { ...around, name: of.custom_id, read, problem };
}

function labelled(of, label) {
  if (of.type === 4) return textInput(of, label);
  if (of.type === 19) return fileInput(of, label);
  if (of.type === 23) return tickInput(of, label);
  if (of.type === 21 || of.type === 22) return choiceInput(of, label);
  return selectInput(of, label);
}

/** The field of a modal's top component; a text has nothing to read. */
export function field(top) {
  if (top.type === 1) return textInput(top.components[0], {});
  if (top.type === 18) return labelled(top.component, top);
  return { element: h("div", { class: "text" }, markdown(top.content ?? "")) };
}
