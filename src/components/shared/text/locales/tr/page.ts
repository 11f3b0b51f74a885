/** Türkçe: Turkish, the elements of a page beside the phone: dock, links, frame, keyboard. */

import type { PageWords } from '../translation.js';

const page: PageWords = {
  openPhone: 'Telefonu aç',
  closePhone: 'Telefonu kapat',
  movePhone: 'Telefonu taşı',
  popOut: 'Kendi penceresinde aç',
  popIn: 'Sayfaya geri dön',
  missedCalls: (count) => `${count} cevapsız arama`,

  shortcuts: 'Klavye kısayolları',

  callsFromThisPage: (number) => `Bu sayfadan aranır: ${number}`,
  notCalledFromPages: (number) => `Web sayfasından aranamaz: ${number}`,
  framedPhone: 'Telefon',

  // Set-up by a link or a code
  setUpPhone: 'Bu telefon ayarlansın mı?',
  setUpFrom: (host) => `Kaynak: ${host}`,
  setUp: 'Ayarla',
  scanCode: 'QR kodunu tara',
  chooseFile: 'Dosya seç',
  noCodeFound: 'Bu bir kurulum kodu değil',
  setUpFailed: 'Kurulum yüklenemedi',
};

export default page;
