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

// How long after the start what comes later is fetched, in milliseconds: what the page itself asks for goes first.
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
    setTimeout(fetchLater, LATER);
  } catch (error) {
    console.error(error);
    show("failed");
  }
}

// Before anyone asks for it, so that it is there when the network is not, or when the server has another version by then.
async function fetchLater() {
  await navigator.serviceWorker?.ready;
  const { parts } = await import(loader);
  const modules = new Set(Object.values(parts).flat());
  const later = [...modules].map((name) => file(program, `${name}.wasm`)).concat(next ? files(next) : []);
  later.forEach((url) => fetch(url, { priority: "low" }).catch(console.error));
}

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
