import { parse, type Assignment } from 'unbash';

type Statement = ReturnType<typeof parse>['commands'][number];
type Node = Statement['command'];

/** The argv of every command that unbash sees in a text, or undefined when it sees anything but plain commands. */
export function readWithUnbash(text: string): readonly (readonly string[])[] | undefined {
  const script = parse(text);
  if ((script.errors?.length ?? 0) > 0) return undefined;
  const found: string[][] = [];
  const isPlain = script.commands.every(({ background, command }) => background !== true && collect(command, found));
  return isPlain ? found : undefined;
}

/** `export A=b`: an assignment to unbash, and a word to everyone else. */
function assignmentWord({ name, value, append, index }: Assignment): string | undefined {
  if (value.type !== 'Word' || index !== undefined) return undefined;
  return `${name}${append === true ? '+' : ''}=${value.value}`;
}

function collect(node: Node, found: string[][]): boolean {
  switch (node.type) {
    case 'AndOr':
      return node.commands.every((command) => collect(command, found));
    case 'Pipeline':
      return node.prefixes.length === 0 && node.commands.every((command) => collect(command, found));
    case 'Command': {
      if (node.name === undefined || node.prefix.length > 0 || node.redirects.length > 0) return false;
      const argv = [node.name.value];
      for (const argument of node.args) {
        const word = argument.type === 'Word' ? argument.value : assignmentWord(argument);
        if (word === undefined) return false;
        argv.push(word);
      }
      found.push(argv);
      return true;
    }
    default:
      return false;
  }
}
