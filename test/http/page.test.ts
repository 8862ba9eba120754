import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFakeHost, profile } from '../mcp/fakeHost.js';
import { HAS_NO_BROWSER, openBrowser } from './chromium.js';
import { endpoint, modernCall, modernHeaders, raw } from './endpoint.js';

const TOKEN = 'a-token-of-some-length';
const HOSTILE = '<img src=x onerror="document.title=1"><script>document.title=2</script>';

/** An endpoint with one job that runs, and the address of its page. */
async function served(options: { readonly token?: string } = {}) {
  const host = createFakeHost({ profiles: [profile('web'), profile('api')] });
  const { url } = await endpoint(host, options);
  const start = async (name: string): Promise<void> => {
    const auth = options.token === undefined ? {} : { Authorization: `Bearer ${options.token}` };
    const headers = { ...modernHeaders('tools/call', 'start_profile'), ...auth };
    await raw(url, { headers, body: modernCall('start_profile', { profile: name, wait_ms: 0 }) });
  };
  await start('web');
  return { host, url, start, address: url.replace(/\/mcp$/, '/') };
}

describe('the files of the page', () => {
  it('come without a token, under a strict policy, and nothing else does', async () => {
    const { url } = await served({ token: TOKEN });
    for (const path of ['/', '/page.js', '/page.css']) {
      const { status, headers } = await raw(url, { method: 'GET', path });
      expect([path, status]).toEqual([path, 200]);
      expect(headers['content-security-policy']).toMatch(/^default-src 'none'; /);
      expect(headers['content-security-policy']).not.toMatch(/unsafe|\*|http/);
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
    for (const path of ['/page', '/index.html', '/../package.json', '/page.js/', '/constructor']) {
      expect([path, (await raw(url, { method: 'GET', path })).status]).toEqual([path, 401]);
    }
    expect((await raw(url, { method: 'POST', path: '/' })).status).toBe(401);
    expect((await raw(url, { method: 'GET', path: '/', headers: { Host: 'evil.example' } })).status).toBe(403);
  });
});

describe.skipIf(HAS_NO_BROWSER)('the page, in a real browser', () => {
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await openBrowser();
  });
  beforeEach(async () => {
    page = await browser.context.newPage();
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
  });
  afterEach(() => page.close());
  afterAll(() => browser.close());

  it('shows jobs as they come, and what one of them writes, as text', async () => {
    const { host, start, address } = await served();
    const [web] = host.jobs.all;
    web!.write(`first\n${HOSTILE}\n`);
    await page.goto(address);
    // Chosen twice while it is being looked at, it is shown once.
    await page.getByRole('button', { name: 'web-0001' }).dblclick();
    await page.locator('#output', { hasText: HOSTILE }).waitFor();
    web!.write('second\n');
    await page.locator('#output', { hasText: 'second' }).waitFor();
    expect(await page.locator('#output').textContent()).toBe(`first\n${HOSTILE}\nsecond\n`);
    expect(await page.locator('#output *').count()).toBe(0);
    await start('api');
    await page.getByRole('button', { name: 'api-0002' }).waitFor();
    expect(await page.locator('#state').textContent()).toBe('2 of at most 10 jobs running');
    web!.exit(3);
    await page.locator('#status', { hasText: 'failed (3)' }).waitFor();
    expect(await page.locator('#stop').isDisabled()).toBe(true);
    expect([await page.title(), complaints]).toEqual(['bgjobs', []]);
  });

  it('stops the job that a person chose, when they say so twice', async () => {
    const { host, start, address } = await served();
    await start('api');
    await page.goto(address);
    await page.getByRole('button', { name: 'web-0001' }).click();
    page.once('dialog', (dialog) => void dialog.dismiss());
    await page.getByRole('button', { name: 'Stop' }).click();
    expect(host.jobs.stops).toEqual([]);
    page.once('dialog', (dialog) => void dialog.accept());
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.locator('#status', { hasText: 'killed' }).waitFor();
    expect(host.jobs.stops).toEqual([{ ref: 'web-0001', force: false, by: 'agent (bgjobs page)' }]);
    expect(complaints).toEqual([]);
  });

  it('asks for the token where one is wanted, and says when it is another', async () => {
    const { address } = await served({ token: TOKEN });
    await page.goto(address);
    await page.getByLabel('Token').fill('not-this-one-surely');
    await page.getByRole('button', { name: 'Show the jobs' }).click();
    await page.locator('#state', { hasText: 'this is not the token' }).waitFor();
    await page.getByLabel('Token').fill(TOKEN);
    await page.getByRole('button', { name: 'Show the jobs' }).click();
    await page.getByRole('button', { name: 'web-0001' }).waitFor();
    expect(await page.locator('#login').isHidden()).toBe(true);
  });

  it('cannot be put into a frame', async () => {
    const { address } = await served();
    await page.setContent(`<iframe src="${address}"></iframe>`);
    await expect.poll(() => complaints.some((text) => text.includes('frame'))).toBe(true);
  });
});
