import { mutationDocument } from './document';
import type { Outcome } from './score';

it('gives every file and folder its score; what could not be judged is in none', () => {
  const outcomes = (fileName: string, ...statuses: Outcome['status'][]): Outcome[] => statuses.map((status) => ({ fileName, status }));
  const text = mutationDocument(
    ['lib/b/types.ts', 'lib/a/one.ts', 'lib/a/two.ts'],
    [
      ...outcomes('lib/a/one.ts', 'Killed', 'Timeout', 'Survived'),
      ...outcomes('lib/a/two.ts', 'NoCoverage', 'Killed', 'Ignored', 'CompileError'),
    ],
  );
  expect(text.match(/^\| (?!file|---).*$/gm)).toEqual([
    '| **lib/a** | 5 | 2 | 60.0 % |',
    '| `lib/a/one.ts` | 3 | 1 | 66.7 % |',
    '| `lib/a/two.ts` | 2 | 1 | 50.0 % |',
    '| **lib/b** | none | 0 | – |',
    '| `lib/b/types.ts` | none | 0 | – |',
  ]);
  expect(text).toContain('**60.0 %** of all mutants');
});
