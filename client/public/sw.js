// Keeps the page on the device, so that it opens again without a network. Never touches /api or /sync:
// what a board holds is kept by the client itself.

const CACHE = "bordsvis";
const PAGE = "/";
const ASSETS = "/assets/";

// How long the network is waited for where there is one in name only, in milliseconds.
const PATIENCE = 4000;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(fetch(PAGE).then(keep));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== self.location.origin || pathname.startsWith("/api/")) return;
  if (mode === "navigate") event.respondWith(page(event));
  else if (pathname.startsWith(ASSETS)) event.respondWith(asset(event.request));
});

// Every address is the same page. The network's comes first, so that a new version is seen at once.
async function page(event) {
  const fetched = fetch(event.request);
  event.waitUntil(fetched.then((response) => keep(response.clone())).catch(() => {}));
  const kept = await caches.match(PAGE);
  if (!kept) return fetched;
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, kept));
  return Promise.race([fetched.catch(() => kept), late]);
}

// An asset's name changes with its content. What a page has used is kept, so that it starts again.
async function asset(request) {
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept) return kept;
  const fetched = await fetch(request);
  if (fetched.ok) await (await caches.open(CACHE)).put(request, fetched.clone());
  return fetched;
}

// Keeps a page only once what every page loads is kept.
async function keep(response) {
  if (!response.ok || !response.headers.get("content-type")?.startsWith("text/html")) return;
  const html = await response.clone().text();
  const assets = [...new Set(html.match(/\/assets\/[^"]+/g))];
  if (assets.length === 0) return;
  const cache = await caches.open(CACHE);
  const missing = async (asset) => !(await cache.match(asset, { ignoreVary: true }));
  for (const asset of assets) if (await missing(asset)) await cache.add(asset);
  await cache.put(PAGE, response);
  const version = assets[0].slice(0, assets[0].lastIndexOf("/") + 1);
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url);
    if (pathname !== PAGE && !pathname.startsWith(version)) await cache.delete(url, { ignoreVary: true });
  }
}
