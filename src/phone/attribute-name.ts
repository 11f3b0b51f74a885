/**
 * Returns the name of the attribute of an option or a command: `max-calls` for `maxCalls`, `hang-up` for `hangUp`.
 * Subjects: attribute name of an option.
 */
export function attributeName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
