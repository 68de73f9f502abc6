(() => {
  "use strict";
  const specs = JSON.parse(document.getElementById("charts").textContent);
  const root = document.documentElement;
  const live = [];

  const color = name => getComputedStyle(root).getPropertyValue("--" + name).trim();
  const tidy = value => Math.abs(value) >= 1e7 || (value !== 0 && Math.abs(value) < 1e-5)
    ? value.toExponential(1)
    : Number(value.toPrecision(4)).toLocaleString("en-US", { maximumFractionDigits: 10 });

  // Colour and stroke of each role; a dash tells lines apart where colour does not.
  const strokes = {
    train: () => ({ borderColor: color("grey"), borderDash: [5, 3] }),
    // A solver's validation is looked at now and then: joined over the gaps.
    validation: () => ({ borderColor: color("accent"), borderWidth: 2.5, spanGaps: true }),
    rate: () => ({ borderColor: color("accent"), stepped: "before" }),
    curve: () => ({ borderColor: color("accent"), borderWidth: 2.5 }),
    // The step of average precision: each step takes the precision at its far end.
    stepped: () => ({ borderColor: color("accent"), borderWidth: 2.5, stepped: "after" }),
    chance: () => ({ borderColor: color("grey"), borderDash: [2, 4], borderWidth: 1.5, showLine: true }),
    point: () => ({ borderColor: color("tumour"), backgroundColor: color("tumour"), showLine: false, pointRadius: 6, pointHoverRadius: 7, pointStyle: "circle" }),
    chosen: () => ({ borderColor: color("tumour-2"), backgroundColor: color("tumour-2"), showLine: false, pointRadius: 7, pointHoverRadius: 8, pointStyle: "rectRot" }),
    observed: () => ({ borderColor: color("accent"), backgroundColor: color("accent"), pointRadius: 4.5, pointStyle: "circle", counted: true }),
  };

  // Models side by side: colour, dash and shape of each differ.
  const models = [["accent", [], "circle"], ["tumour", [7, 3], "triangle"], ["none-2", [2, 3], "rectRot"], ["tumour-2", [10, 3, 2, 3], "rect"], ["tumour-3", [4, 4], "star"], ["grey", [1, 2], "crossRot"]];
  models.forEach(([name, borderDash, pointStyle], i) => {
    const line = () => ({ borderColor: color(name), backgroundColor: color(name), borderDash, pointStyle, borderWidth: 2.5, showLine: true });
    strokes["curve-" + i] = () => ({ ...line(), pointRadius: 0 });
    strokes["promise-" + i] = () => ({ ...line(), borderWidth: 1.5, pointRadius: 4 });
  });

  // Several classes may share a label: same family of colours, other shapes.
  const kin = {
    tumour: [["tumour", "triangle"], ["tumour-2", "rectRot"], ["tumour-3", "rect"]],
    none: [["none", "circle"], ["none-2", "crossRot"]],
  };
  const family = (spec, series) => {
    const members = kin[series.role];
    if (!members) return {};
    const [name, pointStyle] = members[spec.series.filter(s => s.role === series.role).indexOf(series) % members.length];
    return { borderColor: color(name), backgroundColor: color(name), pointStyle };
  };

  const dataset = (spec, series, order) => {
    const lone = series.points.length === 1;
    const style = {
      label: series.name, order, borderWidth: 2, tension: 0, clip: 8,
      pointRadius: spec.kind === "line" && !lone ? 0 : 4, pointHitRadius: 8,
      ...(strokes[series.role] || (() => ({})))(), ...family(spec, series),
    };
    if (series.role === "chance") Object.assign(style, { pointRadius: 0, pointHitRadius: 0, pointHoverRadius: 0 });
    if (spec.kind === "bars") {
      return { ...style, data: series.points.map(p => p.y), borderWidth: 0, barPercentage: 1, categoryPercentage: .92, pointStyle: "rect" };
    }
    if (spec.kind === "scatter" && !style.counted && style.showLine !== true) {
      Object.assign(style, {
        backgroundColor: style.borderColor + "66", borderWidth: 1.2,
        pointRadius: context => Math.min(16, 2.6 + 1.3 * Math.sqrt((context.raw && context.raw.count) || 1)),
      });
    }
    return { ...style, data: series.points };
  };

  const axis = (spec, position) => {
    const across = position === "x";
    const side = spec[position];
    const bars = spec.kind === "bars";
    const ratio = side.min !== null && side.max === 1;
    const ticks = { color: color("muted"), maxRotation: 0, autoSkipPadding: 14, font: { size: 12 } };
    if (!(bars && across)) ticks.callback = value => side.scale === "magnitude" ? tidy(Math.abs(value)) : tidy(value);
    if (side.scale === "whole" || side.scale === "magnitude") ticks.precision = 0;
    if (ratio) ticks.stepSize = side.max - side.min > .6 ? .2 : .1;
    const logarithmic = side.scale === "log";
    if (logarithmic) {
      // Two, five and ten only: the others crowd.
      ticks.autoSkip = false;
      ticks.callback = value => {
        const leading = value / 10 ** Math.floor(Math.log10(value) + 1e-9);
        return [1, 2, 5].some(one => Math.abs(leading - one) < 1e-6) ? tidy(value) : "";
      };
    }
    return {
      type: bars && across ? "category" : logarithmic ? "logarithmic" : "linear",
      stacked: bars, min: side.min ?? undefined, max: side.max ?? undefined,
      grace: side.scale === "linear" && side.max === null ? "5%" : 0,
      title: { display: true, text: side.title, color: color("muted"), font: { size: 12 } },
      grid: { color: bars && across ? "transparent" : color("faint"), tickColor: "transparent" },
      border: { color: color("line") },
      ticks,
    };
  };

  const tooltip = spec => ({
    displayColors: true,
    callbacks: {
      title: items => spec.kind === "bars" ? items[0].label : spec.x.scale === "whole" ? spec.x.title + " " + items[0].parsed.x : "",
      label: item => {
        const point = item.raw;
        if (spec.kind === "bars") return `${item.dataset.label}: ${Math.abs(point)}`;
        const scans = point.count ? ` (${point.count} ${point.count === 1 ? "scan" : "scans"})` : "";
        return spec.x.scale === "whole"
          ? `${item.dataset.label}: ${tidy(point.y)}`
          : `${item.dataset.label}: ${tidy(point.x)}, ${tidy(point.y)}${scans}`;
      },
    },
  });

  // Vertical lines with a word, such as the best epoch.
  const marks = {
    id: "marks",
    afterDatasetsDraw(chart, args, options) {
      const { ctx, chartArea: area, scales } = chart;
      for (const mark of options.list) {
        const x = scales.x.getPixelForValue(mark.x);
        if (!(x >= area.left - 1 && x <= area.right + 1)) continue;
        ctx.save();
        ctx.strokeStyle = ctx.fillStyle = color("muted");
        ctx.setLineDash([3, 3]);
        ctx.beginPath();
        ctx.moveTo(x, area.top);
        ctx.lineTo(x, area.bottom);
        ctx.stroke();
        // Above the plot, where no line can cross the word.
        ctx.font = "12px system-ui, sans-serif";
        const half = ctx.measureText(mark.label).width / 2;
        ctx.textAlign = "center";
        ctx.fillText(mark.label, Math.max(area.left + half, Math.min(x, area.right - half)), area.top - 7);
        ctx.restore();
      }
    },
  };

  // Intervals through, and counts beside, the points of a series that asks for them.
  const evidence = {
    id: "evidence",
    beforeDatasetsDraw(chart) {
      const { ctx, scales } = chart;
      chart.data.datasets.filter(d => d.counted).forEach(d => d.data.forEach(p => {
        const x = scales.x.getPixelForValue(p.x);
        ctx.save();
        ctx.strokeStyle = d.borderColor;
        ctx.globalAlpha = .4;
        ctx.lineWidth = 2;
        ctx.beginPath();
        ctx.moveTo(x, scales.y.getPixelForValue(p.low));
        ctx.lineTo(x, scales.y.getPixelForValue(p.high));
        ctx.stroke();
        ctx.globalAlpha = 1;
        ctx.fillStyle = color("muted");
        ctx.font = "12px system-ui, sans-serif";
        const left = p.x > .9;
        ctx.textAlign = left ? "right" : "left";
        ctx.fillText(String(p.count), x + (left ? -8 : 8), scales.y.getPixelForValue(p.y) + (p.y > .5 ? 14 : -6));
        ctx.restore();
      }));
    },
  };

  const isStroke = (spec, set) => set.showLine === true || (spec.kind === "line" && set.pointRadius === 0);

  const legendLabels = (spec, sets) => ({
    color: color("muted"), usePointStyle: true, boxHeight: 8,
    // Points keep their shape only at this width; lines alone may be longer, to show their dashes.
    pointStyleWidth: sets.every(set => isStroke(spec, set)) ? 26 : 8 * Math.SQRT2,
    generateLabels: chart => Chart.defaults.plugins.legend.labels.generateLabels(chart)
      .sort((a, b) => a.datasetIndex - b.datasetIndex)
      .map(item => {
        const set = chart.data.datasets[item.datasetIndex];
        return { ...item, lineDash: set.borderDash || [], pointStyle: isStroke(spec, set) ? "line" : set.pointStyle };
      }),
  });

  const draw = () => {
    live.splice(0).forEach(chart => chart.destroy());
    for (const canvas of document.querySelectorAll("canvas[data-chart]")) {
      const spec = specs[canvas.dataset.chart];
      const count = spec.series.length;
      const sets = spec.series.map((s, i) => dataset(spec, s, count - i));
      live.push(new Chart(canvas, {
        type: spec.kind === "bars" ? "bar" : spec.kind,
        data: { labels: spec.labels, datasets: sets },
        options: {
          animation: false, responsive: true, maintainAspectRatio: false,
          layout: { padding: { top: spec.marks.length ? 18 : 0 } },
          interaction: { mode: spec.kind === "scatter" ? "nearest" : "index", intersect: false, axis: "x" },
          scales: { x: axis(spec, "x"), y: axis(spec, "y") },
          plugins: {
            marks: { list: spec.marks }, tooltip: tooltip(spec),
            legend: { display: count > 1, position: "bottom", labels: legendLabels(spec, sets) },
          },
        },
        plugins: [marks, evidence],
      }));
    }
  };

  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  draw();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  addEventListener("beforeprint", () => { root.dataset.theme = "light"; draw(); });
  addEventListener("afterprint", () => { delete root.dataset.theme; draw(); });
})();
