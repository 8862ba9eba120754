import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFakeHost, profile } from '../mcp/fakeHost.js';
import { HAS_NO_BROWSER, openBrowser } from './chromium.js';
import { endpoint, modernCall, modernHeaders } from './endpoint.js';

const CALL = modernCall('start_profile', { profile: 'web', wait_ms: 0 });
const HEADERS = modernHeaders('tools/call', 'start_profile');

describe.skipIf(HAS_NO_BROWSER)('a page of somebody else, in a real browser', () => {
  let site: Server;
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  let page: Page;
  let sitePort: number;

  beforeAll(async () => {
    site = createServer((_req, res) => {
      res.writeHead(200, { 'Content-Type': 'text/html' });
      res.end('<!doctype html><title>evil</title>');
    });
    await new Promise<void>((resolve) => void site.listen(0, '127.0.0.1', resolve));
    sitePort = (site.address() as AddressInfo).port;
    browser = await openBrowser();
  });
  beforeEach(async () => {
    page = await browser.context.newPage();
  });
  afterEach(() => page.close());
  afterAll(async () => {
    await browser.close();
    site.close();
  });

  /** What a page gets when it tries to call the endpoint. */
  function attack(
    url: string,
    init: { readonly mode?: 'cors' | 'no-cors'; readonly headers?: Record<string, string> },
  ) {
    return page.evaluate(
      async ({ target, body, options }) => {
        try {
          const response = await fetch(target, { method: 'POST', body, ...options });
          return { type: response.type, status: response.status, text: await response.text() };
        } catch (error) {
          return { type: 'failed', status: 0, text: String(error) };
        }
      },
      { target: url, body: CALL, options: init },
    );
  }

  it('cannot call a tool from another site, whatever kind of request it makes', async () => {
    const host = createFakeHost({ profiles: [profile('web')] });
    const { url } = await endpoint(host);
    await page.goto(`http://evil.example:${sitePort}/`);
    // A simple request goes out without a preflight; its answer is opaque to the page and has to be harmless here.
    const simple = await attack(url, { mode: 'no-cors', headers: { 'Content-Type': 'text/plain' } });
    expect(simple).toMatchObject({ type: 'opaque', text: '' });
    expect(await attack(url, { headers: { 'Content-Type': 'text/plain' } })).toMatchObject({ type: 'failed' });
    expect(await attack(url, { headers: HEADERS })).toMatchObject({ type: 'failed' });
    // A form of that page, and the way in which forms have always crossed sites.
    const answered = page.waitForResponse(url);
    await page.setContent(
      `<form action="${url}" method="post" enctype="text/plain"><input name='{"a":"' value='"}'></form>`,
    );
    await page.locator('form').evaluate((form: { submit(): void }) => form.submit());
    expect((await answered).status()).toBe(403);
    expect(host.jobs.all).toEqual([]);
  });

  it('cannot call a tool from another local site either', async () => {
    const host = createFakeHost({ profiles: [profile('web')] });
    const { url } = await endpoint(host);
    await page.goto(`http://localhost:${sitePort}/`);
    expect(await attack(url, { mode: 'no-cors', headers: { 'Content-Type': 'text/plain' } })).toMatchObject({
      type: 'opaque',
    });
    expect(await attack(url, { headers: HEADERS })).toMatchObject({ type: 'failed' });
    expect(host.jobs.all).toEqual([]);
  });

  it('cannot get in by rebinding its name to this machine: same origin, and refused', async () => {
    const host = createFakeHost({ profiles: [profile('web')] });
    const { url } = await endpoint(host);
    // The browser believes that the page and the endpoint are one site.
    const rebound = `http://rebound.example:${new URL(url).port}`;
    await page.goto(`${rebound}/`);
    const same = await attack(`${rebound}/mcp`, { headers: HEADERS });
    expect(same).toMatchObject({ type: 'basic', status: 403 });
    expect(same.text).toContain('Host');
    expect(host.jobs.all).toEqual([]);
  });
});
