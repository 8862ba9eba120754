import { matchWord, type WordPattern } from './wordPattern.js';

/** Whether one pattern certainly matches all that another does. May say no where the answer is yes. */
export function covers(wide: readonly WordPattern[], narrow: readonly WordPattern[]): boolean {
  for (const [at, pattern] of wide.entries()) {
    if (pattern.kind === 'words') return at === wide.length - 1;
    const other = narrow[at];
    if (other === undefined || !coversWord(pattern, other)) return false;
  }
  return wide.length === narrow.length;
}

function coversWord(wide: WordPattern, narrow: WordPattern): boolean {
  switch (narrow.kind) {
    case 'literal':
      return matchWord(wide, narrow.text, 'narrow');
    case 'word':
      return wide.kind === 'word';
    case 'words':
      return false;
    case 'pieces':
      return wide.kind === 'pieces' && wide.pieces.join('*') === narrow.pieces.join('*');
  }
}
