import { describe, expect, it } from 'vitest';
import { stateFolder } from '../../src/app/stateFolder.js';

describe('stateFolder', () => {
  it('stands below XDG_STATE_HOME, by default below ~/.local/state', () => {
    expect(stateFolder('/src/shop', { XDG_STATE_HOME: '/state' }, '/home/me')).toMatch(
      /^\/state\/bgjobs\/shop-[0-9a-f]{10}$/,
    );
    expect(stateFolder('/src/shop', {}, '/home/me')).toMatch(/^\/home\/me\/\.local\/state\/bgjobs\/shop-/);
  });

  it('ignores a relative XDG_STATE_HOME, as the specification says', () => {
    expect(stateFolder('/src/shop', { XDG_STATE_HOME: 'state' }, '/home/me')).toMatch(/^\/home\/me\/\.local\/state\//);
  });

  it('tells two checkouts of the same name apart', () => {
    expect(stateFolder('/a/shop', {}, '/h')).not.toBe(stateFolder('/b/shop', {}, '/h'));
  });

  it('makes a safe name of any folder', () => {
    expect(stateFolder('/', {}, '/h')).toMatch(/\/root-[0-9a-f]{10}$/);
    expect(stateFolder('/a/my shop\n', {}, '/h')).toMatch(/\/my_shop_-[0-9a-f]{10}$/);
  });
});
