"use strict";
const film = JSON.parse(document.getElementById("film").textContent);
const element = (name) => document.getElementById(name);
const canvas = element("picture"), context = canvas.getContext("2d"), tip = element("tip");
const base = document.createElement("canvas");
const paths = new Map(), images = new Map(), sources = new Map();
const hidden = new Set();
const starts = [];
const length = film.ticks.reduce((sum, ticks) => (starts.push(sum), sum + ticks), 0);
const speeds = [0.1, 0.25, 0.5, 1, 2, 4];
let frame = 0, tick = 0, playing = false, speed = 1, before = 0, baseIsOld = true;
let pointer = null, found = null;

function path(text) {
  if (!paths.has(text)) {
    if (paths.size > 5000) paths.clear();
    paths.set(text, new Path2D(text));
  }
  return paths.get(text);
}

function image(source) {
  if (!images.has(source)) {
    const picture = new Image();
    picture.onload = picture.onerror = () => { baseIsOld = true; draw(); };
    picture.src = source;
    images.set(source, picture);
  }
  return images.get(source);
}

const painters = {
  f(target, [, color, text]) {
    target.fillStyle = film.paints[color];
    target.fill(path(text));
  },
  s(target, [, styles, text]) {
    for (const style of styles) {
      const [color, width, join, cap, dash, offset] = film.paints[style];
      target.strokeStyle = color;
      target.lineWidth = width;
      target.lineJoin = join;
      target.lineCap = cap;
      target.setLineDash(dash);
      target.lineDashOffset = offset;
      target.stroke(path(text));
    }
  },
  t(target, [, x, y, rotation, letters]) {
    target.save();
    target.translate(x, y);
    target.rotate(rotation);
    for (let index = 0; index < letters.length; index += 5) {
      const [glyph, left, top, size, color] = letters.slice(index, index + 5);
      target.save();
      target.translate(left, top);
      target.scale(size / 1000, size / 1000);
      target.fillStyle = film.paints[color];
      target.fill(path(film.glyphs[glyph]));
      target.restore();
    }
    target.restore();
  },
  i(target, [, x, y, width, height, isSmooth, source]) {
    const picture = image(source);
    target.imageSmoothingEnabled = isSmooth;
    if (picture.naturalWidth) target.drawImage(picture, x, y, width, height);
  },
  r(target, [, place]) {
    paint(target, [film.shared[place]]);
  },
  g(target, [, layer, clip, marks]) {
    if (hidden.has(layer)) return;
    target.save();
    if (clip) {
      target.beginPath();
      target.rect(...clip);
      target.clip();
    }
    paint(target, marks);
    target.restore();
  },
};

function paint(target, marks) {
  for (const mark of marks) painters[mark[0]](target, mark);
}

function sourcesOf(marks) {
  return marks.flatMap((mark) => ({
    i: () => [mark[6]], r: () => sourcesOf([film.shared[mark[1]]]), g: () => sourcesOf(mark[3]),
  }[mark[0]] || (() => []))());
}

// Whether a frame's images can be painted; begins to load those that cannot.
function isReady(number) {
  if (!sources.has(number)) sources.set(number, sourcesOf(film.frames[number]));
  return sources.get(number).map(image).every((picture) => picture.complete);
}

function fit() {
  const density = window.devicePixelRatio || 1;
  const width = Math.round(canvas.clientWidth * density);
  const height = Math.round(width * film.height / film.width);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = base.width = width;
    canvas.height = base.height = height;
    baseIsOld = true;
  }
}

function paintBase() {
  const target = base.getContext("2d");
  const scale = base.width / film.width;
  target.setTransform(scale, 0, 0, scale, 0, 0);
  target.fillStyle = film.background;
  target.fillRect(0, 0, film.width, film.height);
  paint(target, film.base);
  baseIsOld = false;
}

function draw() {
  element("position").value = frame;
  for (let ahead = 1; ahead < 5; ahead += 1) isReady((frame + ahead) % film.frames.length);
  // What is shown stays until all of the frame is there, so that nothing flickers.
  if (!isReady(frame)) return;
  fit();
  if (baseIsOld) paintBase();
  if (pointer) look();
  const scale = canvas.width / film.width;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.drawImage(base, 0, 0);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  paint(context, film.frames[frame]);
  if (found) {
    context.setLineDash([]);
    context.lineWidth = 2;
    context.strokeStyle = getComputedStyle(document.body).color;
    context.beginPath();
    context.arc(found[0], found[1], 6, 0, 7);
    context.stroke();
  }
}

function show(number) {
  frame = Math.max(0, Math.min(film.ticks.length - 1, number));
  tick = starts[frame];
  draw();
}

function play(isOn) {
  playing = isOn;
  const word = isOn ? film.words.pause : film.words.play;
  element("play").textContent = (isOn ? "❚❚ " : "▶ ") + word;
  if (isOn) {
    if (frame === film.ticks.length - 1) show(0);
    before = performance.now();
    requestAnimationFrame(advance);
  }
}

function advance(now) {
  if (!playing) return;
  tick += (now - before) / 1000 * film.rate * speed;
  before = now;
  if (tick >= length) {
    show(film.ticks.length - 1);
    play(false);
    return;
  }
  let next = frame;
  while (next + 1 < starts.length && starts[next + 1] <= tick) next += 1;
  if (next !== frame) {
    frame = next;
    draw();
  }
  requestAnimationFrame(advance);
}

function setSpeed(step) {
  const place = speeds.indexOf(speed) + step;
  speed = speeds[Math.max(0, Math.min(speeds.length - 1, place))];
  element("speed").textContent = String(speed).replace(".", film.words.decimal) + " ×";
}

