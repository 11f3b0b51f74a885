/** Türkçe: yardım. Turkish: what helps. */

import type { CheckRow, CheckWord, ToolWords } from './translation.js';

const rows: Record<CheckRow, string> = {
  account: 'Hesap',
  server: 'Sunucu',
  microphone: 'Mikrofon',
  relay: 'Röle',
  notifications: 'Bildirimler',
};

const checks: Record<CheckWord, string> = {
  ready: 'Oturum açık',
  connecting: 'Oturum açılıyor…',
  offline: 'Bağlantı bekleniyor',
  refused: 'Oturum açma reddedildi: kullanıcı adını ve parolayı kontrol edin',
  unconfigured: 'Ayarlanmamış',
  elsewhere: 'Başka bir sekmede etkin',
  stopped: 'Oturum kapalı',
  connected: 'Bağlı',
  'not-connected': 'Ulaşılamıyor',
  idle: 'Bağlı değil',
  granted: 'Kullanılabilir',
  ask: 'Henüz izin verilmedi',
  denied: 'Bu site için engellendi',
  missing: 'Bulunamadı',
  insecure: 'Bu sayfa https kullanmalı',
  frame: 'Bu çerçeve kullanamaz',
  policy: 'Site buna izin vermiyor',
  'in-use': 'Başka bir program kullanıyor',
  'no-relay': 'Ayarlanmamış: kısıtlı ağlarda aramalar başarısız olabilir',
  'relay-works': 'Çalışıyor',
  'relay-fails': 'Ulaşılamıyor: kısıtlı ağlarda aramalar başarısız olabilir',
  checking: 'Kontrol ediliyor…',
  unsupported: 'Bu tarayıcı desteklemiyor',
};

export const tools: ToolWords = {
  diagnostics: 'Bağlantı kontrolü',
  checkRow: (row) => rows[row],
  checkWord: (word) => checks[word],
  good: 'İyi',
  warning: 'Uyarı',
  fault: 'Hata',
  allGood: 'Her şey çalışıyor',
  report: 'Rapor',
  copyReport: 'Raporu kopyala',
  copied: 'Kopyalandı',
  cannotCopy: 'Bu tarayıcı sayfanın kopyalamasına izin vermiyor. Bunun yerine metni seçin.',
  allowMicrophone: 'Mikrofona izin ver',
  allowNotifications: 'Bildirimlere izin ver',

  trace: 'SIP iletileri',
  traceMessages: (count) => `${count} ileti`,
  noTraceYet: 'Henüz ileti yok',
  thisPhone: 'Telefon',
  theServer: 'Sunucu',
  others: 'Diğerleri',
  copyMessage: 'İletiyi kopyala',
  copyAll: 'Tümünü kopyala',
  download: 'İndir',
  pause: 'Duraklat',
  continueTrace: 'Devam et',

  callsFromThisPage: (number) => `Bu sayfadan aranır: ${number}`,
  notCalledFromPages: (number) => `Web sayfasından aranamaz: ${number}`,
  callThisNumber: 'Bu numara aransın mı?',
  callThisNumberWhy: 'Bu aramayı sayfa başlatıyor ve sayfanın metninde bu numara görünmüyor. Arama ücretli olabilir.',
  serviceCode: 'Bu kod web sayfasından aranamaz',
  serviceCodeWhy:
    'Servis kodu, aramalarınızın nereye yönlendirileceği gibi hat ayarlarınızı değiştirebilir. İsterseniz kodu tuş takımından çevirin.',
  framedPhone: 'Telefon',
};
