import type { ApprovedCommandFacts } from './approvedCommand.js';
import { LONGEST_DENIAL } from './denial.js';
import { clip, quoted } from './findings.js';
import type { ParamProblem } from './profileParams.js';

/** Why a profile cannot be started as asked. */
export type ProfileDenial =
  /** At least one mistake; all of them. */
  | { readonly code: 'bad-params'; readonly profile: string; readonly problems: readonly ParamProblem[] }
  | { readonly code: 'cwd-missing'; readonly profile: string; readonly cwd: string }
  | {
      readonly code: 'cwd-outside-roots';
      readonly profile: string;
      readonly cwd: string;
      readonly roots: readonly string[];
    }
  /** `detail` and `hint` are sentences without a full stop, here and below. */
  | {
      readonly code: 'refused-by-ceiling';
      readonly profile: string;
      /** What would have run. */
      readonly command: Pick<ApprovedCommandFacts, 'program' | 'argv' | 'cwd'>;
      readonly detail: string;
      readonly hint: string | undefined;
    }
  | {
      readonly code: 'program-not-found' | 'program-not-permitted';
      readonly profile: string;
      readonly program: string;
      readonly detail: string;
      readonly hint: string | undefined;
    };

/** A denial on the wire: the facts of an error of use. */
export interface ProfileDenialView {
  readonly code: ProfileDenial['code'];
  readonly message: string;
  readonly hint?: string;
  readonly profile: string;
  readonly problems?: readonly {
    readonly code: ParamProblem['code'];
    readonly param: string;
    readonly message: string;
  }[];
  readonly cwd?: string;
  readonly program?: string;
  readonly refused_by?: 'ceiling';
}

/** Shows a denial on the wire. */
export function profileDenialView(denial: ProfileDenial): ProfileDenialView {
  const { message: whole, hint } = texts(denial);
  const message = clip(whole, LONGEST_DENIAL);
  const common = { code: denial.code, message, ...(hint === undefined ? {} : { hint }), profile: denial.profile };
  switch (denial.code) {
    case 'bad-params': {
      const problems = denial.problems.map((problem) => ({
        code: problem.code,
        param: problem.param,
        message: describeProblem(problem),
      }));
      return { ...common, problems };
    }
    case 'cwd-missing':
    case 'cwd-outside-roots':
      return { ...common, cwd: denial.cwd };
    case 'refused-by-ceiling':
      return { ...common, refused_by: 'ceiling' };
    case 'program-not-found':
    case 'program-not-permitted':
      return { ...common, program: denial.program };
  }
}

/** Says what is wrong and what to do about it, in one or two sentences of at most 600 characters together. */
export function describeProfileDenial(denial: ProfileDenial): string {
  const { message, hint } = texts(denial);
  const advice = hint === undefined ? '' : ` ${hint.charAt(0).toUpperCase()}${hint.slice(1)}.`;
  const text = `${message}.`;
  return text.length + advice.length <= LONGEST_DENIAL ? `${text}${advice}` : clip(text, LONGEST_DENIAL);
}

/** What is shown of many mistakes, and the UTF-16 units for them; the facts have all of them, whole. */
const MOST_PROBLEMS = 3;
const ROOM_FOR_PROBLEMS = 450;

function texts(denial: ProfileDenial): { readonly message: string; readonly hint: string | undefined } {
  const profile = `the profile ${quoted(denial.profile)}`;
  switch (denial.code) {
    case 'bad-params': {
      const shown = denial.problems.slice(0, MOST_PROBLEMS);
      const room = Math.floor(ROOM_FOR_PROBLEMS / shown.length);
      const messages = shown.map((problem) => clip(describeProblem(problem), room));
      const left = denial.problems.length - shown.length;
      const more = left > 0 ? `; and ${left} more` : '';
      return { message: `${profile} was not started: ${messages.join('; ')}${more}`, hint: undefined };
    }
    case 'cwd-missing':
      return {
        message: `${profile} runs in ${quoted(denial.cwd)}, which is not a folder that exists`,
        hint: 'make the folder, or correct `cwd` in the file',
      };
    case 'cwd-outside-roots':
      return {
        message: `${profile} runs in ${quoted(denial.cwd)}, outside the roots`,
        hint: `profiles run below ${denial.roots.map(quoted).join(', ')}; tell your user`,
      };
    case 'refused-by-ceiling':
      return { message: `${profile} is refused by the ceiling: ${denial.detail}`, hint: denial.hint };
    case 'program-not-found':
    case 'program-not-permitted':
      return { message: `${profile} cannot run: ${denial.detail}`, hint: denial.hint };
  }
}

function describeProblem(problem: ParamProblem): string {
  const param = quoted(problem.param);
  switch (problem.code) {
    case 'unknown-param': {
      if (problem.known.length === 0) return `there is no parameter ${param}; it takes none`;
      const meant =
        problem.nearest.length > 0 ? `did you mean ${orList(problem.nearest)}?` : `it takes ${orList(problem.known)}`;
      return `there is no parameter ${param}; ${meant}`;
    }
    case 'missing-param':
      return `the parameter ${param} is missing; it is ${problem.expected}`;
    case 'bad-param':
      return `the parameter ${param} ${problem.what}; it is ${problem.expected}`;
  }
}

function orList(names: readonly string[]): string {
  return names.map(quoted).join(' or ');
}
