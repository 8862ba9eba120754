import type { ParamSpec, Probe, Profile } from '../config/config.js';
import type { Template } from '../config/template.js';
import type { JobView } from '../jobs/jobView.js';
import { formatDuration } from '../lib/duration.js';
import { displayWord } from '../policy/quoting.js';

/** A profile as `list_profiles` shows it. */
export interface ProfileView {
  readonly name: string;
  readonly description: string;
  readonly type: Profile['type'];
  readonly command: string;
  /** A JSON Schema for each. */
  readonly params: Readonly<Record<string, object>>;
  /** Parameters without which it does not start; absent when there are none. */
  readonly required_params?: readonly string[];
  readonly tags: readonly string[];
  /** What makes it ready; empty when nothing is probed. */
  readonly ready: readonly string[];
  readonly running: readonly JobView[];
}

/** Describes a profile for the agent. */
export function profileView(profile: Profile, running: readonly JobView[]): ProfileView {
  const params = [...profile.params.values()];
  const required = params.filter((param) => param.required).map((param) => param.name);
  return {
    name: profile.name,
    description: profile.description,
    type: profile.type,
    command: commandText(profile),
    params: Object.fromEntries(params.map((param) => [param.name, paramSchema(param)])),
    ...(required.length === 0 ? {} : { required_params: required }),
    tags: profile.tags,
    ready: profile.ready.map(probeText),
    running,
  };
}

/** The command as the file has it, references unfilled. */
export function commandText({ run }: Profile): string {
  return run.kind === 'shell' ? run.script.trim() : run.words.map(wordText).join(' ');
}

/** A parameter as JSON Schema. */
export function paramSchema(param: ParamSpec): object {
  const { type, description, pattern, minLength, maxLength, minimum, maximum } = param;
  const schema = {
    type,
    description: description === '' ? undefined : description,
    enum: param.enum,
    default: param.default,
    pattern: pattern === undefined ? undefined : `^(?:${pattern})$`,
    minLength,
    maxLength,
    minimum,
    maximum,
  };
  return Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined));
}

function probeText({ target, timeoutMs }: Probe): string {
  const within = ` within ${formatDuration(timeoutMs)}`;
  switch (target.kind) {
    case 'log':
      return `log: ${target.pattern}${within}`;
    case 'tcp':
      return `tcp: ${templateText(target.host)}:${templateText(target.port)}${within}`;
    case 'http':
      return `http: ${templateText(target.url)}${within}`;
    case 'exec':
      return `exec: ${target.command.map(wordText).join(' ')}${within}`;
    case 'file':
      return `file: ${templateText(target.path)}${within}`;
  }
}

/** A word as the file has it; a reference stays bare, as it fills one element whatever its value is. */
function wordText(word: Template): string {
  const text = templateText(word);
  return word.some((part) => part.kind !== 'text') ? text : displayWord(text);
}

/** A template as the file has it. */
export function templateText(template: Template): string {
  return template
    .map((part) =>
      part.kind === 'text' ? part.text : `\${${part.kind === 'param' ? 'params' : 'ports'}.${part.name}}`,
    )
    .join('');
}
