import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/rig/buildOnce.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Real processes, two cores: more files at once only make each other slow.
    maxWorkers: 2,
  },
});
