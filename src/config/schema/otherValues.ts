/** Words of neighbouring tools (docker compose, process-compose, systemd, JSON Schema) for values of this file. */
const OTHER_VALUES: Readonly<Record<string, readonly string[]>> = {
  ready: ['healthy', 'service_healthy', 'process_healthy'],
  started: ['running', 'service_started', 'process_started'],
  succeeded: ['completed', 'success', 'done', 'service_completed_successfully', 'process_completed_successfully'],
  failure: ['on_failure', 'crash', 'failed'],
  always: ['unless_stopped', 'true'],
  never: ['no', 'none', 'off', 'false'],
  service: ['daemon', 'server', 'simple', 'background'],
  task: ['oneshot', 'job', 'once'],
  string: ['str', 'text'],
  integer: ['int'],
  number: ['float', 'double'],
  boolean: ['bool'],
  reject: ['error', 'fail', 'refuse'],
  replace: ['restart', 'kill'],
};

/** Which of the right values a word probably means. */
export function valueMeant(word: string, choices: readonly string[]): string | undefined {
  const plain = word.toLowerCase().replaceAll('-', '_');
  return choices.find((choice) => choice === plain || OTHER_VALUES[choice]?.includes(plain) === true);
}
