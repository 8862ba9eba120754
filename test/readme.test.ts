import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { loadSnapshotFile } from '../src/app/loadSnapshot.js';
import { makeScratch, type Scratch } from './rig/scratch.js';

const TOP = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

/** What a newcomer may copy: the code blocks of a page, by language. */
function blocks(page: string, language: string): string[] {
  const text = readFileSync(`${TOP}/${page}`, 'utf8');
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    (match) => match[1] ?? '',
  );
}

interface Snippet {
  readonly command: string;
  readonly args: readonly string[];
}

/** The client snippets, with the newcomer's own paths put in. */
function snippets(project: string): Snippet[] {
  const mine = (text: string): string =>
    text.replaceAll('/path/to/bgjobs', TOP).replaceAll('/path/to/project', project);
  const json = blocks('README.md', 'json').map((block) => {
    const parsed = JSON.parse(mine(block)) as { mcpServers?: { bgjobs: Snippet }; servers?: { bgjobs: Snippet } };
    return (parsed.mcpServers ?? parsed.servers)!.bgjobs;
  });
  const toml = blocks('README.md', 'toml').map((block) => ({
    command: JSON.parse(/^command = (.*)$/m.exec(mine(block))![1]!) as string,
    args: JSON.parse(/^args = (.*)$/m.exec(mine(block))![1]!) as string[],
  }));
  return [...json, ...toml];
}

let scratch: Scratch;
beforeEach(() => {
  scratch = makeScratch();
});
afterEach(() => scratch.remove());

describe('what a newcomer copies', () => {
  it.each(['README.md', 'docs/getting-started.md'])('%s: every file loads', (page) => {
    const files = blocks(page, 'yaml');
    expect(files.length).toBeGreaterThan(0);
    for (const text of files) {
      const loaded = loadSnapshotFile(scratch.write('bgjobs.yaml', text), { PATH: process.env.PATH });
      expect(loaded.ok ? [] : loaded.error.diagnostics).toEqual([]);
    }
  });

  it('README.md: every client snippet starts a server that answers', async () => {
    expect(inject('buildProblem')).toBe('');
    scratch.write('bgjobs.yaml', 'version: 1\n');
    const all = snippets(scratch.path);
    expect(all).toHaveLength(4);
    for (const { command, args } of all) {
      const server = spawn(command === 'node' ? process.execPath : command, args, {
        cwd: scratch.path,
        env: { PATH: process.env.PATH, HOME: scratch.path },
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      const ended = new Promise((resolve) => server.on('exit', resolve));
      const answer = new Promise<string>((resolve) => createInterface({ input: server.stdout }).once('line', resolve));
      const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } };
      server.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params })}\n`);
      expect(JSON.parse(await answer)).toMatchObject({ id: 1, result: { serverInfo: { name: 'bgjobs' } } });
      server.stdin.end();
      expect(await ended).toBe(0);
    }
  });

  it('README.md: every page it points to is there', () => {
    const text = readFileSync(`${TOP}/README.md`, 'utf8');
    for (const [, target] of text.matchAll(/\]\(([^)#:]+)\)/g)) {
      expect(() => readFileSync(`${TOP}/${target!}`), target).not.toThrow();
    }
  });
});
