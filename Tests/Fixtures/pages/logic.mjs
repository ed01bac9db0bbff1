// Runs the script of a film's page without a browser, and checks what its reader would see:
//   node logic.mjs PAGE.html
// The page is drawn on a canvas that counts what is painted; the clock goes when it is told to.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import vm from "node:vm";

const html = readFileSync(process.argv[2], "utf8");
const scripts = [...html.matchAll(/<script([^>]*)>\n?([\s\S]*?)<\/script>/g)];
const data = scripts.find((match) => match[1].includes("application/json"))[2];
const code = scripts.find((match) => !match[1].includes("json"))[2];

class Element {
  constructor(tag) {
    Object.assign(this, { tag, style: {}, children: [], attributes: {}, listeners: {}, textContent: "" });
    Object.assign(this, { clientWidth: 800, offsetWidth: 90, offsetHeight: 40, painted: [] });
  }
  getContext() {
    const painted = this.painted;
    return this.context ||= new Proxy({}, {
      get: (target, name) => name in target ? target[name] : (...values) => painted.push([name, ...values]),
      set: (target, name, value) => { painted.push([name, value]); target[name] = value; return true; },
    });
  }
  getBoundingClientRect() { return { left: 10, top: 20, width: 800, height: 800 * this.ratio }; }
  setAttribute(name, value) { this.attributes[name] = String(value); }
  addEventListener(name, body) { this.listeners[name] = body; }
  append(...parts) { this.children.push(...parts); }
  replaceChildren() { this.children = []; }
  closest() { return null; }
  get words() {
    return this.textContent || this.children.map((part) => part.words ?? part).join("\n");
  }
}

/// The page as it opens, with the means to work it.
function open({ hash = "", wantsLessMotion = false } = {}) {
  const elements = {};
  for (const name of ["film", "picture", "tip", "position", "speed", "play", "layers", "keys"]) {
    elements[name] = new Element(name);
    assert.ok(html.includes(`id="${name}"`), `the page has no ${name}`);
  }
  elements.film.textContent = data;
  const film = JSON.parse(data);
  elements.picture.ratio = film.height / film.width;
  let now = 0, waiting = null;
  const listeners = {};
  class Image {
    complete = true;
    naturalWidth = 1;
  }
  const page = {
    document: {
      body: new Element("body"), getElementById: (name) => elements[name],
      createElement: (tag) => new Element(tag),
      addEventListener: (name, body) => { listeners[name] = body; },
    },
    window: { devicePixelRatio: 1, addEventListener: (name, body) => { listeners[name] = body; } },
    getComputedStyle: () => ({ color: "black" }), location: { hash },
    matchMedia: () => ({ matches: wantsLessMotion }), performance: { now: () => now },
    requestAnimationFrame: (body) => { waiting = body; }, Image, Path2D: class {},
  };
  vm.runInNewContext(code, page);
  const picture = elements.picture;
  return {
    ...elements, film,
    frame: () => Number(elements.position.value),
    isPlaying: () => elements.play.textContent.includes(film.words.pause),
    pass(seconds) {
      for (let left = seconds; left > 1e-9; left -= 0.01) {
        now += 1000 * Math.min(0.01, left);
        const body = waiting;
        waiting = null;
        body?.(now);
      }
    },
    press: (key) => listeners.keydown({ key, target: new Element("body"), preventDefault() {} }),
    click: (element) => element.listeners.click(),
    scrub: (frame) => elements.position.listeners.input({ target: { value: String(frame) } }),
    point(x, y) {
      const box = picture.getBoundingClientRect();
      const scale = box.width / film.width;
      picture.listeners.pointermove({ clientX: box.left + x * scale, clientY: box.top + y * scale });
      return elements.tip.style.visibility === "visible" ? elements.tip.words : "";
    },
    leave: () => picture.listeners.pointerleave(),
    /// What the last drawing painted.
    drawing(act) {
      picture.painted.length = 0;
      act();
      return picture.painted.filter(([name]) => ["fill", "stroke", "drawImage", "fillStyle"].includes(name));
    },
  };
}

/// What there is to point at in a frame: place, text, layer.
function probes(film, frame) {
  const guide = film.guides[film.guideOf[frame]] ?? { probes: [] };
  return guide.probes.map(([x, y, text, layer]) => [x, y, film.texts[text], layer])
    .concat(film.layers.flatMap((layer, index) => layer.probes.map(([x, y, text]) => [x, y, text, index])));
}

