/** Español: Spanish, the views of settings, devices, connection check and trace. */

import type { DeviceUse } from '../../../../../phone/state.js';
import type { CheckRow, CheckWord, ToolWords } from '../translation.js';

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
  checking: 'Comprobando…',
  unsupported: 'Este navegador no las admite',
};

const tools: ToolWords = {
  deviceNumber: (use, number) => `${deviceKind[use]} ${number}`,
  systemDefault: 'Predeterminado del sistema',
  notConnected: (label) => `${label} (sin conectar)`,
  chosenDevice: 'El dispositivo elegido',
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
  ringtone: 'Tono de llamada',
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
  copyAll: 'Copiar todo',
  download: 'Descargar',
  pause: 'Pausar',
  continueTrace: 'Continuar',
};

export default tools;
