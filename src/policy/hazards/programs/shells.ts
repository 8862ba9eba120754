import type { ProgramHazards } from '../grammar.js';

/** Shells: nothing but the words behind a literal script, or behind a literal text, may come from a wildcard. */
export const shells: readonly ProgramHazards[] = [
  {
    programs: 'sh bash dash zsh ksh mksh ash rbash yash posh csh tcsh fish nu elvish xonsh oil osh',
    reference: 'bash(1), dash(1), zsh(1), fish(1)',
    form: 'exact',
    executor: 'is a shell: it runs whatever it is given',
    operandEndsOptions: true,
    harmless: '-o= +o= -O= +O= --rcfile= --init-file=',
    script: {
      codeLast: '-c= --command=',
      info: '--version --help',
      after: 'free',
    },
  },
];
