/** A profile that a first file could hold. */
export interface ProfileDraft {
  /** Fits `^[a-z][a-z0-9_-]{0,47}$`. */
  readonly name: string;
  readonly description: string;
  readonly type: 'task' | 'service';
  /** argv. */
  readonly command: readonly string[];
  /** Where it answers once it is up, where that is known. */
  readonly readyUrl?: string;
}

/** What one kind of project file suggests. */
export interface Findings {
  /** The file it comes from, such as `package.json`. */
  readonly source: string;
  readonly profiles: readonly ProfileDraft[];
  /** Ad-hoc commands worth permitting, as rules. */
  readonly allow: readonly string[];
}

/** Reads a file of the folder; undefined when there is none. */
export type ReadText = (name: string) => string | undefined;

/** Looks for one kind of project; undefined when this folder is none. Never throws on a malformed file. */
export type Detector = (read: ReadText) => Findings | undefined;

/** Makes a profile name of any text: `test:unit` becomes `test-unit`. Undefined when nothing is left. */
export function profileName(text: string): string | undefined {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 48)
    .replace(/-+$/, '');
  return name === '' ? undefined : name;
}

/** Whether a task of this name is meant to keep running. */
export function looksLikeService(name: string): boolean {
  return /^(dev|start|serve|server|preview|watch|storybook|run|up)(?:$|[-_:])|[-_:](dev|serve|watch)$/.test(name);
}

/** Whether a task of this name changes more than the folder it runs in, as names go; a person has to add such by hand. */
export function reachesFurther(name: string): boolean {
  return /(^|[-_])(deploy|publish|release|ship|push|prod|production|reset|drop|destroy|wipe|purge|nuke|migrate|seed|rollback|uninstall)([-_]|$)/.test(
    name,
  );
}
