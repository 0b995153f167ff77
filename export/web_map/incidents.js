/* One incident with its words. */
const RIGHT_TO_LEFT = ["ar", "fa", "he", "ur", "ckb"];

function incident(row) {
  const weapons = row.weapons.map((one) => words.weapon[one]).join(" + ");
  const munitions = row.munition_count === null ? weapons
    : weapons ? `${weapons} × ${row.munition_count}` : plural(words.munitions, row.munition_count);
  const parties = row.attackers.length || row.targets.length
    ? [row.attackers, row.targets].map((ids) => joined(ids.map((id) => named(data.actors[id]))) || words.not_named).join(` ${words.arrow} `) : "";
  const losses = joined([
    row.fatalities === null ? "" : plural(words.killed, row.fatalities),
    row.injuries === null ? "" : plural(words.injured, row.injuries),
  ]);
  const status = make("span", { class: `status status-${row.status}` }, make("i", { class: "dot", "aria-hidden": "true" }), words.status[row.status]);
  const place = state.chosen === null
    ? (row.place >= 0 ? make("button", { type: "button", class: "go", click: () => choose(row.place) }, placeName(row)) : bdi(placeName(row))) : null;
  const facts = [munitions, row.outcome === "unknown" ? "" : words.outcome[row.outcome], row.detail].filter(Boolean);
  const line = (label, text) => (text ? make("p", {}, label && make("b", {}, `${label}: `), bdi(text)) : null);
  return make("article", { class: "incident", id: row.id, tabindex: "-1" },
    make("h3", {}, dateText(row)),
    place && make("p", {}, place),
    make("p", {}, status, ...facts.flatMap((fact) => [" · ", bdi(fact)])),
    line("", parties),
    line("", losses),
    line(words.according_to, joined(row.sources.map((one) => named(data.sources[one])))),
    line(words.certainty, row.certainty === "explicit" ? "" : words.certainty_terms[row.certainty]),
    line(words.precision, [row.time_precision === "day" ? "" : words.precision_terms[row.time_precision],
      row.place >= 0 && row.geo_precision > 1 ? words.approximate : ""].filter(Boolean).join(" · ")),
    ...row.versions.map(([source, outcome, used]) =>
      line(words.sources_differ, [named(data.sources[source]), words.outcome[outcome], ...used.map((one) => words.weapon[one])].filter(Boolean).join(" · "))),
    ...row.reports.map(report),
    make("p", { class: "id" }, permalink(row)));
}

function report([article, pieces, others]) {
  const { publisher, published, inferred, title, url, after, language } = data.articles[article];
  const right = RIGHT_TO_LEFT.includes(language);
  const marked = (text, field) =>
    make("mark", { class: `kind-${data.evidence[field]}`, "data-kind": words.field[data.evidence[field]] }, text);
  const quote = make("blockquote", { lang: language, dir: right ? "rtl" : "auto" },
    ...pieces.map((piece) => (typeof piece === "string" ? piece : marked(...piece))));
  const when = published ? formatDay(day(published)) : words.publication_unknown;
  const link = (text) => (/^https?:\/\//i.test(url || "")
    ? make("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow" }, text) : bdi(text));
  const caption = make("figcaption", { title }, link(named(publisher) || words.publisher_unknown), " · ",
    bdi(inferred && published ? fill(words.inferred_date, { date: when }) : when),
    after ? make("span", { class: "sample" }, fill(words.sample, { source: `\u2068${named(after)}\u2069` })) : null);
  const also = others.length ? make("details", {}, make("summary", {}, words.other_words),
    ...others.map(([text, field]) => make("p", {}, `${words.field[data.evidence[field]]}: `, make("q", { lang: language, dir: right ? "rtl" : "auto" }, text)))) : null;
  return make("figure", {}, quote, caption, also);
}

/* An incident's own address: on the newsroom's map where it has a public one, else in this page. */
function permalink(row) {
  if (!data.address) return make("a", { href: `#${row.id}` }, row.id);
  const where = row.place >= 0 ? { at: data.places[row.place].id } : { panel: "unplaced" };
  const query = new URLSearchParams({ ...where, incident: row.id });
  return make("a", { href: `${data.address}/?${query}`, target: "_blank", rel: "noopener noreferrer" }, row.id);
}
