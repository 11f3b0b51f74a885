/**
 * Polski: liczebniki. Polish: plurals.
 * Subjects: plural forms of Polish.
 */

let rules: Intl.PluralRules | undefined;

/** Returns the number and the form of the noun for it: 1 osoba, 2 osoby, 5 osób. */
export function counted(count: number, one: string, few: string, many: string): string {
  rules ??= new Intl.PluralRules('pl');
  const form = rules.select(count);
  return `${count} ${form === 'one' ? one : form === 'few' ? few : many}`;
}
