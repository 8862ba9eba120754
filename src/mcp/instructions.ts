/** What a client may put before its model: order of calls, ids, limits, where the policy is. 300 to 900 characters. */
export const INSTRUCTIONS = [
  "bgjobs runs background jobs that the project's bgjobs.yaml permits: dev servers, watchers, tests, builds, single commands.",
  'Call list_profiles first: profiles, permitted ad-hoc commands, state of the file.',
  'Prefer start_profile; start_command is for other permitted commands (check_command tells beforehand).',
  'A start returns a job id such as `web-3f9a`; every tool takes it, or the name. Ids never come twice.',
  'Do not sleep or poll: wait_for_job waits up to 45 s a call for exit, readiness, a pattern or silence; call it again to go on.',
  'read_output pages through output with next_cursor, also after the end.',
  'Jobs end with this session; stop_job ends one with its whole process tree, restart_job starts it anew.',
  'A refusal says what decided and what is permitted instead: do not try other spellings, ask your user to change bgjobs.yaml. A saved change is in force at once, unless it is held for approval.',
].join(' ');
