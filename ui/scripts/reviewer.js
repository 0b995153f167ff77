/* Keeps the reviewer's name in this browser, so that a link into review does not ask for it again. */

const KEY = "rasid.reviewer";

export default function draw({ data, setTriggerValue }) {
  try {
    if (data.name) localStorage.setItem(KEY, data.name);
    else if (data.forget) localStorage.removeItem(KEY);
    else if (localStorage.getItem(KEY)) setTriggerValue("name", localStorage.getItem(KEY));
  } catch {
    // A browser may refuse to keep anything: then the name is asked for again.
  }
}
