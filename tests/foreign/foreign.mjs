// A Yjs program that knows nothing of Bordsvis but its contracts. It speaks through the stock
// provider, and is run by tests/e2e/foreign.rs beside a Bordsvis client at the same table:
//
//     node foreign.mjs http://127.0.0.1:PORT
//
// It prints the board's code once it has created the board, and fails where a contract is broken.

import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider'
import WebSocket from 'ws'
import * as Y from 'yjs'

const DEADLINE = 30_000
const SECRET = 'What table 2 keeps to itself'

const base = process.argv[2]

const board = await post('/api/boards', { title: 'From afar', method: 'swot', tables: ['Bord 1', 'Bord 2', 'Bord 3'] })
const leader = connect(board.facilitator.token)
const first = connect((await post('/api/join', { code: board.code, table: 1, name: 'Yjs' })).token)
const second = connect((await post('/api/join', { code: board.code, table: 2 })).token)
const lead = leader.open()
console.log(JSON.stringify({ code: board.code }))

// It writes a note, is acknowledged, and sees what the Bordsvis client beside it writes.
let table1 = first.open('/swot/table/1')
await until('the table is open for writing', () => table1.scope === 'read-write' && table1.provider.synced)
await until('nothing is unsynced', () => table1.provider.unsyncedChanges === 0)
write(table1, 'From Yjs')
assert.ok(table1.provider.unsyncedChanges > 0, 'a note counts as unsynced until it is acknowledged')
await until('the note is acknowledged', () => table1.provider.unsyncedChanges === 0)
await until('the note of Bordsvis is here', () => texts(table1).includes('From Bordsvis'))
const atTheFacilitator = leader.open('/swot/table/1')
await until('the facilitator sees both', () => texts(atTheFacilitator).length === 2)

// It types in the note of the other, and the other in this one.
textOf(table1, 'From Bordsvis').insert('From '.length, 'our friend ')
await until('typing is acknowledged', () => table1.provider.unsyncedChanges === 0)
await until('the other has typed', () => texts(table1).includes('From our friend Yjs'))

// A locked step takes nothing, and says why.
lead.provider.sendStateless(JSON.stringify({ type: 'lock', step: 'swot', locked: true }))
await until('the table hears of the lock', () => table1.scope === 'readonly')
write(table1, 'Too late')
await until('it is refused', () => table1.statuses.at(-1) === false)
assert.deepEqual(refusals(table1), ['locked'])
assert.ok(table1.provider.unsyncedChanges > 0, 'what is refused stays unsynced')

// Unlocked, it works again: for whoever starts with a fresh document …
lead.provider.sendStateless(JSON.stringify({ type: 'lock', step: 'swot', locked: false }))
await until('the table hears that it is open', () => table1.scope === 'read-write')
const again = first.another().open('/swot/table/1')
await until('the table is open', () => again.provider.synced)
write(again, 'After the lock')
await until('the note is acknowledged', () => again.provider.unsyncedChanges === 0)
// … and for whoever goes on where they were, since the server asks for what it lacks.
write(table1, 'Still here')
await until('it reaches the others', () => texts(again).includes('Still here'))
await until('what was refused before came along', () => texts(again).includes('Too late'))

// Another table's document takes nothing and gives nothing away.
const own = second.open('/swot/table/2')
await until('table 2 is open', () => own.provider.synced)
write(own, SECRET)
await until('the secret is acknowledged', () => own.provider.unsyncedChanges === 0)
const stranger = first.open('/swot/table/2')
await until('reading it is denied', () => stranger.denied.length > 0)
assert.deepEqual(stranger.denied, ['not_revealed'])
write(stranger, 'From the wrong table')
await until('writing it is refused', () => stranger.statuses.includes(false))
assert.ok(refusals(stranger).length > 0, 'a refusal names its reason')
assert.ok(!stranger.statuses.includes(true), 'nothing of it is acknowledged')
write(table1, 'Meanwhile at table 1')
await until('table 1 works on', () => texts(again).includes('Meanwhile at table 1'))
assert.ok(!first.received(SECRET), 'nothing of an unrevealed table reaches a stranger')

// Revealed, it comes by itself, to be read and not to be written.
lead.provider.sendStateless(JSON.stringify({ type: 'reveal', step: 'swot', tables: [2], revealed: true }))
await until('the revealed note is here', () => texts(stranger).includes(SECRET))
assert.ok(first.received(SECRET), 'the record of what is received is complete')
assert.equal(stranger.scope, 'readonly')
assert.ok(!texts(own).includes('From the wrong table'))

// Covered again, it is closed.
lead.provider.sendStateless(JSON.stringify({ type: 'reveal', step: 'swot', tables: [2], revealed: false }))
await until('reading is denied again', () => stranger.denied.length === 2)
await until('the document is closed', () => stranger.closed > 0)

process.exit(0)

async function post(path, body) {
  const answer = await fetch(base + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  assert.ok(answer.ok, `${path}: ${answer.status}`)
  return answer.json()
}

/** A participant on a socket of their own, of which every received byte is kept. */
function connect(token) {
  const chunks = []
  class Recording extends WebSocket {
    constructor(url) {
      super(url)
      this.on('message', data => chunks.push(Buffer.from(data)))
    }
  }
  const websocketProvider = new HocuspocusProviderWebsocket({
    url: `${base.replace('http', 'ws')}/sync`,
    WebSocketPolyfill: Recording,
  })
  return {
    another: () => connect(token),
    received: text => Buffer.concat(chunks).includes(text),
    open: (path = '') => open(websocketProvider, token, board.id + path),
  }
}

/** An open document, with all that the server says about it. */
function open(websocketProvider, token, name) {
  const opened = { scope: null, denied: [], said: [], statuses: [], closed: 0 }
  opened.provider = new HocuspocusProvider({
    websocketProvider,
    name,
    token,
    onAuthenticated: ({ scope }) => (opened.scope = scope),
    onAuthenticationFailed: ({ reason }) => opened.denied.push(reason),
    onStateless: ({ payload }) => opened.said.push(JSON.parse(payload)),
    onClose: () => (opened.closed += 1),
  })
  // The provider tells nobody of a status that says no.
  const apply = opened.provider.onMessage.bind(opened.provider)
  opened.provider.onMessage = event => {
    const bytes = new Uint8Array(event.data)
    if (bytes.at(-2) === 8 && bytes.length === Buffer.byteLength(name) + 3) opened.statuses.push(bytes.at(-1) === 1)
    apply(event)
  }
  opened.provider.attach()
  return opened
}

/** Puts a note on the table, in the schema of every document. */
function write({ provider: { document } }, text) {
  const id = crypto.randomUUID()
  document.transact(() => {
    const note = new Y.Map()
    note.set('text', new Y.Text(text))
    note.set('pos', { cell: 'strengths', rank: `U${id.replaceAll('-', '')}` })
    note.set('by', 'Yjs')
    note.set('at', Date.now())
    note.set('tags', new Y.Map())
    note.set('fields', new Y.Map())
    document.getMap('notes').set(id, note)
  })
}

function notes({ provider: { document } }) {
  return [...document.getMap('notes').values()].map(note => note.get('text'))
}

function texts(opened) {
  return notes(opened).map(text => text.toString())
}

function textOf(opened, text) {
  return notes(opened).find(note => note.toString() === text)
}

function refusals(opened) {
  return opened.said.filter(said => said.type === 'refused').map(said => said.reason)
}

async function until(what, holds) {
  const end = Date.now() + DEADLINE
  while (!holds()) {
    assert.ok(Date.now() < end, `waited in vain until ${what}`)
    await pause(5)
  }
}
