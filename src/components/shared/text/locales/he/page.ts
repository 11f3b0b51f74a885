/** עברית: Hebrew, the elements of a page beside the phone: dock, links, frame, keyboard. */

import { fromRightToLeft } from '../from-right-to-left.js';
import type { PageWords } from '../translation.js';

const missedWords = (count: number): string => {
  if (count === 1) return 'שיחה אחת שלא נענתה';
  return count === 2 ? 'שתי שיחות שלא נענו' : `${count} שיחות שלא נענו`;
};

const page: PageWords = {
  openPhone: 'פתיחת הטלפון',
  closePhone: 'סגירת הטלפון',
  movePhone: 'הזזת הטלפון',
  popOut: 'פתיחה בחלון נפרד',
  popIn: 'חזרה לדף',
  missedCalls: missedWords,

  shortcuts: 'מקלדת',

  callsFromThisPage: (number) => `חיוג אל ${number} מהדף הזה`,
  notCalledFromPages: (number) => `לא ניתן להתקשר אל ${number} מדף`,
  framedPhone: 'טלפון',

  // Set-up by a link or a code
  setUpPhone: 'להגדיר את הטלפון הזה?',
  setUpFrom: (host) => `מאת ${host}`,
  setUp: 'הגדרה',
  scanCode: 'סריקת קוד QR',
  chooseFile: 'בחירת קובץ',
  noCodeFound: 'זה אינו קוד הגדרה',
  setUpFailed: 'לא ניתן היה לטעון את ההגדרה',
};

export default fromRightToLeft(page);
