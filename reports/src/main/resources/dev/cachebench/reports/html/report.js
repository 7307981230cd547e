// Draws the page's charts. All data is in #page-data; every text goes in as text, never as markup.
(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("page-data").textContent);
  const css = getComputedStyle(document.documentElement);
  const colour = (name) => css.getPropertyValue("--" + name).trim();
  const charts = [];
  const AXIS = 54; // the same everywhere, so that charts stand under each other
  const RULER = 17;
  const STATES = [
    { word: "open", colour: "open" },
    { word: "half-open", colour: "half-open" },
    { word: "down", colour: "down" },
  ];
  const DASHES = [[], [7, 3], [2, 3], [9, 3, 2, 3], [4, 2], [12, 4]];

  function make(name, text, className, parent) {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    if (className) element.className = className;
    if (parent) parent.append(element);
    return element;
  }

  // Figures, as the tables write them.
  function number(v) {
    const size = Math.abs(v);
    if (size >= 99.95) return Math.round(v).toLocaleString("en-US");
    if (size >= 9.995) return v.toFixed(1);
    return size === 0 ? "0" : v.toFixed(2);
  }
  function millis(v) {
    if (v >= 999.5) return number(v / 1000) + " s";
    return v >= 0.9995 ? number(v) + " ms" : number(v * 1000) + " µs";
  }
  const short = (text) => text.replace(/\.0+(?= |$)/, "");
  const rate = (v) => number(v) + "/s";
  const percent = (v) => number(v * 100) + " %";
  const seconds = (v) => +v.toFixed(1) + " s";

  // A swatch that shows colour and dash.
  function swatch(line, parent) {
    const ns = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(ns, "svg");
    svg.setAttribute("width", line.area ? 10 : 20);
    svg.setAttribute("height", 10);
    svg.setAttribute("aria-hidden", "true");
    const shape = document.createElementNS(ns, line.area ? "rect" : "line");
    const at = line.area ? { width: 10, height: 10 } : { x1: 0, x2: 20, y1: 5, y2: 5 };
    for (const [key, value] of Object.entries(at)) shape.setAttribute(key, value);
    shape.style[line.area ? "fill" : "stroke"] = `var(--${line.colour})`;
    shape.style.strokeWidth = "2";
    shape.style.strokeDasharray = (line.dash || []).join(" ");
    svg.append(shape);
    parent.append(svg);
  }

  // The caption is also the legend; its figures follow the cursor.
  function caption(title, lines, parent) {
    const element = make("figcaption", "", "", parent);
    make("span", title, "", element);
    return lines.map((line) => {
      const key = make("span", "", "key", element);
      swatch(line, key);
      key.append(line.name + " ");
      return make("b", "", "", key);
    });
  }

  function axes(spec) {
    const look = {
      font: "11px system-ui, sans-serif",
      stroke: () => colour("muted"),
      grid: { stroke: () => colour("grid"), width: 1 },
      ticks: { stroke: () => colour("grid"), width: 1, size: 4 },
    };
    const x = { ...look, ...spec.xAxis, size: 26, gap: 3 };
    const y = { ...look, ...spec.yAxis, size: AXIS, gap: 4, space: 26 };
    return [x, y];
  }

  // spec: title, lines [{name, colour, dash, values, shown, area}], x, height, xAxis, yAxis, scales,
  // read(value), label, under (what is laid under the plot), ruler
  function chart(spec, parent) {
    const figure = make("figure", "", "", parent);
    const keys = caption(spec.title, spec.lines, figure);
    const plot = make("div", "", "plot", figure);
    plot.tabIndex = 0;
    plot.setAttribute("role", "img");
    plot.setAttribute("aria-label", spec.label);
    // Areas are drawn from the tallest down, so that the lowest ends on top.
    const drawn = spec.lines.map((line, i) => ({ line, i }));
    if (spec.stacked) drawn.reverse();
    const options = {
      width: Math.max(200, plot.clientWidth),
      height: spec.height,
      padding: [spec.ruler ? RULER : 6, 8, 0, 0],
      legend: { show: false },
      scales: spec.scales,
      axes: axes(spec),
      cursor: {
        y: false,
        points: { size: 6 },
        ...(spec.sync ? { sync: { key: spec.sync, setSeries: false } } : {}),
      },
      series: [
        {},
        ...drawn.map(({ line }) => ({
          stroke: () => colour(line.area ? "page" : line.colour),
          fill: line.area ? () => colour(line.colour) : undefined,
          width: line.area ? 0.5 : 1.75,
          dash: line.dash,
          points: { show: line.values.length === 1 },
        })),
      ],
      hooks: {
        draw: [(u) => spec.place && spec.place(u)],
        setCursor: [
          (u) => {
            const at = u.cursor.idx;
            spec.lines.forEach((line, i) => {
              const v = at == null || u.cursor.left < 0 ? null : line.values[at];
              keys[i].textContent = v == null ? "" : spec.read(v);
            });
            if (spec.at) spec.at(u, at);
          },
        ],
      },
    };
    const u = new uPlot(options, [spec.x, ...drawn.map(({ line }) => line.shown || line.values)], plot);
    charts.push(u);
    new ResizeObserver(() => {
      const width = Math.max(200, plot.clientWidth);
      if (width !== u.width) u.setSize({ width, height: spec.height });
    }).observe(plot);
    plot.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const from = u.cursor.idx == null ? -1 : u.cursor.idx;
      const to = Math.min(spec.x.length - 1, Math.max(0, from + step));
      u.setCursor({ left: u.valToPos(spec.x[to], "x"), top: 10 }, true, true);
    });
    return u;
  }

  // What lies under a timeline: phases, faults, marks. They are elements, so that they can be read.
  function underlay(timeline, { hasRuler = false, isCovered = false } = {}) {
    const spans = [];
    function lay(u) {
      const ground = isCovered ? u.over : u.under; // areas would hide it
      for (const phase of data.phases) {
        const element = make("div", "", "phase-band", ground);
        if (phase.from < 0) element.classList.add("warmup");
        element.dataset.phase = phase.name;
        spans.push({ element, from: phase.from, to: phase.to });
      }
      for (const fault of timeline.faults) {
        const isPoint = fault.to == null;
        const element = make("div", "", isPoint ? "fault-band point" : "fault-band", ground);
        element.dataset.fault = fault.fault;
        element.dataset.from = fault.from;
        element.dataset.to = isPoint ? fault.from : fault.to;
        spans.push({ element, from: fault.from, to: isPoint ? fault.from : fault.to, isPoint });
      }
      // Changes of state have lanes of their own.
      for (const mark of timeline.marks.filter((m) => m.kind === "fault-failed")) {
        const element = make("div", "", "mark", ground);
        element.dataset.kind = mark.kind;
        element.dataset.at = mark.t;
        spans.push({ element, from: mark.t, to: mark.t, isPoint: true });
      }
      if (hasRuler) {
        const ruler = make("div", "", "ruler", u.root.querySelector(".u-wrap"));
        ruler.setAttribute("aria-hidden", "true");
        for (const phase of data.phases) {
          const element = make("span", phase.from < 0 ? "warm-up" : phase.name, "", ruler);
          element.title = phase.name;
          spans.push({ element, from: phase.from, to: phase.to, clip: true });
        }
        spans.ruler = ruler;
      }
    }
    return (u) => {
      if (!spans.length) lay(u);
      if (spans.ruler) {
        spans.ruler.style.left = u.over.style.left;
        spans.ruler.style.width = u.over.style.width;
      }
      const end = u.over.clientWidth;
      for (const span of spans) {
        const left = u.valToPos(span.from, "x");
        const right = u.valToPos(span.to, "x");
        const from = Math.max(-2, left);
        const to = Math.min(end + 2, right);
        span.element.hidden = to < from || to < 0 || from > end;
        span.element.style.left = from + "px";
        if (!span.isPoint) span.element.style.width = Math.max(0, to - from) + "px";
      }
    };
  }

  // One row for each breaker and each node's view of Redis; bare where all was well.
  const LANE = 15;
  function lanes(timeline) {
    const spans = [];
    const ground = underlay(timeline);
    function lay(u) {
      const wrap = u.root.querySelector(".u-wrap");
      if (!timeline.lanes.length) make("span", "no breaker opened", "no-lane", u.over);
      timeline.lanes.forEach((lane, i) => {
        const name = lane.name.replace("Redis seen", "Redis").replace(", node", "");
        const label = make("span", name, "lane-name", wrap);
        label.title = lane.name;
        label.style.top = u.over.offsetTop + i * LANE + "px";
        const row = make("div", "", "lane", u.over);
        row.style.top = i * LANE + "px";
        row.style.height = LANE - 3 + "px";
        row.dataset.name = lane.name;
        for (const span of lane.spans) {
          const element = make("div", "", "span", row);
          element.dataset.state = span.state;
          element.dataset.from = span.from;
          element.dataset.to = span.to;
          spans.push({ element, from: span.from, to: span.to });
        }
      });
    }
    return (u) => {
      ground(u);
      if (!u.over.querySelector(".lane, .no-lane")) lay(u);
      const end = u.over.clientWidth;
      for (const span of spans) {
        const from = Math.max(0, u.valToPos(span.from, "x"));
        const to = Math.min(end, u.valToPos(span.to, "x"));
        span.element.hidden = to < from || to < 0 || from > end;
        span.element.style.left = from + "px";
        span.element.style.width = Math.max(1, to - from) + "px";
      }
    };
  }
  const stateAt = (lane, t) => {
    const span = lane.spans.find((s) => s.from <= t && t < s.to);
    return span ? span.state : lane.name.startsWith("breaker") ? "closed" : "up";
  };
  const laneWords = (timeline) =>
    timeline.lanes
      .map((lane) => {
        const time = lane.spans.reduce((sum, s) => sum + s.to - s.from, 0);
        return `${lane.name}: ${seconds(time)} in ${lane.spans.length} spans`;
      })
      .join("; ");

  const most = (read) =>
    Math.max(0, ...data.timelines.flatMap((t) => read(t)).filter((v) => v != null));
  const least = (read) =>
    Math.min(...data.timelines.flatMap((t) => read(t)).filter((v) => v != null && v > 0));

  function powers(low, high) {
    const splits = [];
    for (let e = Math.round(Math.log10(low)); e <= Math.round(Math.log10(high)); e++) {
      splits.push(+Math.pow(10, e).toPrecision(1));
    }
    return splits;
  }
  function decades(low, high) {
    if (!isFinite(low) || !(high > 0)) return [0.1, 10];
    const from = Math.pow(10, Math.floor(Math.log10(low)));
    const to = Math.pow(10, Math.ceil(Math.log10(high)));
    return [from, to > from ? to : from * 10];
  }
  const positive = (values) => values.map((v) => (v == null ? null : Math.max(v, 0.001)));

  function timelines(parent) {
    const time = { time: false, range: (u, min, max) => [min, max], min: data.from, max: data.to };
    const times = decades(
      least((t) => t.p50),
      most((t) => t.p99)
    );
    const rates = most((t) => [...t.offered, ...t.achieved, ...t.origin]) * 1.08 || 1;
    const errors = most((t) => t.errors);
    const xAxis = { values: (u, splits) => splits.map((v) => seconds(v)), space: 48 };
    for (const timeline of data.timelines) {
      const article = make("article", "", "", parent);
      article.dataset.target = timeline.target;
      const heading = make("h3", timeline.target, "", article);
      make("small", timeline.role, "", heading);
      const clock = make("small", "", "", heading);
      const at = (u, i) => {
        const here = i == null || u.cursor.left < 0 ? null : timeline.t[i];
        clock.textContent = here == null ? "" : "at " + seconds(here);
      };
      const base = { x: timeline.t, xAxis, sync: "time", at };
      const scales = (y) => ({ x: { ...time }, y });
      const faults = timeline.faults.map((f) => f.fault).join(", ");
      const label = (what) =>
        `${what} of ${timeline.target} over time` + (faults ? `; faults: ${faults}` : "");
      chart(
        {
          ...base,
          title: "Response time",
          label: label("Response time"),
          height: 170,
          ruler: true,
          lines: [
            { name: "p99", colour: "series-4", values: timeline.p99, shown: positive(timeline.p99) },
            { name: "p50", colour: "series-1", values: timeline.p50, shown: positive(timeline.p50), dash: [6, 3] },
          ],
          scales: scales({ distr: 3, range: times }),
          yAxis: {
            splits: () => powers(...times),
            filter: (u, splits) => splits,
            values: (u, splits) => splits.map((v) => short(millis(v))),
          },
          read: millis,
          place: underlay(timeline, { hasRuler: true }),
        },
        article
      );
      const flows = [
        { name: "answered", colour: "series-1", values: timeline.achieved },
        { name: "origin", colour: "origin", values: timeline.origin, dash: [2, 3] },
      ];
      if (timeline.offered.length) {
        flows.unshift({ name: "offered", colour: "series-5", values: timeline.offered, dash: [7, 4] });
      }
      chart(
        {
          ...base,
          title: "Requests",
          label: label("Requests and origin loads per second"),
          height: 130,
          lines: flows,
          scales: scales({ range: [0, rates] }),
          yAxis: { values: (u, splits) => splits.map((v) => v.toLocaleString("en-US") + "/s") },
          read: rate,
          place: underlay(timeline),
        },
        article
      );
      if (data.timelines.some((t) => t.lanes.length)) {
        const count = Math.max(...data.timelines.map((t) => t.lanes.length));
        chart(
          {
            ...base,
            title: "Breaker and Redis",
            label: timeline.lanes.length
              ? `States of ${timeline.target} over time: ${laneWords(timeline)}`
              : `${timeline.target} has no breaker that changed`,
            height: count * LANE + 32,
            lines: STATES.map((state) => ({
              name: state.word,
              colour: state.colour,
              area: true,
              values: timeline.t.map(
                (t) => timeline.lanes.filter((lane) => stateAt(lane, t) === state.word).length
              ),
              shown: timeline.t.map(() => null),
            })),
            scales: scales({ range: [0, 1] }),
            yAxis: { values: (u, splits) => splits.map(() => "") },
            read: (v) => (v ? v + " of " + timeline.lanes.length : ""),
            place: lanes(timeline),
          },
          article
        );
      }
      const tiers = Object.keys(timeline.served).filter((tier) =>
        data.timelines.some((t) => t.served[tier].some((v) => v > 0))
      );
      const sums = timeline.t.map(() => 0);
      chart(
        {
          ...base,
          title: "Served by",
          label: label("Shares of gets by who served them"),
          height: 130,
          stacked: true,
          lines: tiers.map((tier) => ({
            name: /\d/.test(tier) ? tier.toUpperCase() : tier,
            colour: tier,
            area: true,
            values: timeline.served[tier],
            shown: timeline.served[tier].map((v, i) => (v == null ? null : (sums[i] += v))),
          })),
          scales: scales({ range: [0, 1] }),
          yAxis: { values: (u, splits) => splits.map((v) => Math.round(v * 100) + " %") },
          read: percent,
          place: underlay(timeline, { isCovered: true }),
        },
        article
      );
      if (errors > 0) {
        chart(
          {
            ...base,
            title: "Errors",
            label: label("Share of operations that failed"),
            height: 100,
            lines: [{ name: "failed, timed out or refused", colour: "error", values: timeline.errors }],
            scales: scales({ range: [0, Math.min(1, Math.max(0.01, errors * 1.08))] }),
            yAxis: { values: (u, splits) => splits.map((v) => short(number(v * 100)) + " %") },
            read: percent,
            place: underlay(timeline),
          },
          article
        );
      }
    }
    const counts = data.timelines.flatMap((t) => t.achieved.filter((v) => v > 0)).sort((a, b) => a - b);
    const typical = (counts[counts.length >> 1] || 0) * data.width;
    const each = data.width > 1 ? `${data.width} seconds` : "second";
    document.getElementById("samples").textContent =
      (errors > 0 ? "" : "No operation failed. ") +
      `Every point covers one ${each} and about ${number(Math.round(typical))} answers` +
      (typical < 1000 ? ": a p99 of so few is a few slow answers, not a figure." : ".");
  }

  const percentile = (v) => (v < 1.5 ? "0" : "p" + +(100 - 100 / v).toFixed(4));

  // phases: charts of curves over 1 / (1 - q), all with the same scales.
  function percentileScales(phases) {
    const curves = phases.flatMap((chart) => chart.curves);
    return {
      times: decades(
        Math.min(...curves.flatMap((c) => c.y).filter((v) => v > 0)),
        Math.max(0, ...curves.flatMap((c) => c.y))
      ),
      last: Math.max(10, ...curves.flatMap((c) => c.x)),
    };
  }

  function percentileChart(phase, { times, last }, spec, article) {
    const x = phase.curves.reduce((a, c) => (c.x.length > a.length ? c.x : a), []);
    chart(
      {
        ...spec,
        x,
        at: (u, i) => spec.at(i == null || u.cursor.left < 0 ? "" : "at " + percentile(x[i])),
        lines: phase.curves.map((curve) => {
          const values = x.map((_, k) => (k < curve.y.length ? curve.y[k] : null));
          return { ...spec.line(curve), values, shown: positive(values) };
        }),
        scales: { x: { time: false, distr: 3, range: [1, last] }, y: { distr: 3, range: times } },
        xAxis: {
          splits: () => [1, 2, 10, 100, 1e3, 1e4, 1e5, 1e6].filter((v) => v <= last),
          filter: (u, splits) => splits,
          values: (u, splits) => splits.map(percentile),
        },
        yAxis: {
          splits: () => powers(...times),
          filter: (u, splits) => splits,
          // Of many decades in a low chart every other one is named.
          values: (u, splits) =>
            splits.map((v, i) =>
              spec.height < 200 && splits.length > 6 && i % 2 ? "" : short(millis(v))
            ),
        },
        read: millis,
      },
      article
    );
  }

  function percentiles(parent) {
    const scales = percentileScales(data.percentiles);
    const names = [...new Set(data.percentiles.flatMap((p) => p.curves.map((c) => c.name)))];
    for (const phase of data.percentiles.filter((p) => p.curves.length)) {
      const article = make("article", "", "", parent);
      const heading = make("h3", phase.phase, "", article);
      const clock = make("small", "", "", heading);
      const spec = {
        title: "",
        label: `Response time by percentile in phase ${phase.phase}`,
        height: 240,
        sync: "percentile",
        at: (text) => (clock.textContent = text),
        line: (curve) => {
          const i = names.indexOf(curve.name);
          return { name: curve.name, colour: "series-" + ((i % 6) + 1), dash: DASHES[i % 6] };
        },
      };
      percentileChart(phase, scales, spec, article);
    }
  }

  // Who answered, by colour as in the shares above and by dash.
  const OUTCOMES = {
    l1: { name: "L1", dash: [] },
    l2: { name: "L2", dash: [7, 3] },
    stale: { name: "stale", dash: [4, 2] },
    negative: { name: "negative", dash: [9, 3, 2, 3] },
    origin: { name: "origin", dash: [] },
    coalesced: { name: "coalesced", dash: [5, 3] },
    error: { name: "error", dash: [2, 3] },
  };
  function outcomes(parent) {
    const scales = percentileScales(data.outcomes);
    for (const target of new Set(data.outcomes.map((chart) => chart.target))) {
      const article = make("article", "", "", parent);
      const heading = make("h3", target, "", article);
      const clock = make("small", "", "", heading);
      for (const phase of data.outcomes.filter((chart) => chart.target === target)) {
        const spec = {
          title: phase.phase,
          label: `Response time of ${target}'s gets by outcome in phase ${phase.phase}`,
          height: 150,
          sync: "outcome",
          at: (text) => (clock.textContent = text),
          line: (curve) => ({ ...OUTCOMES[curve.name], colour: curve.name }),
        };
        percentileChart(phase, scales, spec, article);
      }
    }
  }

  const repaint = () => charts.forEach((u) => u.redraw(false, true));
  if (data.timelines.length) {
    timelines(document.getElementById("timelines"));
    percentiles(document.getElementById("percentiles"));
    outcomes(document.getElementById("outcomes"));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
    let folded = [];
    for (const [event, isPaper] of Object.entries({ beforeprint: true, afterprint: false })) {
      addEventListener(event, () => {
        document.documentElement.classList.toggle("paper", isPaper);
        if (isPaper) folded = [...document.querySelectorAll("details:not([open])")];
        for (const details of folded) details.open = isPaper;
        repaint();
      });
    }
  }
})();
