// A complaint bot on Bolt for JavaScript, for BenchmarkAck to compare Ombud with. It
// opens the same form, writes the same rows with the same ciphertext sizes in one
// transaction, answers with the same window and leaves the same line where the command
// was typed. Where there was a choice it is what costs least here: it decides nothing,
// derives no deadline, looks nobody up, posts nothing afterwards, and its numbers come
// from a sequence, so they have gaps.
//
//   SLACK_BOT_TOKEN SLACK_SIGNING_SECRET SLACK_API_URL DATABASE_URL   as Ombud's
//   ADDRESS     host:port to listen on
//   MASTER_KEY  32 bytes in hexadecimal
//   FILING      file with what one filing of Ombud showed and wrote, see record() in
//               cmd/ombud/bench_bolt_test.go
'use strict';

const { createCipheriv, randomBytes } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { App, HTTPReceiver, LogLevel } = require('@slack/bolt');
const { Pool } = require('pg');

const env = process.env;
const filing = JSON.parse(readFileSync(env.FILING, 'utf8'));
const master = Buffer.from(env.MASTER_KEY, 'hex');
const keyName = randomBytes(5); // stands before a wrapped key, as Ombud's keysets do it
const overhead = 12 + 16; // of AES-GCM: nonce and tag

// As many connections as Ombud has. Pipelined, a transaction is one way to the server
// and back however many statements it has.
const pool = new Pool({ connectionString: env.DATABASE_URL, max: 16, pipeline: true });

function seal(key, plain, place) {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

// cell gives the function that makes the value of one column for the next case.
function cell(column, value) {
  if (column === 'ordinal') return (c) => c.ordinal;
  if (column === 'source') return (c) => c.source;
  if (value?.wrapped) return (c) => Buffer.concat([keyName, seal(master, c.key, c.number)]);
  if (value?.sealed) {
    const words = Buffer.alloc(value.sealed - overhead, 'w');
    return (c) => seal(c.key, words, c.number);
  }
  if (typeof value === 'string' && value.includes(filing.number)) return (c) => value.replaceAll(filing.number, c.number);
  return () => value;
}

// One prepared statement a table, for all of its rows.
const inserts = filing.tables.map(({ name, columns, rows }) => {
  let n = 0;
  const marks = rows.map(() => `(${columns.map(() => `$${++n}`).join(', ')})`);
  return {
    name,
    text: `INSERT INTO ${name} (${columns.join(', ')}) VALUES ${marks.join(', ')}`,
    cells: rows.flatMap((row) => row.map((value, i) => cell(columns[i], value))),
  };
});

const nextNumber = { name: 'number', text: "SELECT nextval('bolt_number') AS n" };

// file writes a case and gives its number. The window's id makes it count once.
async function file(viewID) {
  const { rows } = await pool.query(nextNumber);
  const ordinal = Number(rows[0].n);
  const number = filing.number.replace(/\d+$/, String(ordinal).padStart(4, '0'));
  const c = { ordinal, number, source: `${viewID}/0`, key: randomBytes(32) };
  const texts = inserts.map(({ name, text, cells }) => ({ name, text, values: cells.map((make) => make(c)) }));
  const db = await pool.connect();
  try {
    // What fails fails the statements after it and turns the commit into a rollback.
    await Promise.all([db.query('BEGIN'), ...texts.map((t) => db.query(t)), db.query('COMMIT')]);
    db.release();
  } catch (err) {
    db.release(err); // the connection is closed, not used again in whatever state it is
    throw err;
  }
  return number;
}

const receiver = new HTTPReceiver({
  signingSecret: env.SLACK_SIGNING_SECRET,
  endpoints: ['/slack/commands', '/slack/interactions', '/slack/options', '/slack/events'],
  customRoutes: [{ path: '/readyz', method: ['GET'], handler: (_, res) => res.writeHead(204).end() }],
  logLevel: LogLevel.WARN,
});

const app = new App({
  receiver,
  token: env.SLACK_BOT_TOKEN,
  clientOptions: { slackApiUrl: env.SLACK_API_URL },
  logLevel: LogLevel.WARN,
});

app.command('/complaint', async ({ ack, body, client }) => {
  // Where to answer comes last in it, as in Ombud's.
  const metadata = filing.form.private_metadata.replace(/[^|]*$/, body.response_url);
  await client.views.open({ trigger_id: body.trigger_id, view: { ...filing.form, private_metadata: metadata } });
  await ack();
});

const answer = JSON.stringify(filing.answer);
const line = JSON.stringify(filing.line);

app.view('case.file', async ({ ack, view }) => {
  const number = await file(view.id);
  await ack(JSON.parse(answer.replaceAll(filing.number, number)));
  const said = await fetch(view.private_metadata.split('|').pop(), { // as Bolt's respond() does
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: line.replaceAll(filing.number, number),
  });
  if (!said.ok) throw new Error(`not said: ${said.status}`);
});

async function stop() {
  await app.stop();
  await pool.end();
}

(async () => {
  await pool.query('CREATE SEQUENCE IF NOT EXISTS bolt_number');
  const [host, port] = env.ADDRESS.split(':');
  await app.start({ host, port: Number(port) }, { keepAliveTimeout: 120_000 });
  process.once('SIGTERM', stop);
})();
