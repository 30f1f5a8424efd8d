// Starts the client, and says so in words when it can't be started. With sw.js the only JavaScript written by hand.

// Which program draws which page; the others are drawn by the first.
const PROGRAMS = {
  "/join": "join",
  "/device": "join",
  "/table": "table",
  "/facilitator": "lead",
  "/remote": "screen",
  "/screen": "screen",
};
const program = PROGRAMS[location.pathname.replace(/\/$/, "")] ?? "start";
// Where one goes from there.
const next = { join: "table" }[program];

// The parts that stand in the page as soon as there is a board: they are fetched while that is opened.
const soon = { lead: ["side", "sorting"] }[program] ?? [];

// How long after the start the rest of what comes later is fetched, in milliseconds: what the page itself asks for goes first.
const LATER = 3000;

const file = (program, name) => new URL(`./${program}/${name}`, import.meta.url);
const files = (program) => [`${program}.js`, `${program}_bg.wasm`, "later.js"].map((name) => file(program, name));
const [code, module, loader] = files(program);

const line = (name) => document.getElementById(`boot-${name}`);

async function start() {
  if (typeof WebAssembly !== "object") {
    show("outdated");
    return;
  }
  try {
    const fetched = fetch(module);
    const { default: init } = await import(code);
    await init({ module_or_path: fetched });
    document.getElementById("boot").remove();
    fetchParts((name) => soon.includes(name));
    setTimeout(fetchLater, LATER);
  } catch (error) {
    console.error(error);
    show("failed");
  }
}

// Before anyone asks for it, so that it is there when the network is not, or when the server has another version by then.
async function fetchLater() {
  await navigator.serviceWorker?.ready;
  await fetchParts(() => true);
  if (next) fetchAll(files(next));
}

async function fetchParts(wanted) {
  const { parts } = await import(loader);
  const names = Object.keys(parts).filter(wanted);
  const modules = new Set(names.flatMap((name) => parts[name]));
  fetchAll([...modules].map((name) => file(program, `${name}.wasm`)));
}

function fetchAll(urls) {
  urls.forEach((url) => fetch(url, { priority: "low" }).catch(console.error));
}

// Whether the server has another version by now. The client asks when a part of it is not to be had.
globalThis.isOutdated = async () => {
  const page = await (await fetch("/")).text();
  // What stands between here and the server may answer with a page of its own.
  const boot = page.match(/\/assets\/[^"]+\/boot\.js/)?.[0];
  return boot !== undefined && boot !== new URL(import.meta.url).pathname;
};

function show(name) {
  line("loading").hidden = true;
  line(name).hidden = false;
}

// Nothing of the client runs on after this; what had been typed is kept on the device.
function stopped({ error, reason }) {
  if ((error ?? reason) instanceof WebAssembly.RuntimeError) document.getElementById("stopped").hidden = false;
}

addEventListener("error", stopped);
addEventListener("unhandledrejection", stopped);
document.getElementById("stopped-reload").addEventListener("click", () => location.reload());
line("retry").addEventListener("click", () => location.reload());
start();
// A page that was not fetched in a secure way has no service worker, and needs the network to open.
navigator.serviceWorker?.register("/sw.js").catch(console.error);
// What was fetched before there was one is asked for again, out of the browser's memory, so that it is kept.
navigator.serviceWorker?.ready.then(() => files(program).forEach((url) => fetch(url)));
