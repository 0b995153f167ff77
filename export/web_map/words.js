/* Words in the reader's language, and elements that hold them. All text from data is set as text, never as HTML. */
function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "click") node.addEventListener("click", value);
    else if (value !== null && value !== false) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== ""));
  return node;
}

const bdi = (text) => make("bdi", {}, text);
const fill = (text, fields) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in fields ? fields[name] : whole));
const plural = (forms, number) =>
  fill(forms[new Intl.PluralRules(state.language).select(number)] || forms.other, { count: number.toLocaleString("en") });
const joined = (texts) => texts.filter(Boolean).join(words.comma);
const named = (pair) => (pair ? pair[state.language === "ar" ? 0 : 1] : "");
const placeName = (row) => named(data.places[row.place]?.names) || row.place_name || words.place_not_named;

function formatDay(number, withYear = true) {
  const date = new Date(number * DAY);
  const text = `${date.getUTCDate()} ${words.months[date.getUTCMonth()]}`;
  return withYear ? `${text} ${date.getUTCFullYear()}` : text;
}

function formatRange(start, end) {
  if (start === end) return formatDay(start);
  const one = new Date(start * DAY), other = new Date(end * DAY);
  const sameYear = one.getUTCFullYear() === other.getUTCFullYear();
  if (sameYear && one.getUTCMonth() === other.getUTCMonth()) return `${one.getUTCDate()}–${formatDay(end)}`;
  return `${formatDay(start, !sameYear)} – ${formatDay(end)}`;
}

function dateText(row) {
  if (row.first === null) {
    return row.date_latest ? fill(words.undated_by, { date: formatDay(day(row.date_latest)) }) : words.undated;
  }
  if (row.time_precision === "month") {
    const date = new Date(row.first * DAY);
    return `${words.months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
  }
  return joined([formatRange(row.first, row.last), row.time_of_day && words.time_of_day[row.time_of_day].toLowerCase()]);
}
