// Starts the client, and says so in words when it can't be started. With sw.js the only JavaScript written by hand.

// Which program draws which page; the others are drawn by the first.
const PROGRAMS = {
  "/join": "table",
  "/table": "table",
  "/device": "table",
  "/facilitator": "lead",
  "/remote": "lead",
  "/screen": "lead",
};
const program = PROGRAMS[location.pathname.replace(/\/$/, "")] ?? "start";
const code = new URL(`./${program}.js`, import.meta.url);
const module = new URL(`./${program}_bg.wasm`, import.meta.url);

const part = (name) => document.getElementById(`boot-${name}`);

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
  } catch (error) {
    console.error(error);
    show("failed");
  }
}

function show(name) {
  part("loading").hidden = true;
  part(name).hidden = false;
}

// Nothing of the client runs on after this; what had been typed is kept on the device.
function stopped({ error, reason }) {
  if ((error ?? reason) instanceof WebAssembly.RuntimeError) document.getElementById("stopped").hidden = false;
}

addEventListener("error", stopped);
addEventListener("unhandledrejection", stopped);
document.getElementById("stopped-reload").addEventListener("click", () => location.reload());
part("retry").addEventListener("click", () => location.reload());
start();
// A page that was not fetched in a secure way has no service worker, and needs the network to open.
navigator.serviceWorker?.register("/sw.js").catch(console.error);
// What was fetched before there was one is asked for again, out of the browser's memory, so that it is kept.
navigator.serviceWorker?.ready.then(() => [code, module].forEach((url) => fetch(url)));
