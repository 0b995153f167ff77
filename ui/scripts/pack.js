/* The button that makes the report pack. It is a link of the kind that learns the map's extent when it is clicked, see
   `geo/static/map.js`, so that the pack's pictures show what the map shows. */
"use strict";

export default function draw({ parentElement: root, data, setTriggerValue }) {
  const link = root.querySelector("a") || build(root);
  link.textContent = data.label;
  link.onclick = (event) => {
    event.preventDefault();
    setTriggerValue("make", new URL(link.href).searchParams.get("bbox") || "");
  };
}

function build(root) {
  const line = document.createElement("p");
  const link = document.createElement("a");
  line.className = "downloads";
  for (const [name, value] of Object.entries({ href: "download/pack", role: "button", "data-export": "pack" })) {
    link.setAttribute(name, value);
  }
  link.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    link.click();
  });
  line.append(link);
  root.append(line);
  return link;
}
