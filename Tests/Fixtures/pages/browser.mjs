// Works a film's page in headless Chromium with real keys and a real mouse:
//   node browser.mjs CHROMIUM PAGE.html [SCREENSHOT.png]
// Chromium is led through a pipe, so that no port is opened.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [program, file, screenshot] = process.argv.slice(2);
const profile = mkdtempSync(join(tmpdir(), "page-"));
const browser = spawn(program, [
  "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--no-first-run",
  "--disable-background-networking", "--disable-extensions", "--window-size=1100,900",
  `--user-data-dir=${profile}`, "about:blank",
], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
const [orders, answers] = [browser.stdio[3], browser.stdio[4]];
const waiting = new Map(), complaints = [], requests = [];
let number = 0, session, rest = "";

answers.setEncoding("utf8");
answers.on("data", (text) => {
  const parts = (rest + text).split("\0");
  rest = parts.pop();
  for (const part of parts) hear(JSON.parse(part));
});

function hear(message) {
  if (message.id) {
    const [resolve, reject] = waiting.get(message.id);
    if (message.error) reject(new Error(message.error.message)); else resolve(message.result);
  } else if (message.method === "Runtime.exceptionThrown") {
    complaints.push(message.params.exceptionDetails.text);
  } else if (message.method === "Runtime.consoleAPICalled") {
    complaints.push(JSON.stringify(message.params.args));
  } else if (message.method === "Log.entryAdded") {
    complaints.push(message.params.entry.text);
  } else if (message.method === "Network.requestWillBeSent") {
    requests.push(message.params.request.url);
  }
}

function order(method, params = {}) {
  const id = ++number;
  orders.write(JSON.stringify({ id, method, params, sessionId: session }) + "\0");
  return new Promise((resolve, reject) => waiting.set(id, [resolve, reject]));
}

async function value(expression) {
  const { result, exceptionDetails } = await order("Runtime.evaluate", { expression, returnByValue: true });
  if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description}`);
  return result.value;
}

async function until(expression, seconds = 20) {
  for (const end = Date.now() + 1000 * seconds; Date.now() < end;) {
    if (await value(expression)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`never: ${expression}`);
}

async function press(key, code = key) {
  const text = key === " " ? " " : undefined;
  for (const type of ["keyDown", "keyUp"]) await order("Input.dispatchKeyEvent", { type, key, code, text });
}

async function mouse(type, x, y) {
  await order("Input.dispatchMouseEvent", { type, x, y, button: type === "mouseMoved" ? "none" : "left", clickCount: 1 });
}

async function click(expression) {
  const [x, y] = await value(`(() => { const box = (${expression}).getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2]; })()`);
  for (const type of ["mouseMoved", "mousePressed", "mouseReleased"]) await mouse(type, x, y);
}

const frame = () => value("Number(document.getElementById('position').value)");
/// A number that changes with what is painted.
const picture = () => value(`(() => { const copy = document.createElement("canvas");
  [copy.width, copy.height] = [canvas.width, canvas.height];
  const brush = copy.getContext("2d", { willReadFrequently: true });
  brush.drawImage(canvas, 0, 0);
  const { data } = brush.getImageData(0, 0, copy.width, copy.height);
  let sum = 0; for (let index = 0; index < data.length; index += 4) sum = (31 * sum + data[index] + 7 * data[index + 1]) % 1000003;
  return sum; })()`);

async function work() {
  const { targetId } = await order("Target.createTarget", { url: "about:blank" });
  session = (await order("Target.attachToTarget", { targetId, flatten: true })).sessionId;
  for (const domain of ["Page", "Runtime", "Log", "Network"]) await order(`${domain}.enable`);
  await order("Page.navigate", { url: pathToFileURL(file).href });
  await until("document.readyState === 'complete' && typeof film === 'object'");

  await until("playing && frame > 1");
  await press(" ", "Space");
  await until("!playing");
  const paused = await frame();
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(await frame(), paused, "it goes on while it pauses");

  await press("Home");
  const first = await picture();
  await press("End");
  await until("isReady(frame)");
  assert.equal(await frame(), await value("film.ticks.length - 1"));
  await press("ArrowLeft");
  assert.equal(await frame(), await value("film.ticks.length - 2"));
  await press("Home");
  assert.equal(await picture(), first, "a frame is painted differently the second time");

  // The slider's middle, as a hand would take it.
  await click("document.getElementById('position')");
  const middle = await frame();
  assert.ok(middle > 0 && middle < await value("film.ticks.length - 1"), `the slider leads to ${middle}`);

  const layers = await value("film.layers.length");
  if (layers > 0) {
    await press("End");
    const whole = await picture();
    await click("document.querySelector('#layers button')");
    assert.equal(await value("document.querySelector('#layers button').ariaPressed"), "false");
    assert.notEqual(await picture(), whole, "a layer stays");
    await press("1", "Digit1");
    assert.equal(await picture(), whole, "a layer does not come back");
  }

  const [x, y, text] = await value(`(() => { const box = canvas.getBoundingClientRect();
    const all = targets()[0], probe = all[all.length >> 1], scale = box.width / film.width;
    return [box.left + probe[0] * scale, box.top + probe[1] * scale, probe[2]]; })()`);
  await mouse("mouseMoved", x, y);
  await until("tip.style.visibility === 'visible'");
  const lines = (await value("tip.textContent")).split("\n");
  assert.equal(lines.length, text.split("\n").length, `the pointer finds ${lines}`);
  assert.match(lines.join(" "), /\d/);
  if (screenshot) {
    writeFileSync(screenshot, Buffer.from((await order("Page.captureScreenshot")).data, "base64"));
  }
  await mouse("mouseMoved", 2, 890);
  await until("tip.style.visibility === 'hidden'");

  assert.deepEqual(complaints, []);
  assert.deepEqual(requests.filter((url) => !/^(file|data):/.test(url)), [], "it asks the network");
}

let status = 0;
const limit = setTimeout(() => { console.log("it takes too long"); browser.kill("SIGKILL"); process.exit(1); }, 60_000);
try {
  await work();
} catch (error) {
  console.log(error.stack, complaints);
  status = 1;
}
clearTimeout(limit);
browser.once("exit", () => { rmSync(profile, { recursive: true, force: true, maxRetries: 5 }); process.exit(status); });
browser.kill();
