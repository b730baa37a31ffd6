/// How the page looks.
let htmlStyle = """
  :root { color-scheme: light dark; --line: #8885; --soft: #8882; }
  body { font: 15px/1.45 system-ui, sans-serif; max-width: 72rem; margin: 0 auto; padding: 1rem; }
  h1, h2 { line-height: 1.2; } h2 { margin-top: 2rem; font-size: 1.15rem; }
  .wide { overflow-x: auto; }
  table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
  th, td { padding: .25rem .6rem; border-bottom: 1px solid var(--line); text-align: right;
    white-space: nowrap; }
  th:first-child, td:first-child { text-align: left; }
  .matrix td { text-align: center; border: 1px solid var(--line); }
  .shade { background: rgb(39 134 84 / calc(var(--share) * 55%)); }
  .shade.fake { background: rgb(196 108 30 / calc(var(--share) * 55%)); }
  .withheld { font-style: italic; opacity: .7; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .8rem; font-size: .9rem; }
  dt { font-weight: 600; } dd { margin: 0; } ul { font-size: .9rem; }
  .charts { display: flex; flex-wrap: wrap; gap: 1rem; }
  .charts text { font-size: 11px; fill: currentColor; } .charts .head { font-weight: 600; }
  .charts .axis { stroke: var(--line); }
  #browser { display: grid; grid-template-columns: 17rem 1fr; gap: 1rem; }
  #filter { width: 100%; }
  #episodes { list-style: none; margin: .5rem 0; padding: 0; max-height: 80vh; overflow-y: auto; }
  #episodes button { width: 100%; text-align: left; border: 0; padding: .3rem .5rem; font: inherit;
    color: inherit; background: none; cursor: pointer; border-left: 4px solid #b33; }
  #episodes button.success { border-color: #278654; }
  #episodes button.failed { border-color: #888; }
  #episodes button[aria-current] { background: var(--soft); }
  .turn { border-top: 1px solid var(--line); padding: .6rem 0; display: grid; gap: .8rem;
    grid-template-columns: 1fr auto; }
  .turn h3 { font-size: 1rem; margin: 0; } .turn img { max-width: 14rem; background: #fff; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: .3rem 0; padding: .5rem;
    background: var(--soft); font-size: .85rem; }
  mark { background: rgb(39 134 84 / 22%); color: inherit; }
  mark.false { background: rgb(196 108 30 / 30%); }
  mark.first-false { background: rgb(200 40 40 / 38%); outline: 2px solid #c22; }
  .note { color: #c22; font-weight: 600; }
  """

/// What makes the browser of episodes work. Whatever a policy said enters the page as text.
let htmlScript = """
  (() => {
    const source = document.getElementById("data");
    if (!source) return;
    const data = JSON.parse(source.textContent);
    const list = document.getElementById("episodes");
    const view = document.getElementById("episode");
    const filter = document.getElementById("filter");

    const element = (name, text, style) => {
      const made = document.createElement(name);
      if (text !== undefined) made.textContent = text;
      if (style) made.className = style;
      return made;
    };

    const reply = (pieces) => {
      const box = element("pre");
      for (const piece of pieces) {
        if (piece.kind === "plain") { box.append(piece.text); continue; }
        const mark = element("mark", piece.text, piece.kind);
        mark.title = piece.fault ?? "true";
        box.append(mark);
      }
      return box;
    };

    const turn = (turn, number) => {
      const row = element("section", undefined, "turn");
      const left = element("div");
      left.append(element("h3", `Turn ${number + 1}`));
      if (turn.prompt !== undefined) {
        const prompt = element("details");
        prompt.append(element("summary", "Prompt"), element("pre", data.texts[turn.prompt]));
        left.append(prompt);
      }
      left.append(reply(turn.reply));
      left.append(element("p", `${turn.verdict}; ${turn.obedience}; reward ${turn.reward}`));
      for (const note of turn.notes) left.append(element("p", note, "note"));
      row.append(left);
      if (turn.picture !== undefined) {
        const picture = element("img");
        picture.alt = "the state that the prompt shows";
        picture.src = "data:image/svg+xml," + encodeURIComponent(data.texts[turn.picture]);
        row.append(picture);
      }
      return row;
    };

    const show = (episode, button) => {
      for (const other of list.querySelectorAll("[aria-current]")) {
        other.removeAttribute("aria-current");
      }
      button.setAttribute("aria-current", "true");
      const kind = episode.isFake ? " (a fake: success rewards disobedience)" : "";
      const shortest = episode.shortest === undefined
        ? "" : ` The shortest solution takes ${episode.shortest} actions.`;
      view.replaceChildren(
        element("h3", `${episode.name}: ${episode.outcome}${kind}`),
        element("p", `Played by ${episode.policy}.${shortest}`),
        ...episode.turns.map(turn));
      if (episode.failure) view.append(element("p", episode.failure, "note"));
    };

    const fill = () => {
      const shown = data.episodes.filter(
        (episode) => filter.value === "" || filter.value === episode.set
          || filter.value === episode.outcome);
      const buttons = shown.map((episode) => {
        const button = element("button", episode.name, episode.outcome.replaceAll(" ", "-"));
        button.addEventListener("click", () => show(episode, button));
        return button;
      });
      list.replaceChildren(...buttons.map((button) => {
        const item = element("li");
        item.append(button);
        return item;
      }));
      if (buttons.length > 0) show(shown[0], buttons[0]);
    };

    const choices = ["", ...new Set(data.episodes.map((episode) => episode.outcome)),
      ...new Set(data.episodes.map((episode) => episode.set))];
    for (const choice of choices) {
      const option = element("option", choice === "" ? "all episodes" : choice);
      option.value = choice;
      filter.append(option);
    }
    filter.addEventListener("change", fill);
    fill();
  })();
  """
