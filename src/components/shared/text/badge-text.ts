/**
 * A count in a badge, which has room for three characters.
 * Subjects: 99+ in a badge.
 */

export const badgeText = (count: number): string => (count > 99 ? '99+' : `${count}`);
