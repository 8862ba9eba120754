// The page that `bgjobs serve --http` shows to a person. It is an MCP client like any other (revision 2026-07-28, a request
// for each call), so it can do what a client can and nothing more. What comes from jobs is put in as text, never as HTML.

const REVISION = '2026-07-28';
/** How often it looks, milliseconds. */
const GLANCE_MS = 1_000;
/** At most so many pages of output are read at one look; a job that writes faster is followed with a delay. */
const MOST_PAGES = 8;
/** The most output that is kept in the page, characters. */
const MOST_OUTPUT = 500_000;
const LIVE = ['starting', 'running', 'stopping'];

const at = (id) => document.getElementById(id);
const rows = new Map();
let token = sessionStorage.getItem('token') ?? '';
let selected;
let jobs = [];
let looking = Promise.resolve();
/** Where the output that is shown ends; undefined before the first look at it. */
let cursor;
/** Bytes that the log limit took, and that the output shows as a gap already. */
let gap = 0;

at('login').addEventListener('submit', (event) => {
  event.preventDefault();
  token = at('token').value.trim();
  at('token').value = '';
  void glance();
});
at('stop').addEventListener('click', () => void stop(selected));
void look();

/** Looks again and again, as long as somebody sees it. */
async function look() {
  if (!document.hidden) await glance();
  setTimeout(look, GLANCE_MS);
}

/** One look after the other: two at once would show the same output twice. */
function glance() {
  looking = looking.then(lookOnce);
  return looking;
}

async function lookOnce() {
  try {
    const listed = await call('list_jobs', { limit: 200 });
    jobs = listed.jobs;
    at('login').hidden = true;
    at('main').hidden = false;
    sessionStorage.setItem('token', token);
    say(`${listed.running} of at most ${listed.max_jobs} jobs running`);
    showTable();
    await showJob();
  } catch (error) {
    if (error instanceof TokenWanted) {
      at('login').hidden = false;
      at('main').hidden = true;
      say(token === '' ? 'a token is wanted' : 'this is not the token', token !== '');
      token = '';
    } else {
      say(error instanceof TypeError ? 'the server does not answer' : error.message, true);
    }
  }
}

class TokenWanted extends Error {}

/** Calls a tool. @returns its structured content. */
async function call(name, args) {
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': REVISION,
    'io.modelcontextprotocol/clientInfo': { name: 'bgjobs page', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const response = await fetch('mcp?session=page', {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
      'MCP-Protocol-Version': REVISION,
      'Mcp-Method': 'tools/call',
      'Mcp-Name': name,
      ...(token === '' ? {} : { Authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: args, _meta } }),
  });
  if (response.status === 401) throw new TokenWanted();
  const { result, error } = await response.json();
  if (error !== undefined) throw new Error(error.message);
  const { structuredContent } = result;
  if (structuredContent.error !== undefined) throw new Error(structuredContent.error.message);
  return structuredContent;
}

function say(text, isBad = false) {
  put(at('state'), text);
  at('state').className = isBad ? 'bad' : '';
}

function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function showTable() {
  at('none').hidden = jobs.length > 0;
  const ids = jobs.map((job) => job.id);
  for (const job of jobs) {
    if (!rows.has(job.id)) rows.set(job.id, makeRow(job.id));
    const row = rows.get(job.id);
    const [, status, time, command] = row.cells;
    put(status, statusText(job));
    status.className = job.status;
    put(time, timeText(job.duration_ms));
    put(command, job.command);
    row.className = job.id === selected ? 'selected' : '';
  }
  const isSame = at('jobs').rows.length === ids.length && ids.every((id, n) => at('jobs').rows[n] === rows.get(id));
  if (isSame) return;
  for (const id of rows.keys()) if (!ids.includes(id)) rows.delete(id);
  at('jobs').replaceChildren(...ids.map((id) => rows.get(id)));
}

function makeRow(id) {
  const row = document.createElement('tr');
  for (let cell = 0; cell < 4; cell += 1) row.insertCell();
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = id;
  button.addEventListener('click', () => {
    selected = id;
    cursor = undefined;
    void glance();
  });
  row.cells[0].append(button);
  return row;
}

async function showJob() {
  const job = jobs.find(({ id }) => id === selected);
  at('job').hidden = job === undefined;
  if (job === undefined) return;
  put(at('name'), job.id);
  put(at('status'), statusText(job));
  at('status').className = job.status;
  at('stop').disabled = !LIVE.includes(job.status) || job.status === 'stopping';
  const ports = Object.entries(job.ports ?? {}).map(([name, port]) => `port ${name} ${port}`);
  const since = new Date(job.started_at).toLocaleTimeString();
  put(at('facts'), [job.command, `in ${job.cwd}`, `since ${since}`, ...ports].join(' · '));
  for (let page = 0; page < MOST_PAGES && (await follow(job.id)); page += 1);
}

/** Shows a page of what the job wrote since the last look. @returns whether there is more. */
async function follow(id) {
  const output = at('output');
  const from = cursor;
  const page = await call('read_output', {
    job: id,
    max_bytes: 32_768,
    ...(from === undefined ? { tail_lines: 1_000 } : { cursor: from }),
  });
  if (id !== selected || from !== cursor) return false; // Somebody chose another, or this one anew, meanwhile.
  const isAtEnd = cursor === undefined || output.scrollHeight - output.scrollTop - output.clientHeight < 30;
  if (cursor === undefined) output.textContent = '';
  else if (page.lost_bytes > gap) output.append(`\n[${page.lost_bytes - gap} bytes are gone: the log limit]\n`);
  gap = page.lost_bytes;
  cursor = page.next_cursor;
  if (page.text === '') return false;
  output.append(page.text);
  if (output.textContent.length > MOST_OUTPUT) output.textContent = output.textContent.slice(-MOST_OUTPUT / 2);
  if (isAtEnd) output.scrollTop = output.scrollHeight;
  return page.truncated;
}

async function stop(id) {
  if (!confirm(`Stop ${id} and every process that it started?`)) return;
  const problem = at('problem');
  problem.hidden = true;
  at('stop').disabled = true;
  try {
    const { survivors } = await call('stop_job', { job: id });
    const left = survivors.map(({ pid, command }) => `${pid} (${command})`);
    if (left.length > 0) throw new Error(`these processes could not be ended: ${left.join(', ')}`);
  } catch (error) {
    problem.textContent = error.message;
    problem.hidden = false;
  }
  await glance();
}

function statusText({ status, readiness, exit_code: code, signal }) {
  if (status === 'running' && readiness !== 'none')
    return readiness === 'ready' ? 'running, ready' : `running, ${readiness}`;
  if (code !== undefined) return `${status} (${code})`;
  return signal === undefined ? status : `${status} (${signal})`;
}

function timeText(ms) {
  const seconds = Math.floor(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
