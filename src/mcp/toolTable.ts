import type { Tool } from './tool.js';
import { checkCommand } from './tools/checkCommand.js';
import { getJob } from './tools/getJob.js';
import { listJobs } from './tools/listJobs.js';
import { listProfiles } from './tools/listProfiles.js';
import { readOutput } from './tools/readOutput.js';
import { restartJob } from './tools/restartJob.js';
import { sendInput } from './tools/sendInput.js';
import { startCommand } from './tools/startCommand.js';
import { startProfile } from './tools/startProfile.js';
import { stopJob } from './tools/stopJob.js';
import { waitForJob } from './tools/waitForJob.js';

/** Every tool, in the order in which clients see them. A new one goes here. */
export const TOOLS: readonly Tool[] = [
  listProfiles,
  startProfile,
  startCommand,
  checkCommand,
  listJobs,
  getJob,
  readOutput,
  waitForJob,
  sendInput,
  stopJob,
  restartJob,
];
