/** Español: Spanish, the views of settings, devices, connection check and trace. */

import type { DeviceUse } from '../../../../../phone/state.js';
import type { BrowserKind, CheckRow, CheckWord, QualityFigure, ToolWords } from '../translation.js';

const deviceKind: Record<DeviceUse, string> = {
  microphone: 'Micrófono',
  speaker: 'Altavoz',
  ringer: 'Altavoz',
  camera: 'Cámara',
};

const testOf = { microphone: 'Probar micrófono', speaker: 'Probar altavoz', ringer: 'Probar timbre' } as const;

const rows: Record<CheckRow, string> = {
  account: 'Cuenta',
  server: 'Servidor',
  microphone: 'Micrófono',
  relay: 'Retransmisor',
  notifications: 'Notificaciones',
};

/** `granted`, `ask` and `denied` are said of the microphone and of the notifications. */
const checks: Record<CheckWord, string> = {
  ready: 'Sesión iniciada',
  offline: 'A la espera de la conexión',
  refused: 'Inicio de sesión rechazado: revisar el nombre de usuario y la contraseña',
  unconfigured: 'Sin configurar',
  elsewhere: 'Activa en otra pestaña',
  stopped: 'Sesión cerrada',
  connected: 'Conectado',
  'not-connected': 'No se puede acceder',
  idle: 'Sin conectar',
  granted: 'Uso permitido',
  ask: 'Uso aún no permitido',
  denied: 'Uso bloqueado en este sitio',
  missing: 'No se encontró ninguno',
  insecure: 'Esta página debe usar https',
  frame: 'Este marco no puede usarlo',
  policy: 'El sitio web no lo permite',
  'in-use': 'Otro programa lo está usando',
  'no-relay': 'Ninguno configurado: las llamadas pueden fallar en redes restringidas',
  'relay-works': 'Funciona',
  'relay-fails': 'No se puede acceder: las llamadas pueden fallar en redes restringidas',
  'echo-works': 'El sonido vuelve',
  'echo-fails': 'No ha vuelto ningún sonido',
  checking: 'Comprobando…',
  unsupported: 'No disponible en este navegador',
};

const deviceUse: Record<DeviceUse, string> = {
  microphone: 'Micrófono',
  speaker: 'Altavoz',
  ringer: 'Sonar en',
  camera: 'Cámara',
};

const figures: Record<QualityFigure, string> = {
  codec: 'Códec',
  path: 'Ruta',
  roundTrip: 'Tiempo de ida y vuelta',
  jitter: 'Variación del retardo',
  lossIn: 'Pérdida de paquetes (recibidos)',
  lossOut: 'Pérdida de paquetes (enviados)',
  mos: 'Calidad (de 1 a 4,5)',
};

const microphoneSteps: Record<BrowserKind, string> = {
  chromium: 'Pulsar el icono señalado en la barra de direcciones.\nActivar Micrófono.',
  firefox: 'Pulsar el micrófono tachado en la barra de direcciones.\nQuitar el bloqueo junto a Micrófono.',
  safari: 'Abrir la configuración de este sitio web en la barra de direcciones.\nEn Micrófono, elegir Permitir.',
  other: 'Abrir la configuración de este sitio en el navegador.\nPermitir el micrófono.',
};

const tools: ToolWords = {
  // The notices and the More panel of a call, its figures, and the microphone after a denial
  youAreMuted: 'El micrófono está silenciado.',
  recordingLost: 'La grabación empezó de nuevo: se perdió lo grabado antes de cargar la página.',
  recordingStopped: 'La grabación se detuvo al cargar la página y se perdió lo grabado.',
  noAudioPath: 'No llega ningún sonido.',
  connectOthers: 'Dejarlos hablando',
  weakLocal: 'La conexión es débil *en este lado*: puede que los demás no oigan bien.',
  weakRemote: 'El sonido llega mal *desde el otro lado*.',
  weakSomewhere: 'La conexión es débil.',
  moveCloser: 'Conviene acercarse al router o desactivar el Wi-Fi.',
  noMicrophoneAudio: (device) => (device ? `No se oye nada por «${device}».` : 'No se oye nada por el micrófono.'),
  changeMicrophone: 'Cambiar micrófono',
  deviceLost: (lost, now) => (now ? `Se desconectó ${lost}. Ahora se usa ${now}.` : `Se desconectó ${lost}.`),
  deviceBack: (now) => `Se vuelve a usar ${now}.`,
  endCall: 'Finalizar llamada',
  recordingReady: 'La grabación está lista.',
  saveRecording: 'Guardar grabación',
  qualityFigure: (figure) => figures[figure],
  networkPath: (path) => (path === 'relay' ? 'a través de un retransmisor' : 'directa'),
  microphoneSteps: (browser) => microphoneSteps[browser],
  deviceUse: (use) => deviceUse[use],
  playing: 'Reproduciendo…',

  deviceNumber: (use, number) => `${deviceKind[use]} ${number}`,
  systemDefault: 'Predeterminado del sistema',
  notConnected: 'Sin conectar',
  browserChoosesOutput: 'Este navegador elige por dónde sale el sonido.',
  deviceRefused: 'Este dispositivo no se puede usar ahora.',
  volume: (use) => (use === 'ringer' ? 'Volumen del timbre' : 'Volumen'),
  levelOut: 'Nivel del micrófono',
  levelIn: 'Nivel de lo que se oye',
  test: 'Probar',
  testOf: (use) => testOf[use],
  speakNow: (seconds) => `Hablar ahora… ${seconds}`,
  testFailed: 'No se pudo realizar la prueba.',
  reduceNoise: 'Reducir el ruido',
  removeEcho: 'Eliminar el eco',
  adjustLevel: 'Ajustar el volumen del micrófono',
  ringtone: 'Timbre',
  silent: 'Silencio',
  echoTest: 'Prueba de eco',
  callersHearBusy: 'Quienes llaman reciben el aviso de línea ocupada',
  connectionCheck: 'Comprobación de la conexión',
  connectionCheckOf: 'Cuenta, servidor, micrófono, retransmisor',

  checkRow: (row) => rows[row],
  checkWord: (word) => checks[word],
  good: 'Correcto',
  warning: 'Advertencia',
  fault: 'Error',
  report: 'Informe',
  copyReport: 'Copiar informe',
  copied: 'Copiado',
  cannotCopy: 'Este navegador no permite que la página copie. En su lugar, se puede seleccionar el texto.',
  allowMicrophone: 'Permitir micrófono',
  allowNotifications: 'Permitir notificaciones',

  trace: 'Mensajes SIP',
  traceMessages: (count) => (count === 1 ? '1 mensaje' : `${count} mensajes`),
  noTraceYet: 'Aún no hay mensajes',
  thisPhone: 'Teléfono',
  theServer: 'Servidor',
  others: 'Otros',
  copyMessage: 'Copiar mensaje',
  previousMessage: 'Mensaje anterior',
  nextMessage: 'Mensaje siguiente',
  copyAll: 'Copiar todo',
  download: 'Descargar',
  pause: 'Pausar',
  continueTrace: 'Continuar',
};

export default tools;
