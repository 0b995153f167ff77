/* Copy the view's address, with the map's own centre and zoom in its hash, or a line to cite it by. */
"use strict";

const shares = new WeakMap();

export default function draw({ parentElement: root, data, setTriggerValue }) {
  if (!shares.has(root)) shares.set(root, build(root));
  const { link, other, cite, note, box, text, copy } = shares.get(root);
  const { words, citation } = data;
  link.textContent = words.link;
  other.textContent = words.other;
  other.hidden = !data.other;
  cite.textContent = words.cite;
  copy.textContent = words.copy;
  text.setAttribute("aria-label", words.citation);
  const tell = (done) => { note.textContent = done ? words.copied : words.by_hand; };
  const handOn = async (address) => {
    const done = await put(address);
    tell(done);
    if (!done) show(address);
  };
  link.onclick = () => handOn(location.href);
  other.onclick = () => handOn(pinnedTo(data.other));
  cite.onclick = () => {
    note.textContent = "";
    setTriggerValue("cite", true);
  };
  copy.onclick = async () => tell(await put(text.value));
  const before = cite.getAttribute("aria-expanded") === "true";
  cite.setAttribute("aria-expanded", String(Boolean(citation)));
  if (!citation) box.hidden = true;
  else if (!before) show(`${citation} ${location.href}`);
  else text.value = `${citation} ${location.href}`;

  function show(value) {
    box.hidden = false;
    text.value = value;
    text.dir = "auto";
    text.focus();
    text.select();
  }
}

/* The view's address on another state of the record; none of a pin's parts is the present one. */
function pinnedTo(pin) {
  const address = new URL(location.href);
  for (const name of ["version", "as_known"]) address.searchParams.delete(name);
  for (const [name, values] of Object.entries(pin)) address.searchParams.set(name, values[0]);
  return address.href;
}

/* Whether the clipboard took it: browsers refuse on pages that are neither local nor encrypted. */
async function put(value) {
  if (!navigator.clipboard) return false;
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch (refused) {
    if (refused instanceof DOMException) return false;
    throw refused;
  }
}

function build(root) {
  const make = (kind, className, parent, attributes = {}) => {
    const node = document.createElement(kind);
    node.className = className;
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    parent.append(node);
    return node;
  };
  const frame = make("div", "share", root);
  const link = make("button", "textual copy-link", frame, { type: "button" });
  const other = make("button", "textual copy-other", frame, { type: "button" });
  const cite = make("button", "textual cite", frame, { type: "button", "aria-expanded": "false" });
  const note = make("span", "note", frame, { role: "status" });
  const box = make("div", "citation", frame);
  box.hidden = true;
  const text = make("textarea", "", box, { readonly: "", rows: "3" });
  const copy = make("button", "textual", box, { type: "button" });
  return { link, other, cite, note, box, text, copy };
}