const tests = {
  "plays from the start, stops at the end, and begins anew"() {
    const page = open();
    const last = page.film.ticks.length - 1;
    assert.ok(page.isPlaying());
    assert.equal(page.frame(), 0);
    page.pass((page.film.ticks[0] + 0.5) / page.film.rate);
    assert.equal(page.frame(), 1);
    page.pass(page.film.ticks.reduce((sum, ticks) => sum + ticks, 0) / page.film.rate);
    assert.equal(page.frame(), last);
    assert.ok(!page.isPlaying());
    page.click(page.play);
    assert.ok(page.isPlaying());
    assert.equal(page.frame(), 0);
  },
  "pauses where it is"() {
    const page = open();
    page.pass((page.film.ticks[0] + 1.5) / page.film.rate);
    page.press(" ");
    const frame = page.frame();
    assert.ok(!page.isPlaying());
    page.pass(3);
    assert.equal(page.frame(), frame);
  },
  "runs twice as fast when asked"() {
    const [slow, fast] = [open(), open()];
    fast.click(fast.speed);
    assert.match(fast.speed.textContent, /^2 ×$/);
    slow.pass(2);
    fast.pass(1);
    assert.equal(fast.frame(), slow.frame());
    assert.ok(slow.frame() > 0);
  },
  "is scrubbed, and stepped through by keys"() {
    const page = open();
    const last = page.film.ticks.length - 1;
    page.scrub(2);
    assert.equal(page.frame(), 2);
    assert.ok(!page.isPlaying());
    page.press("ArrowRight");
    assert.equal(page.frame(), 3);
    page.press("ArrowLeft");
    page.press("ArrowLeft");
    assert.equal(page.frame(), 1);
    page.press("End");
    assert.equal(page.frame(), last);
    page.press("ArrowRight");
    assert.equal(page.frame(), last);
    page.press("Home");
    assert.equal(page.frame(), 0);
  },
  "opens at a frame, and stands still for whoever wants less motion"() {
    assert.equal(open({ hash: "#frame=2" }).frame(), 2);
    assert.ok(!open({ hash: "#frame=2" }).isPlaying());
    assert.ok(!open({ wantsLessMotion: true }).isPlaying());
  },
  "paints its frames, which differ"() {
    const page = open({ hash: "#frame=0" });
    const marks = [0, page.film.ticks.length - 1].map((frame) => page.drawing(() => page.scrub(frame)));
    assert.ok(marks.every((painted) => painted.length > 0));
    assert.notDeepEqual(page.film.frames[0], page.film.frames.at(-1));
  },
  "hides a layer with all that belongs to it, and shows it again"() {
    const page = open({ hash: "#frame=0" });
    page.press("End");
    page.layers.children.forEach((button, index) => {
      const count = () => page.drawing(() => page.scrub(page.frame())).length;
      const whole = count();
      page.click(button);
      assert.equal(button.attributes["aria-pressed"], "false");
      assert.ok(count() < whole, `layer ${index} stays`);
      for (const [x, y, text, layer] of probes(page.film, page.frame())) {
        if (layer === index) assert.ok(!page.point(x, y).startsWith(`${page.film.layers[index].title}\n${text}`));
      }
      page.leave();
      page.press(String(index + 1));
      assert.equal(button.attributes["aria-pressed"], "true");
      assert.equal(count(), whole);
    });
  },
  "says what is under the pointer, in every frame"() {
    const page = open({ hash: "#frame=0" });
    let said = 0;
    for (let frame = 0; frame < page.film.ticks.length; frame += 1 + (page.film.ticks.length >> 3)) {
      page.scrub(frame);
      const all = probes(page.film, frame);
      for (const [x, y] of all.filter((_, index) => index % 7 === 0)) {
        // Of several at one place, any.
        const near = all.filter((probe) => Math.hypot(probe[0] - x, probe[1] - y) < 0.2)
          .map((probe) => (page.film.layers[probe[3]] ? page.film.layers[probe[3]].title + "\n" : "") + probe[2]);
        assert.ok(near.includes(page.point(x, y)), `${page.point(x, y)} is not of ${near}`);
        said += 1;
      }
    }
    assert.ok(said > 3, "nothing to point at");
    page.leave();
    assert.equal(page.tip.style.visibility, "hidden");
  },
  "says the coordinates of a panel where nothing is nearer"() {
    const page = open({ hash: "#frame=0" });
    const panels = page.film.panels.concat(page.film.guides[page.film.guideOf[0]]?.panels ?? []);
    for (const panel of panels) {
      const ends = [panel.x.ends, panel.y.ends];
      let checked = 0;
      for (const [a, b] of [[0, 0], [1, 0], [0, 1], [1, 1]]) {
        const [x, y] = [ends[0][a], ends[1][b]];
        if (probes(page.film, 0).some((probe) => Math.hypot(probe[0] - x, probe[1] - y) < 20)) continue;
        const parts = page.point(x, y).replaceAll("−", "-").replaceAll(page.film.words.decimal, ".").split("\n");
        [panel.x, panel.y].forEach((axis, index) => {
          const [title, value] = parts[index].split(" = ");
          assert.equal(title, axis.title);
          const wanted = axis.domain[[a, b][index]];
          assert.ok(Math.abs(Number(value) - wanted) < 2e-3 * Math.max(...axis.domain.map(Math.abs)), `${value}, ${wanted}`);
        });
        checked += 1;
      }
      assert.ok(checked > 0);
    }
    assert.equal(page.point(-50, -50), "");
  },
  "follows what moves under a pointer at rest"() {
    const page = open({ hash: "#frame=0" });
    const last = page.film.ticks.length - 1;
    const moved = probes(page.film, 0).find(([x, y, text, layer]) => page.film.guides.length > 1
      && !probes(page.film, last).some((probe) => Math.hypot(probe[0] - x, probe[1] - y) < 40));
    if (!moved) return;
    const before = page.point(moved[0], moved[1]);
    page.scrub(last);
    assert.notEqual(page.tip.style.visibility === "visible" ? page.tip.words : "", before);
  },
};

let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  try {
    test();
  } catch (error) {
    failed += 1;
    console.log(`${name}: ${error.stack}`);
  }
}
console.log(`${Object.keys(tests).length - failed} of ${Object.keys(tests).length} passed`);
process.exit(failed ? 1 : 0);
