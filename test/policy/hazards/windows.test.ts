import { describe, expect, test } from 'vitest';
import { batchArgumentProblem } from '../../../src/policy/hazards/windows.js';
import { hazardCases } from './hazardCases.js';

const platform = 'win32';

hazardCases('Windows', {
  'cat **': {
    platform,
    blocks: String.raw`
      cat CON
      cat nul
      cat con.txt
      cat COM1
      cat sub/aux
      cat a.txt:stream
      cat 'a.txt::$DATA'
      cat C:x
      cat 'C:'
      cat '\\server\share'
      cat '//server/share'
      cat '\\?\C:\x'
      cat 'a\..\..\b'
      cat GIT~1/config
      cat 'a.'
      cat 'a '
      cat .GIT/config
      cat '.git\config'
      cat --x=CON`,
    passes: String.raw`
      cat a.txt
      cat src/a.ts
      cat 'src\a.ts'
      cat ../a
      cat console.txt
      cat C:/repo/a.txt
      cat 'C:\repo\a.txt'
      cat a.test.ts
      cat ..
      cat a~b`,
  },
  'npm run **': {
    platform,
    blocks: `npm run 'a"&calc'\nnpm run 'a b'\nnpm run '%PATH%'\nnpm run 'a^b'`,
    passes: 'npm run test:unit\nnpm run build -- --mode=x\nnpm run @a/b',
  },
  'git **': { platform, passes: 'git show v1.0.0:README.md\ngit log -p', blocks: 'git show CON' },
  'curl **': { platform, passes: 'curl http://127.0.0.1:8080/x\ncurl localhost:3000', blocks: 'curl //server/x' },
  'vitest **': { platform, passes: 'vitest run src/a.test.ts:12' },
  'node.exe **': { platform, blocks: 'node.exe -e 1', passes: 'node.exe a.js' },
  'NODE **': { platform, blocks: 'NODE -e 1' },
});

describe('batchArgumentProblem', () => {
  test.each(['C:/x/npm.cmd', 'C:/x/NPM.CMD', 'C:/x/a.BaT', 'C:/x/a.bat.'])('%s', (file) => {
    expect(batchArgumentProblem(file, ['npm', 'a', 'b&c'])?.word).toBe(2);
    expect(batchArgumentProblem(file, ['npm', 'run', 'a:b'])).toBeUndefined();
  });
  test('other files take anything', () => {
    expect(batchArgumentProblem('C:/x/node.exe', ['node', 'b&c'])).toBeUndefined();
  });
});
