// Starts the client, and says so in words when it can't be started. With sw.js the only JavaScript written by hand.

const part = (name) => document.getElementById(`boot-${name}`);

async function start() {
  if (typeof WebAssembly !== "object") {
    show("outdated");
    return;
  }
  try {
    const { default: init } = await import("./client.js");
    await init({ module_or_path: new URL("./client_bg.wasm", import.meta.url) });
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

part("retry").addEventListener("click", () => location.reload());
start();
// A page that was not fetched in a secure way has no service worker, and needs the network to open.
navigator.serviceWorker?.register("/sw.js").catch(console.error);