function toggle(layer) {
  if (layer >= film.layers.length) return;
  if (!hidden.delete(layer)) hidden.add(layer);
  element("layers").children[layer].setAttribute("aria-pressed", !hidden.has(layer));
  baseIsOld = true;
  draw();
}

function number(value) {
  if (value === 0) return "0";
  const text = Math.abs(value) < 1e-3 || Math.abs(value) >= 1e5
    ? value.toExponential(3) : String(Number(value.toPrecision(4)));
  return text.replace(".", film.words.decimal).replace(/-/g, "−").replace("e+", "e");
}

function valueAt(axis, place) {
  const share = (place - axis.ends[0]) / (axis.ends[1] - axis.ends[0]);
  const ways = {
    linear: [(number) => number, (number) => number],
    logarithmic: [Math.log10, (number) => 10 ** number],
    symmetric: [
      (number) => Math.asinh(number / axis.width), (number) => axis.width * Math.sinh(number)],
  };
  const [there, back] = ways[axis.kind];
  const [low, high] = axis.domain.map(there);
  return back(low + share * (high - low));
}

function inside(panel, x, y) {
  const within = (ends, place) => place >= Math.min(...ends) && place <= Math.max(...ends);
  return within(panel.x.ends, x) && within(panel.y.ends, y);
}

// What there is to point at in this frame: place, text and layer of each, and panels.
function targets() {
  const guide = film.guides[film.guideOf[frame]] || { panels: [], probes: [] };
  const probes = guide.probes.map(([x, y, text, layer]) => [x, y, film.texts[text], layer]);
  film.layers.forEach((layer, index) => {
    for (const [x, y, text] of layer.probes) probes.push([x, y, text, index]);
  });
  return [probes.filter((probe) => !hidden.has(probe[3])), film.panels.concat(guide.panels)];
}

// Finds what is under the pointer, and says it beside it.
function look() {
  const box = canvas.getBoundingClientRect();
  const scale = film.width / box.width;
  const left = pointer.clientX - box.left, top = pointer.clientY - box.top;
  const x = left * scale, y = top * scale;
  const [probes, panels] = targets();
  let distance = (12 * scale) ** 2;
  found = null;
  for (const probe of probes) {
    const away = (probe[0] - x) ** 2 + (probe[1] - y) ** 2;
    if (away < distance) [found, distance] = [probe, away];
  }
  const panel = panels.find((panel) => inside(panel, x, y));
  let text = "";
  tip.replaceChildren();
  if (found) {
    const layer = film.layers[found[3]];
    if (layer) {
      const title = document.createElement("b");
      title.textContent = layer.title;
      title.style.color = layer.color;
      tip.append(title);
    }
    text = found[2];
  } else if (panel) {
    text = [[panel.x, x], [panel.y, y]]
      .map(([axis, place]) => axis.title + " = " + number(valueAt(axis, place))).join("\n");
  }
  tip.append(text);
  tip.style.visibility = text ? "visible" : "hidden";
  tip.style.left = Math.max(0, left + 16 + tip.offsetWidth > box.width ? left - 12 - tip.offsetWidth : left + 16) + "px";
  tip.style.top = Math.max(0, Math.min(top + 12, box.height - tip.offsetHeight)) + "px";
}

function point(event) {
  pointer = { clientX: event.clientX, clientY: event.clientY };
  draw();
}

function leave() {
  tip.style.visibility = "hidden";
  pointer = found = null;
  draw();
}

const keys = {
  " ": () => play(!playing), k: () => play(!playing),
  ArrowLeft: () => { play(false); show(frame - 1); },
  ArrowRight: () => { play(false); show(frame + 1); },
  Home: () => show(0), End: () => show(film.ticks.length - 1),
  "+": () => setSpeed(1), "=": () => setSpeed(1), "-": () => setSpeed(-1), "−": () => setSpeed(-1),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === " " && event.target.closest("#layers, #speed")) return;
  const act = keys[event.key] || (/^[1-9]$/.test(event.key) && (() => toggle(event.key - 1)));
  if (!act) return;
  event.preventDefault();
  act();
});

film.layers.forEach((layer, index) => {
  const button = document.createElement("button"), sign = document.createElement("i");
  button.type = "button";
  sign.style.background = layer.color;
  button.append(sign, layer.title);
  button.setAttribute("aria-pressed", "true");
  button.addEventListener("click", () => toggle(index));
  element("layers").append(button);
});
element("layers").setAttribute("aria-label", film.words.layers);
element("position").setAttribute("aria-label", film.words.position);
element("speed").setAttribute("aria-label", film.words.speed);
element("speed").title = film.words.speed;
element("keys").textContent = film.words.keys;
element("play").addEventListener("click", () => play(!playing));
element("speed").addEventListener("click", () => {
  if (speed === speeds[speeds.length - 1]) speed = speeds[0]; else setSpeed(1);
  setSpeed(0);
});
element("position").addEventListener("input", (event) => { play(false); show(Number(event.target.value)); });
canvas.addEventListener("pointermove", point);
canvas.addEventListener("pointerdown", point);
canvas.addEventListener("pointerleave", leave);
window.addEventListener("resize", draw);
setSpeed(0);
// #frame=120 opens the film there, standing still; so does whoever asked for less motion.
const wanted = /^#frame=(\d+)$/.exec(location.hash);
show(wanted ? Number(wanted[1]) : 0);
play(!wanted && !matchMedia("(prefers-reduced-motion: reduce)").matches);
